// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/live/chain_editor.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace podwire::ui {

/// Shows the exact commands of a change of a chain before they run, then what became of them and the way
/// back.
class ChangeStrip : public QFrame {
    Q_OBJECT
public:
    explicit ChangeStrip(QWidget* parent = nullptr);

    /// Begins anew: no editor, no question. Null: nothing can be changed.
    void setEditor(live::ChainEditor* editor);
    /// Looks the chain up, then asks. `what`: "Delete this rule?"; `back`: what the button is called that
    /// takes it back.
    void offer(const netfilter::RuleChange& change, const netfilter::RuleTool& tool, const QString& what,
               const QString& back);
    /// Lets the rule be edited first.
    void edit(const netfilter::RuleChange& change, const netfilter::RuleTool& tool);

Q_SIGNALS:
    void done(const podwire::live::PreparedChange& change);

private:
    enum class Phase { Idle, Edit, Ask, Running, Done };
    void show(Phase phase, const QString& words, const QString& commands, const QString& yes);
    void onYes();
    void ask(const Result<live::PreparedChange>& prepared);
    void run();
    void refuse(const Error& error);

    QLabel* words_;
    QLabel* commands_;
    QLineEdit* line_;
    QPushButton* yes_;
    QPushButton* no_;
    live::ChainEditor* editor_ = nullptr;
    Phase phase_ = Phase::Idle;
    netfilter::RuleChange change_;
    netfilter::RuleTool tool_;
    live::PreparedChange prepared_;
    QString what_;
    QString back_;
};

}  // namespace podwire::ui
