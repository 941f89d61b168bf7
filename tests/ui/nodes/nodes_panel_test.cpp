// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nodes/nodes_panel.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QSignalSpy>

#include "ui/nodes/node_item.h"

namespace podwire::ui {
namespace {

using remote::LinkState;

session::NodeStatus node(const char* name, LinkState state) {
    session::NodeStatus status;
    status.name = QString::fromLatin1(name);
    status.address = QStringLiteral("10.30.45.100");
    status.link.state = state;
    return status;
}

TEST(NodesPanelTest, CountsTheConnectedNodes) {
    NodesPanel panel;
    panel.setNodes({node("node1", LinkState::Connected), node("node2", LinkState::Connecting)});
    EXPECT_EQ(panel.summary(), QStringLiteral("1 of 2 connected"));
    EXPECT_EQ(panel.item(QStringLiteral("node2"))->stateText(), QStringLiteral("connecting"));
}

TEST(NodesPanelTest, ANodeThatIsLostSaysWhyAndOffersToReconnect) {
    NodesPanel panel;
    auto* reconnect = panel.findChild<QPushButton*>();
    panel.setNodes({node("node1", LinkState::Connected)});
    EXPECT_TRUE(reconnect->isHidden());
    session::NodeStatus lost = node("node1", LinkState::Waiting);
    lost.link.error = {ErrorKind::Lost, "The connection to node1 broke", {}, "Is the lab still up?"};
    panel.setNodes({lost});
    EXPECT_FALSE(reconnect->isHidden());
    EXPECT_EQ(panel.item(QStringLiteral("node1"))->problemText(),
              QStringLiteral("The connection to node1 broke\nIs the lab still up?"));
    const QSignalSpy asked(&panel, &NodesPanel::reconnectRequested);
    reconnect->click();
    EXPECT_EQ(asked.size(), 1);
}

TEST(NodesPanelTest, KeepsANodesPlaceAndDropsThoseThatAreGone) {
    NodesPanel panel;
    panel.setNodes({node("node1", LinkState::Connected), node("node2", LinkState::Connected)});
    const NodeItem* first = panel.item(QStringLiteral("node1"));
    panel.setNodes({node("node1", LinkState::Waiting)});
    EXPECT_EQ(panel.item(QStringLiteral("node1")), first);
    EXPECT_EQ(panel.item(QStringLiteral("node2")), nullptr);
}

}  // namespace
}  // namespace podwire::ui
