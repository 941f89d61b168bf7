// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/topology_panel.h"
#include "ui/topology/packet_item.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/live/recorded_nodes.h"
#include "tests/support/fake_shell.h"
#include "tests/support/small_lab.h"
#include "tests/support/small_walk.h"
#include "tests/support/talking_shell.h"
#include "ui/theme/theme.h"
#include "ui/topology/topology_scene.h"
#include "ui/topology/topology_view.h"

namespace podwire::ui {
namespace {

class TopologyPanelTest : public ::testing::Test {
protected:
    TopologyPanelTest() {
        panel.resize(380, 300);
        panel.show();
        panel.setNodes(nodes);
    }
    TopologyView& view() { return *panel.findChild<TopologyView*>(); }
    std::string current() { return panel.scene().look().current; }
    QPoint placeOf(const std::string& id) { return view().mapFromScene(panel.scene().rectOf(id).center()); }

    session::LabSession session{test::smallLab(),
                                {{"node1", "10.0.0.1", std::make_shared<test::FakeShell>("node1"),
                                  std::make_shared<test::TalkingShell>("node1")}}};
    std::vector<live::NodeView> nodes = test::recordedNodes();
    Selection selection;
    TopologyPanel panel{selection};
};

TEST_F(TopologyPanelTest, FitsTheDockOfASmallWindow) {
    for (const char* id : {"node:host", "node:node1", "node:node2", "pod:node1/pod1a", "pod:node2/pod2"}) {
        const QRect shown = view().mapFromScene(panel.scene().rectOf(id)).boundingRect();
        EXPECT_TRUE(view().viewport()->rect().contains(shown.center())) << id;
    }
    EXPECT_GE(view().transform().m11(), 0.55);
}

TEST_F(TopologyPanelTest, TabGoesFromThingToThingAndEnterTellsAboutIt) {
    view().setFocus();
    std::vector<std::string> visited;
    for (std::size_t i = 0; i < panel.topology().elements.size(); ++i) {
        QTest::keyClick(&view(), Qt::Key_Tab);
        visited.push_back(current());
        EXPECT_FALSE(view().accessibleDescription().isEmpty());
    }
    EXPECT_THAT(visited, ::testing::IsSupersetOf({"node:node1", "pod:node1/pod1a", "pod:node2/pod2"}));
    view().setCurrent("pod:node1/pod1a");
    QTest::keyClick(&view(), Qt::Key_Return);
    auto* text = panel.findChild<QPlainTextEdit*>();
    ASSERT_TRUE(text->isVisible());
    EXPECT_TRUE(text->toPlainText().contains(QStringLiteral("192.168.1.10/24")));
    EXPECT_TRUE(text->toPlainText().contains(QStringLiteral("default via 192.168.1.1 dev veth-pod1a")));
    EXPECT_TRUE(text->toPlainText().contains(QStringLiteral("tcp 192.168.1.10:80  python3")));
    EXPECT_EQ(view().accessibleDescription(), QStringLiteral("pod pod1a on node1, 192.168.1.10, up"));
    QTest::keyClick(&view(), Qt::Key_Escape);
    EXPECT_FALSE(text->isVisible());
}

TEST_F(TopologyPanelTest, APacketThatIsPlayedGoesFromPlaceToPlace) {
    const walk::Way way = test::smallWay();
    WalkMoment moment{way.hops, 1};
    Q_EMIT selection.walkShown(moment);
    const TopologyLook& look = panel.scene().look();
    EXPECT_TRUE(look.way.contains("pod:node1/pod1a")) << "the whole way is in sight";
    EXPECT_TRUE(look.here.contains("vip:node2/10.96.1.100:8080/tcp"));
    EXPECT_FALSE(look.here.contains("pod:node1/pod1a"));
    const PacketItem& packet = panel.scene().packet();
    EXPECT_TRUE(packet.isVisible());
    EXPECT_EQ(packet.words(), QStringLiteral("to 192.168.1.10:80"));
    EXPECT_TRUE(panel.scene().rectOf("vip:node2/10.96.1.100:8080/tcp").contains(packet.pos()));

    moment.current = 4;
    Q_EMIT selection.walkShown(moment);
    const QRectF pod = panel.scene().rectOf("pod:node1/pod1a");
    EXPECT_TRUE(QTest::qWaitFor([&] { return pod.contains(packet.pos()); }, 5000)) << "it glides there";
    panel.setNodes(test::manyNodes(2));
    EXPECT_TRUE(packet.isVisible()) << "the packet outlives another picture";
    panel.setNodes(nodes);

    Q_EMIT selection.walkShown({});
    EXPECT_FALSE(packet.isVisible());
    EXPECT_TRUE(look.way.empty());
}

TEST_F(TopologyPanelTest, AClickTellsAndADoubleClickAsksForATerminal) {
    const QSignalSpy wanted(&selection, &Selection::terminalWanted);
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, placeOf("pod:node2/pod2"));
    const auto* const details = panel.findChild<QPlainTextEdit*>();
    EXPECT_TRUE(QTest::qWaitFor([&] { return details->isVisible(); }, 2000));
    QTest::keyClick(&view(), Qt::Key_Escape);
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, placeOf("pod:node2/pod2"));
    QTest::qWait(QApplication::doubleClickInterval() + 100);
    EXPECT_FALSE(details->isVisible()) << "neither of the two clicks was one alone";
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted[0][0].toString(), QStringLiteral("node2"));
    EXPECT_EQ(wanted[0][1].toString(), QStringLiteral("pod2"));
}

TEST_F(TopologyPanelTest, AMenuIsAboutWhatIsUnderIt) {
    view().setFocus();
    view().setCurrent("pod:node2/pod2");
    QContextMenuEvent byKeyboard(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(&view(), &byKeyboard);
    auto* menu = panel.findChild<QMenu*>(QStringLiteral("topologyMenu"));
    ASSERT_NE(menu, nullptr);
    ASSERT_EQ(menu->actions().size(), 3) << "without nodes nothing can be captured";
    const QSignalSpy wanted(&selection, &Selection::nodeWanted);
    menu->actions().at(1)->trigger();
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted[0][1].toString(), QStringLiteral("pod2"));
    menu->actions().first()->trigger();
    EXPECT_TRUE(panel.findChild<QPlainTextEdit*>()->isVisible());
    EXPECT_EQ(current(), "pod:node2/pod2");
    delete menu;

    live::Live live(session);
    panel.setLive(&live);
    panel.setNodes(nodes);
    const QPoint pod = placeOf("pod:node1/pod1a");
    QContextMenuEvent byMouse(QContextMenuEvent::Mouse, pod, view().viewport()->mapToGlobal(pod));
    QApplication::sendEvent(view().viewport(), &byMouse);
    menu = panel.findChild<QMenu*>(QStringLiteral("topologyMenu"));
    ASSERT_NE(menu, nullptr);
    EXPECT_EQ(menu->actions().last()->text(), QStringLiteral("Capture on pod1a …"));
    menu->actions().last()->trigger();
    EXPECT_NE(panel.findChild<QDialog*>(QStringLiteral("captureDialog")), nullptr);
    panel.setLive(nullptr);
}

TEST_F(TopologyPanelTest, APickedFlowShowsItsWayUntilNoneIsPicked) {
    PickedFlow flow;
    flow.node = QStringLiteral("node2");
    flow.original = {netfilter::parseAddress("192.168.2.20").value(),
                     netfilter::parseAddress("10.96.1.100").value(), 4711, 8080};
    flow.reply = {netfilter::parseAddress("192.168.1.10").value(),
                  netfilter::parseAddress("192.168.2.20").value(), 80, 4711};
    Q_EMIT selection.flowPicked(flow);
    EXPECT_TRUE(panel.scene().look().way.contains("pod:node1/pod1a"));
    Q_EMIT selection.flowPicked({});
    EXPECT_TRUE(panel.scene().look().way.empty());
}

TEST_F(TopologyPanelTest, MovesOnlyWhileThereIsTraffic) {
    const auto withRate = [&](double packets) {
        auto net = std::make_shared<live::NetSnapshot>(*nodes[1].net);
        net->rates = {{"host-veth-pod1a", {packets, packets, 100, 100}}};
        nodes[1].net = net;
        panel.setNodes(nodes);
    };
    const QSignalSpy status(&panel, &LivePanel::statusChanged);
    withRate(100);
    EXPECT_TRUE(panel.scene().isMoving());
    EXPECT_EQ(status.last()[0].toString(), QStringLiteral("200 pkt/s"));
    withRate(0);
    EXPECT_EQ(status.last()[0].toString(), QStringLiteral("live"));
    EXPECT_FALSE(panel.scene().isMoving());
    nodes[1].reached = false;
    withRate(100);
    EXPECT_FALSE(panel.scene().isMoving());
    EXPECT_EQ(status.last()[0].toString(), QStringLiteral("node1 not reached"));
}

TEST_F(TopologyPanelTest, IsSavedAsAPicture) {
    const QTemporaryDir folder;
    const QString svg = folder.filePath(QStringLiteral("t.svg"));
    ASSERT_TRUE(panel.saveSvg(svg));
    QFile file(svg);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains("pod1b"));
    const QString png = folder.filePath(QStringLiteral("t.png"));
    ASSERT_TRUE(panel.savePng(png));
    EXPECT_EQ(QImage(png).size(), (panel.scene().sceneRect().size() * 2).toSize());
    EXPECT_FALSE(panel.saveSvg(folder.filePath(QStringLiteral("no/such/folder.svg"))));
}

TEST_F(TopologyPanelTest, FollowsTheTheme) {
    Theme::instance().setMode(ThemeMode::Dark);
    const QColor dark = panel.scene().backgroundBrush().color();
    Theme::instance().setMode(ThemeMode::Light);
    EXPECT_NE(panel.scene().backgroundBrush().color(), dark);
}

TEST_F(TopologyPanelTest, TenNodesFitAWideDock) {
    panel.resize(900, 560);
    panel.setNodes(test::manyNodes(10));
    QTest::qWait(50);
    view().fit();
    EXPECT_GE(view().transform().m11(), 0.5) << "smaller can hardly be read";
    const QDir folder(QStringLiteral(PODWIRE_BINARY_DIR "/screenshots"));
    ASSERT_TRUE(folder.mkpath(QStringLiteral(".")));
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        Theme::instance().setMode(mode);
        QTest::qWait(50);
        EXPECT_TRUE(panel.grab().save(folder.filePath(mode == ThemeMode::Light
                                                          ? QStringLiteral("ten-nodes-light.png")
                                                          : QStringLiteral("ten-nodes-dark.png"))));
    }
    Theme::instance().setMode(ThemeMode::Light);
}

}  // namespace
}  // namespace podwire::ui
