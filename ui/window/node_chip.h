// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

#include "core/session/lab_session.h"

namespace podwire::ui {

/// A node in the top bar: its name beside the shape of its connection.
class NodeChip : public QPushButton {
    Q_OBJECT
public:
    explicit NodeChip(QWidget* parent = nullptr);
    void setStatus(const session::NodeStatus& status);

private:
    void render();
    remote::LinkState state_ = remote::LinkState::Idle;
};

}  // namespace podwire::ui
