// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/console.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QPushButton>
#include <QSettings>
#include <QTest>

#include "tests/support/temp_dir.h"
#include "ui/start/inventory_form.h"
#include "ui/start/start_page.h"
#include "ui/step/step_page.h"
#include "ui/widgets/error_box.h"
#include "ui/window/memory.h"

namespace podwire::app {
namespace {

using namespace Qt::StringLiterals;

/// Nobody's machines: what is opened here is a file that is wrong or not there.
class ConsoleTest : public ::testing::Test {
protected:
    ConsoleTest() : before_(qgetenv("XDG_DATA_HOME")) {
        qputenv("XDG_DATA_HOME", QByteArray::fromStdString(home.path()));
        options.lab = u"" PODWIRE_SOURCE_DIR "/labs/service-networking"_s;
        window.show();
    }
    ~ConsoleTest() override {
        qputenv("XDG_DATA_HOME", before_);
        QSettings().clear();
    }
    QString write(const QByteArray& text) const {
        const QString path = QString::fromStdString(home.path()) + u"/hosts.yaml"_s;
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return path;
    }

    testing::TempDir home;
    LaunchOptions options;
    ui::MainWindow window;

private:
    QByteArray before_;
};

TEST_F(ConsoleTest, AChoiceThatNoLongerWorksFallsBackToThePageWithItsError) {
    const QString gone = QString::fromStdString(home.path()) + u"/gone.yaml"_s;
    ui::memory::setLabChoice({"pwt-none", "ssh", gone.toStdString(), false});
    Console console(options, window);
    console.open();
    EXPECT_TRUE(window.start()->isVisible());
    EXPECT_TRUE(QTest::qWaitFor([&] { return !window.start()->error()->words().isEmpty(); }, 10'000));
    EXPECT_TRUE(window.start()->error()->words().contains(u"gone.yaml"_s));
    EXPECT_EQ(window.start()->choice().provider, "ssh");
    EXPECT_EQ(window.start()->inventory()->path(), gone);
}

TEST_F(ConsoleTest, AMistakeInTheInventoryIsNamedWithItsPlace) {
    options.inventory = write("nodes:\n  - name: alpha\n    prot: 22\n");
    options.name = u"pwt-none"_s;
    Console console(options, window);
    console.open();
    EXPECT_TRUE(QTest::qWaitFor(
        [&] { return window.start()->error()->words().contains(u"hosts.yaml:3:5"_s); }, 10'000))
        << window.start()->error()->words().toStdString();
    EXPECT_FALSE(ui::memory::labChoice().has_value()) << "only a choice in the window is remembered";
}

TEST_F(ConsoleTest, LookingForNodesCanBeCancelled) {
    options.inventory = write("nodes:\n  - {name: node1, address: 127.0.0.1, port: 9}\n");
    Console console(options, window);
    console.open();
    EXPECT_EQ(window.start()->startButton()->text(), u"Starting …"_s);
    Q_EMIT window.cancelRequested();
    EXPECT_EQ(window.start()->startButton()->text(), u"Open"_s);
    QTest::qWait(300);
    EXPECT_TRUE(window.start()->isVisible()) << "what was found after all is dropped";
    EXPECT_TRUE(window.start()->error()->words().isEmpty());
}

TEST_F(ConsoleTest, OpeningAnInventoryShowsTheChapterAndRemembersTheChoice) {
    options.name = u"pwt-none"_s;
    Console console(options, window);
    console.open();
    ASSERT_TRUE(window.start()->isVisible());
    const QString file = write(
        "nodes:\n  - {name: node1, address: 127.0.0.1, port: 9, user: nobody, identity: none, known_hosts: "
        "known}\n");
    window.start()->setChoice({"pwt-none", "ssh", file.toStdString(), true});
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.start()->startButton()->isEnabled(); }, 10'000));
    window.start()->startButton()->click();
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.page()->isVisible(); }, 10'000));
    const auto remembered = ui::memory::labChoice();
    ASSERT_TRUE(remembered.has_value());
    EXPECT_EQ(remembered->provider, "ssh");
    EXPECT_TRUE(remembered->readOnly);
    EXPECT_EQ(ui::memory::recentInventories(), QStringList{file});

    window.actions().connectTo->trigger();
    EXPECT_TRUE(window.start()->isVisible());
    window.start()->backButton()->click();
    EXPECT_TRUE(window.page()->isVisible());

    Q_EMIT window.stopRequested();
    EXPECT_TRUE(window.start()->isVisible()) << "hosts are only let go of";
}

}  // namespace
}  // namespace podwire::app
