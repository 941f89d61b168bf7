// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/lab_session.h"
#include "ui/text/command_spans.h"

class QLabel;

namespace podwire::ui {

class Fold;
class IconLabel;

/// How a command ended: exit code, time, and what it printed, folded unless it failed.
class CommandResult : public QWidget {
    Q_OBJECT
public:
    explicit CommandResult(QWidget* parent = nullptr);
    void show(const session::CommandReport& report);
    [[nodiscard]] QString words() const;

private:
    IconLabel* icon_;
    QLabel* words_;
    Fold* output_;
};

}  // namespace podwire::ui
