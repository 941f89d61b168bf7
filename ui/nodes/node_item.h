// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/lab_session.h"

class QLabel;

namespace podwire::ui {

class Badge;
class IconLabel;

/// One node: its connection, address, when it was read, and what is wrong together with what to do.
class NodeItem : public QWidget {
    Q_OBJECT
public:
    explicit NodeItem(QWidget* parent = nullptr);
    /// What the node is there for.
    void setAbout(const QString& about);
    void setStatus(const session::NodeStatus& status);
    void tick(const QDateTime& now);
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QString problemText() const;
    [[nodiscard]] bool saysReadOnly() const;

private:
    QDateTime read_;
    QString address_;
    IconLabel* icon_;
    QLabel* name_;
    Badge* readOnly_;
    QLabel* state_;
    QLabel* about_;
    QLabel* facts_;
    QLabel* problem_;
};

}  // namespace podwire::ui
