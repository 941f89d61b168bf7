// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/multipass_control.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

#include "tests/support/temp_dir.h"

namespace podwire::session {
namespace {

using nodes::ProcessRequest;
using nodes::ProcessResult;

ProcessResult answer(std::string out) {
    return {ProcessResult::Ending::Exit, 0, std::move(out), {}};
}

class MultipassControlTest : public ::testing::Test {
protected:
    MultipassControlTest() : before_(qgetenv("XDG_DATA_HOME")) {
        qputenv("XDG_DATA_HOME", QByteArray::fromStdString(home_.path()));
    }
    ~MultipassControlTest() override { qputenv("XDG_DATA_HOME", before_); }

private:
    testing::TempDir home_;
    QByteArray before_;
};

TEST_F(MultipassControlTest, SaysWhyNothingStarted) {
    MultipassControl control([](const ProcessRequest&, const std::atomic<bool>&) {
        return ProcessResult{ProcessResult::Ending::NotStarted, 0, {}, {}};
    });
    QSignalSpy ends(&control, &MultipassControl::finished);
    control.up(QStringLiteral("mine"));
    EXPECT_TRUE(control.isBusy());
    EXPECT_TRUE(ends.isEmpty()) << "told later, never from within the call";
    ASSERT_TRUE(ends.wait(5000));
    EXPECT_FALSE(ends.at(0).at(0).toBool());
    EXPECT_EQ(ends.at(0).at(1).value<Error>().kind, ErrorKind::NotFound);
    EXPECT_FALSE(control.isBusy());
}

TEST_F(MultipassControlTest, OneThingAtATime) {
    std::atomic<bool> go = false;
    MultipassControl control([&](const ProcessRequest&, const std::atomic<bool>&) {
        while (!go) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return ProcessResult{ProcessResult::Ending::NotStarted, 0, {}, {}};
    });
    QSignalSpy ends(&control, &MultipassControl::finished);
    control.up(QStringLiteral("mine"));
    control.down(QStringLiteral("mine"));
    ASSERT_EQ(ends.size(), 1);
    EXPECT_EQ(ends.at(0).at(1).value<Error>().kind, ErrorKind::Conflict);
    go = true;
    EXPECT_TRUE(ends.wait(5000));
}

TEST_F(MultipassControlTest, CancellingEndsWhatRuns) {
    MultipassControl control([](const ProcessRequest& request, const std::atomic<bool>& cancelled) {
        if (request.argv.size() > 1 && request.argv[1] == "version") {
            return answer(R"({"multipass": "1.16.3", "multipassd": "1.16.3"})");
        }
        while (!cancelled) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return ProcessResult{ProcessResult::Ending::Cancelled, 0, {}, {}};
    });
    QSignalSpy ends(&control, &MultipassControl::finished);
    control.up(QStringLiteral("mine"));
    QTest::qWait(50);
    control.cancel();
    ASSERT_TRUE(ends.wait(5000));
    EXPECT_EQ(ends.at(0).at(1).value<Error>().kind, ErrorKind::Cancelled);
}

TEST_F(MultipassControlTest, MayGoWhileItWorks) {
    auto control =
        std::make_unique<MultipassControl>([](const ProcessRequest&, const std::atomic<bool>& cancelled) {
            while (!cancelled) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            }
            return ProcessResult{ProcessResult::Ending::Cancelled, 0, {}, {}};
        });
    QSignalSpy ends(control.get(), &MultipassControl::finished);
    control->up(QStringLiteral("mine"));
    control.reset();
    QCoreApplication::processEvents();
    EXPECT_TRUE(ends.isEmpty());
}

TEST(AsideTest, NothingComesOfWorkThatWasDropped) {
    QObject owner;
    Aside aside(&owner);
    bool told = false;
    aside.begin([](const std::atomic<bool>&) { return 1; }, [&](int) { told = true; });
    EXPECT_TRUE(aside.isBusy());
    aside.drop();
    EXPECT_FALSE(aside.isBusy());
    QTest::qWait(50);
    EXPECT_FALSE(told);
}

TEST(AsideTest, ALaterPieceOfWorkReplacesTheOneBefore) {
    QObject owner;
    Aside aside(&owner);
    QStringList said;
    const auto note = [&](const QString& word) { said.append(word); };
    aside.begin(
        [](const std::atomic<bool>& cancelled) {
            while (!cancelled) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            }
            return QStringLiteral("first");
        },
        note);
    aside.begin([](const std::atomic<bool>&) { return QStringLiteral("second"); }, note);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !aside.isBusy(); }, 5000));
    QTest::qWait(50);
    EXPECT_EQ(said, QStringList{QStringLiteral("second")});
}

}  // namespace
}  // namespace podwire::session
