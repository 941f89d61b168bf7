// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

#include "core/session/lab_session.h"

class QPushButton;
class QVBoxLayout;

namespace podwire::ui {

class NodeItem;

/// The session's nodes and their connections.
class NodesPanel : public QWidget {
    Q_OBJECT
public:
    explicit NodesPanel(QWidget* parent = nullptr);
    /// What each node is there for, by its name; holds for nodes that come later.
    void setAbout(QHash<QString, QString> about);
    void setNodes(const std::vector<session::NodeStatus>& nodes);
    [[nodiscard]] NodeItem* item(const QString& node) const { return items_.value(node); }
    /// "3 of 3 connected".
    [[nodiscard]] QString summary() const { return summary_; }

Q_SIGNALS:
    void reconnectRequested();
    void summaryChanged(const QString& summary);

private:
    QHash<QString, NodeItem*> items_;
    QHash<QString, QString> about_;
    QVBoxLayout* list_;
    QPushButton* reconnect_;
    QString summary_;
};

}  // namespace podwire::ui
