// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/lab/lab.h"
#include "core/plan/assessment.h"

class QLabel;

namespace podwire::ui {

class IconLabel;

/// Where the step stands in the chapter, its title, and its state in a shape and a word.
class StepHeader : public QWidget {
    Q_OBJECT
public:
    StepHeader(const lab::Lab& lab, const lab::Step& step, QWidget* parent = nullptr);
    void setState(plan::StepState state);
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QString breadcrumb() const;

private:
    const lab::Step& step_;
    QLabel* breadcrumb_;
    IconLabel* icon_;
    QLabel* state_;
};

}  // namespace podwire::ui
