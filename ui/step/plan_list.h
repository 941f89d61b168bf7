// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/lab/lab.h"
#include "core/plan/plan.h"
#include "ui/text/command_spans.h"

namespace podwire::ui {

/// The exact commands of a plan in the order in which they run, by step and node.
class PlanList : public QWidget {
    Q_OBJECT
public:
    PlanList(const plan::Plan& plan, const lab::Lab& lab, QWidget* parent = nullptr);
};

}  // namespace podwire::ui
