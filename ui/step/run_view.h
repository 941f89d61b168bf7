// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QWidget>

#include "core/lab/lab.h"
#include "core/models/journal.h"

class QLabel;
class QVBoxLayout;

namespace podwire::ui {

class Fold;
class IconLabel;

/// The last run as far as it concerns a step: how it goes or ended, what went wrong and what to do, what was
/// kept, and the commands that the page does not list itself (undo, repair, other steps).
class RunView : public QWidget {
    Q_OBJECT
public:
    RunView(const lab::Lab& lab, const lab::Step& step, QWidget* parent = nullptr);
    void setRun(const models::RunRecord& run);
    [[nodiscard]] QString words() const;
    /// Whether the run has anything to do with this step.
    [[nodiscard]] bool concerns(const models::RunRecord& run) const;

private:
    void showCommands(const models::RunRecord& run);
    void showError(const models::RunRecord& run);

    const lab::Lab& lab_;
    const lab::Step& step_;
    QSet<QString> own_;
    IconLabel* icon_;
    QLabel* words_;
    QLabel* notes_;
    QLabel* error_;
    Fold* detail_;
    Fold* commands_;
};

}  // namespace podwire::ui
