// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/capture_desk.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QVBoxLayout>

#include "tests/capture/savefile.h"
#include "tests/support/fake_shell.h"
#include "tests/support/small_lab.h"
#include "tests/support/talking_shell.h"
#include "ui/capture/capture_dialog.h"
#include "ui/capture/capture_strip.h"

namespace podwire::ui {
namespace {

constexpr const char* kListening =
    "tcpdump: listening on ens3, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n";

remote::Outcome exitWith(int code) {
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = code;
    return outcome;
}

class CaptureDeskTest : public ::testing::Test {
protected:
    CaptureDeskTest() {
        qputenv("PATH", "/nowhere");  // no Wireshark, whatever this machine has
        auto* layout = new QVBoxLayout(&window);
        layout->addWidget(new QWidget, 1);
        layout->addWidget(&desk->strip());
        window.resize(600, 400);
        window.show();
        desk->setSession(&session);
    }
    ~CaptureDeskTest() override {
        qputenv("PATH", path);
        desk->setSession(nullptr);
        EXPECT_TRUE(QThreadPool::globalInstance()->waitForDone(10'000));
    }

    CaptureDialog& ask() {
        desk->ask(offer);
        auto* const dialog = window.findChild<CaptureDialog*>();
        dialog->findChild<QLineEdit*>(QStringLiteral("capturePath"))->setText(file());
        return *dialog;
    }
    template <class Widget>
    static Widget* in(const QWidget& parent, const char* name) {
        return parent.findChild<Widget*>(QLatin1String(name));
    }
    QString file() { return folder.filePath(QStringLiteral("a.pcapng")); }
    void begin() {
        QTest::mouseClick(in<QPushButton>(ask(), "captureStart"), Qt::LeftButton);
        ASSERT_EQ(streams->started(), 1U);
        streams->complain(kListening);
        streams->say(savefile.header());
    }
    bool says(const QString& words) {
        return QTest::qWaitFor([&] { return desk->strip().words().contains(words); }, 5000);
    }

    QByteArray path = qgetenv("PATH");
    QTemporaryDir folder;
    test::Savefile savefile;
    std::shared_ptr<test::TalkingShell> streams = std::make_shared<test::TalkingShell>("node1");
    session::LabSession session{test::smallLab(),
                                {{"node1", "10.0.0.1", std::make_shared<test::FakeShell>("node1"), streams}}};
    QWidget window;
    CaptureDesk* desk = new CaptureDesk(window);
    CaptureOffer offer{"node1", {{{"node1", "", "ens3"}, true}, {{"node1", "", "lo"}, false}}, "tcp port 80"};
};

TEST_F(CaptureDeskTest, TheDialogAsksForWhatFits) {
    CaptureDialog& dialog = ask();
    const auto boxes = dialog.findChildren<QCheckBox*>();
    ASSERT_EQ(boxes.size(), 2);
    EXPECT_EQ(boxes[0]->text(), QStringLiteral("node1/ens3"));
    EXPECT_TRUE(boxes[0]->isChecked());
    EXPECT_FALSE(boxes[1]->isChecked());
    EXPECT_EQ(in<QLineEdit>(dialog, "captureFilter")->text(), QStringLiteral("tcp port 80"));
    EXPECT_FALSE(in<QRadioButton>(dialog, "captureToWireshark")->isEnabled());
    EXPECT_TRUE(in<QRadioButton>(dialog, "captureToFile")->isChecked());
    boxes[1]->setChecked(true);
    QTest::mouseClick(in<QPushButton>(dialog, "captureStart"), Qt::LeftButton);
    const capture::CaptureRequest& request = dialog.request();
    EXPECT_EQ(request.places, (std::vector<capture::Place>{{"node1", "", "ens3"}, {"node1", "", "lo"}}));
    EXPECT_EQ(request.filter, "tcp port 80");
    EXPECT_EQ(request.time, std::chrono::seconds(60));
    EXPECT_EQ(request.size, 100'000'000U);
}

TEST_F(CaptureDeskTest, WhatCannotBeIsToldInTheDialog) {
    CaptureDialog& dialog = ask();
    const auto complaint = [&] {
        QTest::mouseClick(in<QPushButton>(dialog, "captureStart"), Qt::LeftButton);
        return in<QLabel>(dialog, "captureComplaint")->text();
    };
    in<QLineEdit>(dialog, "captureSeconds")->setText(QStringLiteral("soon"));
    EXPECT_TRUE(complaint().startsWith(QStringLiteral("Seconds")));
    in<QLineEdit>(dialog, "captureSeconds")->clear();
    dialog.findChildren<QCheckBox*>().first()->setChecked(false);
    EXPECT_TRUE(complaint().contains(QStringLiteral("interface")));
    dialog.findChildren<QCheckBox*>().first()->setChecked(true);
    in<QLineEdit>(dialog, "capturePath")->setText(folder.filePath(QStringLiteral("nowhere/a.pcapng")));
    EXPECT_TRUE(complaint().contains(QStringLiteral("cannot be written")));
    QFile mine(file());
    ASSERT_TRUE(mine.open(QIODevice::WriteOnly));
    in<QLineEdit>(dialog, "capturePath")->setText(file());
    EXPECT_TRUE(complaint().contains(QStringLiteral("is already there")));
    EXPECT_TRUE(dialog.isVisible());
    EXPECT_EQ(streams->started(), 0U);
}

TEST_F(CaptureDeskTest, ThePanelsKeepTheirShareOfANodesConnection) {
    offer.choices.clear();
    for (std::size_t number = 0; number <= mostOfANode; ++number) {
        offer.choices.push_back({{"node1", "", "veth" + std::to_string(number)}, true});
    }
    CaptureDialog& dialog = ask();
    QTest::mouseClick(in<QPushButton>(dialog, "captureStart"), Qt::LeftButton);
    EXPECT_EQ(in<QLabel>(dialog, "captureComplaint")->text(),
              QStringLiteral("At most 3 interfaces of a node can be captured at once"));
    dialog.findChildren<QCheckBox*>().first()->setChecked(false);
    QTest::mouseClick(in<QPushButton>(dialog, "captureStart"), Qt::LeftButton);
    EXPECT_EQ(streams->started(), mostOfANode);
}

TEST_F(CaptureDeskTest, ACaptureIsShownWhileItRunsAndTellsWhereItIs) {
    begin();
    streams->say(savefile.packet(1, 1, "one") + savefile.packet(2, 1, "two"));
    EXPECT_TRUE(says(QStringLiteral("node1/ens3: 2 packets")));
    EXPECT_TRUE(in<QPushButton>(desk->strip(), "captureStop")->isVisible());
    EXPECT_FALSE(in<QPushButton>(desk->strip(), "captureFolder")->isVisible());
    QMenu menu;
    desk->addTo(menu, offer);
    ASSERT_EQ(menu.actions().size(), 1);
    EXPECT_FALSE(menu.actions().first()->isEnabled()) << "one at a time";
    QTest::mouseClick(in<QPushButton>(desk->strip(), "captureStop"), Qt::LeftButton);
    EXPECT_TRUE(QTest::qWaitFor([&] { return streams->wasInputClosed(0); }, 5000));
    streams->complain("2 packets captured\n5 packets received by filter\n3 packets dropped by kernel\n");
    streams->end(exitWith(0));
    EXPECT_TRUE(says(QStringLiteral("2 packets, 0.2 kB. Saved to ") + file()));
    const auto labels = desk->strip().findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* one) {
        return one->isVisible() && one->text() == QStringLiteral("3 packets dropped by the kernel");
    }));
    EXPECT_TRUE(in<QPushButton>(desk->strip(), "captureFolder")->isVisible());
    EXPECT_TRUE(QFile::exists(file()));
    EXPECT_FALSE(desk->strip().isRunning());
    QTest::mouseClick(desk->strip().findChild<QWidget*>(QStringLiteral("captureClose")), Qt::LeftButton);
    EXPECT_TRUE(desk->strip().isHidden());
}

TEST_F(CaptureDeskTest, WhatTcpdumpSaysOfAFilterIsShown) {
    QTest::mouseClick(in<QPushButton>(ask(), "captureStart"), Qt::LeftButton);
    streams->complain("tcpdump: can't parse filter expression: syntax error\n");
    streams->end(exitWith(1));
    EXPECT_TRUE(says(QStringLiteral("can't parse filter expression: syntax error")));
    EXPECT_FALSE(in<QPushButton>(desk->strip(), "captureFolder")->isVisible());
    EXPECT_FALSE(in<QPushButton>(desk->strip(), "captureStop")->isVisible());
    EXPECT_TRUE(QDir(folder.path()).isEmpty());
}

TEST_F(CaptureDeskTest, ASessionThatGoesEndsItsCaptureAndKeepsThePackets) {
    begin();
    streams->say(savefile.packet(1, 1, "one"));
    EXPECT_TRUE(says(QStringLiteral("1 packet ")));
    desk->setSession(nullptr);
    EXPECT_TRUE(desk->strip().isHidden());
    EXPECT_TRUE(QTest::qWaitFor([&] { return QFile::exists(file()); }, 10'000));
    EXPECT_TRUE(streams->wasInputClosed(0));
}

TEST_F(CaptureDeskTest, NothingToCaptureIsNoEntry) {
    QMenu menu;
    desk->addTo(menu, {});
    EXPECT_TRUE(menu.isEmpty());
    desk->addTo(menu, offer);
    ASSERT_EQ(menu.actions().size(), 1);
    menu.actions().first()->trigger();
    EXPECT_NE(window.findChild<CaptureDialog*>(), nullptr);
}

}  // namespace
}  // namespace podwire::ui
