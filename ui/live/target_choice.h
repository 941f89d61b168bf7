// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <vector>

#include "core/live/traffic_targets.h"

namespace podwire::ui {

/// An address and port to type, or one of those that services have.
class TargetChoice : public QComboBox {
    Q_OBJECT
public:
    explicit TargetChoice(QWidget* parent = nullptr);

    /// What is typed, and an open list, stay as they are. When nothing is typed the first is taken.
    void setTargets(const std::vector<live::TrafficTarget>& targets);
    /// Without targets and text.
    void reset();
};

}  // namespace podwire::ui
