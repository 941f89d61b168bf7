// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nodes/nodes_panel.h"

#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/nodes/node_item.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {

NodesPanel::NodesPanel(QWidget* parent)
    : QWidget(parent), list_(new QVBoxLayout), reconnect_(button(tr("Reconnect"))) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(220);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(0);
    list_->setSpacing(0);
    column->addLayout(list_);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(size::space, 4, size::space, 8);
    foot->addWidget(reconnect_);
    foot->addStretch(1);
    column->addLayout(foot);
    column->addStretch(1);
    scroll->setWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    reconnect_->hide();
    connect(reconnect_, &QPushButton::clicked, this, &NodesPanel::reconnectRequested);
    auto* second = new QTimer(this);
    connect(second, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            for (NodeItem* item : std::as_const(items_)) {
                item->tick(QDateTime::currentDateTime());
            }
        }
    });
    second->start(1000);
}

void NodesPanel::setAbout(QHash<QString, QString> about) {
    about_ = std::move(about);
}

void NodesPanel::setNodes(const std::vector<session::NodeStatus>& nodes) {
    QHash<QString, NodeItem*> left = items_;
    for (const session::NodeStatus& node : nodes) {
        NodeItem* item = left.take(node.name);
        if (item == nullptr) {
            item = new NodeItem;
            item->setAbout(about_.value(node.name));
            items_.insert(node.name, item);
            list_->addWidget(item);
        }
        item->setStatus(node);
    }
    for (auto gone = left.begin(); gone != left.end(); ++gone) {
        items_.remove(gone.key());
        delete gone.value();
    }
    const auto connected = std::count_if(nodes.begin(), nodes.end(), [](const session::NodeStatus& node) {
        return node.link.state == remote::LinkState::Connected;
    });
    const bool lost = std::any_of(nodes.begin(), nodes.end(), [](const session::NodeStatus& node) {
        return node.link.state == remote::LinkState::Waiting || node.link.state == remote::LinkState::Refused;
    });
    reconnect_->setVisible(lost);
    summary_ = nodes.empty() ? QString() : tr("%1 of %2 connected").arg(connected).arg(nodes.size());
    Q_EMIT summaryChanged(summary_);
}

}  // namespace podwire::ui
