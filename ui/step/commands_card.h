// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include "core/models/journal.h"
#include "core/session/lab_session.h"
#include "ui/step/action_bar.h"
#include "ui/widgets/card.h"

namespace podwire::ui {

class CommandList;
class RunView;

/// The step's commands with their live states, what can be done with them, and the last run.
class CommandsCard : public Card {
    Q_OBJECT
public:
    CommandsCard(const lab::Lab& lab, const lab::Step& step, ActionBar::Previewer previewer,
                 QWidget* parent = nullptr);

    void setStatus(const plan::StepStatus& status, bool busy);
    /// When the step's nodes were read; the oldest counts. Invalid: one of them never was.
    void setLastRead(const QDateTime& read);
    void setRun(const models::RunRecord& run);
    void setReport(const session::CommandReport& report);
    /// Says again how long ago the nodes were read.
    void tick(const QDateTime& now);

    [[nodiscard]] ActionBar* actions() const { return actions_; }
    [[nodiscard]] CommandList* commands() const { return commands_; }
    [[nodiscard]] RunView* run() const { return run_; }

Q_SIGNALS:
    void typeWanted(const QString& node, const QString& command);

private:
    void copyAll();

    const lab::Step& step_;
    QString nodes_;
    int present_ = 0;
    QDateTime read_;
    CommandList* commands_ = nullptr;
    ActionBar* actions_;
    RunView* run_;
};

/// "node1", "node1 and node2": where a step's commands run.
QString nodesOf(const lab::Step& step);

}  // namespace podwire::ui
