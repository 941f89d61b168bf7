// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "app/gui/console.h"
#include "tests/ui/integration/on_laptop.h"
#include "tests/ui/integration/real_nodes.h"
#include "ui/nodes/node_item.h"
#include "ui/nodes/nodes_panel.h"
#include "ui/start/host_key_dialog.h"
#include "ui/start/host_list.h"
#include "ui/start/inventory_form.h"
#include "ui/start/provider_tile.h"
#include "ui/start/start_page.h"
#include "ui/start/start_progress.h"
#include "ui/step/action_bar.h"
#include "ui/step/commands_card.h"
#include "ui/step/step_page.h"
#include "ui/step/step_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/error_box.h"
#include "ui/window/banner.h"
#include "ui/window/main_window.h"
#include "ui/window/memory.h"
#include "ui/window/node_chip.h"

// The window on nodes that it reaches as any other machines: by TCP, from a machine in their network.
namespace podwire::ui {
namespace {

using namespace Qt::StringLiterals;
using plan::StepState;

const QStringList kNodes{u"host"_s, u"node1"_s, u"node2"_s};
const QStringList kAddresses{u"10.30.45.1"_s, u"10.30.45.100"_s, u"10.30.45.200"_s};
constexpr int kPatience = 30'000;

class WindowByTcpTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        nodes = new test::RealNodes(u"pwt-conn"_s);
        for (const QString& node : kNodes) {
            (void)nodes->type(node, u"sudo systemctl start ssh"_s);
        }
        laptop = new test::OnLaptop(nodes->name());
    }
    static void TearDownTestSuite() {
        delete std::exchange(laptop, nullptr);
        delete std::exchange(nodes, nullptr);
    }

    WindowByTcpTest() {
        qputenv("XDG_DATA_HOME", home.path().toLocal8Bit());
        QSettings().clear();
        (void)write(u"known_hosts"_s, {});
        window.resize(1280, 720);
        window.show();
        app::LaunchOptions options;
        options.lab = u"" PODWIRE_SOURCE_DIR "/labs/service-networking"_s;
        options.name = u"pwt-none"_s;
        console = std::make_unique<app::Console>(options, window);
        console->open();
    }

    [[nodiscard]] QString write(const QString& name, const QByteArray& text) const {
        const QString path = home.filePath(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return path;
    }
    [[nodiscard]] QString inventory(const QString& more = {}) const {
        QString text = u"nodes:\n"_s;
        for (qsizetype i = 0; i < kNodes.size(); ++i) {
            text +=
                u"  - {name: %1, address: %2, user: ubuntu, identity: /run/podwire/%3/id_ed25519, "
                "known_hosts: known_hosts, interface: ens3%4}\n"_s.arg(kNodes.at(i), kAddresses.at(i),
                                                                       nodes->name(), more);
        }
        return write(u"hosts%1.yaml"_s.arg(more.isEmpty() ? QString() : u"-read-only"_s), text.toUtf8());
    }
    /// What known_hosts holds when somebody has connected by ssh before. `swapped`: node1 has another key
    /// now.
    void knowHosts(bool swapped = false) {
        QString known;
        for (qsizetype i = 0; i < kNodes.size(); ++i) {
            const QString of = swapped && kNodes.at(i) == u"node1"_s ? u"node2"_s : kNodes.at(i);
            known += kAddresses.at(i) + u' ' + nodes->type(of, u"cat /etc/ssh/ssh_host_ed25519_key.pub"_s);
        }
        (void)write(u"known_hosts"_s, known.toUtf8());
    }
    [[nodiscard]] static QString fingerprintOf(const QString& node) {
        return nodes->type(node, u"ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub"_s).section(u' ', 1, 1);
    }

    void choose(const QString& file) {
        ASSERT_TRUE(window.start()->isVisible());
        window.start()->setChoice({"pwt-none", "ssh", file.toStdString(), false});
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.start()->startButton()->isEnabled(); }, kPatience));
    }
    void openChosen() {
        window.start()->startButton()->click();
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.page()->isVisible(); }, kPatience))
            << window.start()->error()->words().toStdString();
    }
    [[nodiscard]] HostKeyDialog* question() {
        (void)QTest::qWaitFor([&] { return console->hostKeys().dialog() != nullptr; }, kPatience);
        return console->hostKeys().dialog();
    }
    [[nodiscard]] bool says(const QString& node, const QString& link) {
        return QTest::qWaitFor(
            [&] {
                const NodeChip* chip = window.topBar()->chip(node);
                return chip != nullptr && chip->accessibleName() == node + u": "_s + link;
            },
            kPatience);
    }
    [[nodiscard]] StepState stateOf(const QString& step) const {
        return static_cast<StepState>(
            window.steps().indexOf(step).data(models::StepTreeModel::StateRole).toInt());
    }
    /// For somebody to look at, in both schemes.
    static void picture(QWidget& widget, const QString& name) {
        const QDir folder(u"" PODWIRE_BINARY_DIR "/screenshots"_s);
        ASSERT_TRUE(folder.mkpath(u"."_s));
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            Theme::instance().setMode(mode);
            QTest::qWait(60);
            const QString scheme = mode == ThemeMode::Light ? u"-light.png"_s : u"-dark.png"_s;
            EXPECT_TRUE(widget.grab().save(folder.filePath(name + scheme)));
        }
    }

    static test::RealNodes* nodes;
    static test::OnLaptop* laptop;
    QTemporaryDir home;
    MainWindow window;
    std::unique_ptr<app::Console> console;
};

test::RealNodes* WindowByTcpTest::nodes = nullptr;
test::OnLaptop* WindowByTcpTest::laptop = nullptr;

TEST_F(WindowByTcpTest, AsksAboutEachKeyChecksTheNodesAndOpensTheChapter) {
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.start()->tile(u"local"_s)->state() == u"not running"_s; },
                                kPatience));
    picture(window, u"connect-local"_s);
    window.start()->tile(u"ssh"_s)->click();
    EXPECT_FALSE(window.start()->startButton()->isEnabled()) << "no file is chosen";
    QTest::qWait(500);
    picture(window, u"connect-no-inventory"_s);
    choose(inventory());
    picture(window, u"connect-inventory"_s);
    window.start()->inventory()->checkButton()->click();
    QStringList shown;
    for (int i = 0; i < kNodes.size(); ++i) {
        HostKeyDialog* dialog = question();
        ASSERT_NE(dialog, nullptr);
        for (const QLabel* label : dialog->findChildren<QLabel*>()) {
            if (label->text().startsWith(u"SHA256:"_s)) {
                shown.append(label->text());
            }
        }
        if (i == 0) {
            picture(*dialog, u"connect-question"_s);
        }
        dialog->trustButton()->click();
    }
    for (const QString& node : kNodes) {
        EXPECT_TRUE(shown.contains(fingerprintOf(node))) << node.toStdString();
    }
    const auto ready = [&] {
        const QList<HostLine>& lines = window.start()->inventory()->hosts()->lines();
        return std::all_of(lines.begin(), lines.end(),
                           [](const HostLine& line) { return line.state == u"ready"_s; });
    };
    EXPECT_TRUE(QTest::qWaitFor(ready, kPatience));
    (void)nodes->type(u"node2"_s, u"sudo mv /usr/sbin/conntrack /usr/sbin/conntrack.away"_s);
    window.start()->inventory()->checkButton()->click();
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return window.start()->inventory()->prepareCommand().startsWith(u"podwirectl nodes prepare"_s);
        },
        kPatience));
    EXPECT_TRUE(window.start()->inventory()->hosts()->lines().last().note.contains(u"missing conntrack"_s));
    QTest::qWait(100);
    picture(window, u"connect-checked"_s);
    (void)nodes->type(u"node2"_s, u"sudo mv /usr/sbin/conntrack.away /usr/sbin/conntrack"_s);

    openChosen();
    for (const QString& node : kNodes) {
        EXPECT_TRUE(says(node, u"connected"_s)) << node.toStdString();
    }
    EXPECT_EQ(console->hostKeys().dialog(), nullptr) << "what was trusted is known";
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return stateOf(u"cluster.bridge"_s) == StepState::Absent; }, kPatience));
    EXPECT_FALSE(window.topBar()->readOnlyBadge()->isVisible());
    EXPECT_EQ(memory::labChoice()->provider, "ssh");
}

TEST_F(WindowByTcpTest, NodesThatAreReadOnlyAreShownAndTheirChangesAreGrey) {
    knowHosts();
    choose(inventory(u", read_only: true"_s));
    openChosen();
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return stateOf(u"cluster.bridge"_s) == StepState::Absent; }, kPatience));
    EXPECT_TRUE(window.topBar()->readOnlyBadge()->isVisible());
    EXPECT_TRUE(window.nodesPanel()->item(u"node1"_s)->saysReadOnly());
    window.showStep(u"cluster.bridge"_s);
    ActionBar* actions = window.page()->view()->commands()->actions();
    ASSERT_EQ(actions->primary()->text(), u"Apply"_s);
    EXPECT_FALSE(actions->primary()->isEnabled());
    EXPECT_TRUE(actions->primary()->toolTip().contains(u"read-only"_s));
    EXPECT_FALSE(window.actions().apply->isEnabled());
    actions->triggerPrimary();
    QTest::qWait(1000);
    EXPECT_EQ(nodes->type(u"node1"_s, u"ip -br link show type bridge"_s), QString());
    window.page()->ensureWidgetVisible(actions->primary());
    QTest::qWait(100);
    picture(window, u"connect-read-only"_s);
}

TEST_F(WindowByTcpTest, AKeyThatIsNotTrustedEndsTheConnectionAndCanBeAskedAgain) {
    choose(inventory());
    openChosen();
    for (int i = 0; i < kNodes.size(); ++i) {
        HostKeyDialog* dialog = question();
        ASSERT_NE(dialog, nullptr);
        dialog->refuseButton()->click();
    }
    EXPECT_TRUE(QTest::qWaitFor(
        [&] { return window.nodesPanel()->item(u"node1"_s)->problemText().contains(u"was not accepted"_s); },
        kPatience))
        << window.nodesPanel()->item(u"node1"_s)->problemText().toStdString();
    EXPECT_FALSE(window.banner()->words().isEmpty());
    QFile known(home.filePath(u"known_hosts"_s));
    ASSERT_TRUE(known.open(QIODevice::ReadOnly));
    EXPECT_TRUE(known.readAll().isEmpty());
    window.actions().reconnect->trigger();
    EXPECT_NE(question(), nullptr);
}

TEST_F(WindowByTcpTest, AChangedKeyIsRefusedWithoutAQuestion) {
    knowHosts(true);
    choose(inventory());
    openChosen();
    EXPECT_TRUE(says(u"node2"_s, u"connected"_s));
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return window.banner()->words().contains(u"node1 has changed"_s); }, kPatience))
        << window.banner()->words().toStdString();
    EXPECT_TRUE(window.banner()->words().contains(u"known_hosts"_s)) << "which line it is about";
    EXPECT_EQ(console->hostKeys().dialog(), nullptr);
    picture(window, u"connect-changed-key"_s);
}

TEST_F(WindowByTcpTest, ANewWindowOpensWhatWasChosenLast) {
    knowHosts();
    memory::setLabChoice({"pwt-none", "ssh", inventory().toStdString(), true});
    MainWindow other;
    app::LaunchOptions options;
    options.lab = u"" PODWIRE_SOURCE_DIR "/labs/service-networking"_s;
    app::Console again(options, other);
    other.show();
    again.open();
    EXPECT_TRUE(QTest::qWaitFor([&] { return other.page()->isVisible(); }, kPatience));
    EXPECT_TRUE(other.topBar()->readOnlyBadge()->isVisible());
}

TEST_F(WindowByTcpTest, MultipassMachinesAreStartedWithProgressStoppedAndKept) {
    ASSERT_TRUE(QDir().mkpath(home.filePath(u"multipass"_s)));
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", QByteArrayLiteral(PODWIRE_SOURCE_DIR "/tests/integration/multipass:") + path);
    qputenv("PODWIRE_DOUBLE_LAB", nodes->name().toLocal8Bit());
    qputenv("PODWIRE_DOUBLE_MACHINE", laptop->machine().toLocal8Bit());
    qputenv("PODWIRE_DOUBLE_STATE", home.filePath(u"multipass"_s).toLocal8Bit());
    StartPage& page = *window.start();
    page.setChoice({"pwt-vm", "multipass", {}, false});
    const ProviderTile& tile = *page.tile(u"multipass"_s);
    EXPECT_TRUE(QTest::qWaitFor([&] { return tile.state().contains(u"no machines yet"_s); }, kPatience))
        << tile.state().toStdString();
    picture(window, u"connect-multipass"_s);
    page.startButton()->click();
    const auto progress = [&](const QString& node) {
        return !page.progress()->lines().filter(node + u": "_s).isEmpty();
    };
    for (const QString& node : kNodes) {
        EXPECT_TRUE(QTest::qWaitFor([&] { return progress(node); }, kPatience)) << node.toStdString();
    }
    picture(window, u"connect-multipass-starting"_s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.page()->isVisible(); }, 120'000))
        << page.error()->words().toStdString();
    EXPECT_TRUE(says(u"node1"_s, u"connected"_s));
    EXPECT_EQ(console->hostKeys().dialog(), nullptr) << "their keys were read from inside";
    window.actions().powerOff->trigger();
    EXPECT_TRUE(window.banner()->words().contains(u"Nothing is deleted"_s));
    window.banner()->findChild<QPushButton*>(u"bannerYes"_s)->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return page.isVisible(); }, 120'000));
    const auto stopped = [&] {
        const QList<HostLine>& lines = page.machines()->lines();
        return lines.size() == kNodes.size() &&
               std::all_of(lines.begin(), lines.end(),
                           [](const HostLine& line) { return line.state == u"Stopped"_s; });
    };
    EXPECT_TRUE(QTest::qWaitFor(stopped, kPatience));
    picture(window, u"connect-multipass-stopped"_s);
    qputenv("PATH", path);
}

}  // namespace
}  // namespace podwire::ui
