// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/change_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

ChangeStrip::ChangeStrip(QWidget* parent)
    : QFrame(parent),
      words_(label({})),
      commands_(label({})),
      line_(new QLineEdit),
      yes_(button({}, "primary")),
      no_(button(tr("Leave it"))) {
    setObjectName(QStringLiteral("confirm"));
    yes_->setObjectName(QStringLiteral("changeYes"));
    commands_->setObjectName(QStringLiteral("changeCommands"));
    commands_->setFont(Theme::mono());
    commands_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // A long word of a command does not push what is beside it out of a narrow dock.
    commands_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    line_->setFont(Theme::mono());
    line_->setAccessibleName(tr("The rule"));
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(words_);
    column->addWidget(line_);
    column->addWidget(commands_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(size::space, 6, size::space, 6);
    row->setSpacing(size::gap);
    row->addLayout(column, 1);
    row->addWidget(yes_);
    row->addWidget(no_);
    connect(yes_, &QPushButton::clicked, this, &ChangeStrip::onYes);
    connect(line_, &QLineEdit::returnPressed, this, &ChangeStrip::onYes);
    connect(no_, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void ChangeStrip::setEditor(live::ChainEditor* editor) {
    editor_ = editor;
    phase_ = Phase::Idle;
    hide();
}

void ChangeStrip::show(Phase phase, const QString& words, const QString& commands, const QString& yes) {
    phase_ = phase;
    words_->setText(words);
    commands_->setText(commands);
    commands_->setVisible(!commands.isEmpty());
    line_->setVisible(phase == Phase::Edit);
    yes_->setText(yes);
    yes_->setVisible(!yes.isEmpty());
    no_->setText(phase == Phase::Done || yes.isEmpty() ? tr("Close") : tr("Leave it"));
    QFrame::show();
}

void ChangeStrip::offer(const netfilter::RuleChange& change, const netfilter::RuleTool& tool,
                        const QString& what, const QString& back) {
    if (editor_ == nullptr) {
        return;
    }
    change_ = change;
    tool_ = tool;
    what_ = what;
    back_ = back;
    editor_->prepare(change, tool, [this](const auto& prepared) { ask(prepared); });
}

void ChangeStrip::edit(const netfilter::RuleChange& change, const netfilter::RuleTool& tool) {
    change_ = change;
    tool_ = tool;
    line_->setText(text(change.line));
    show(Phase::Edit, tr("Edit the rule as iptables-save spells it:"), {}, tr("Show the command"));
    line_->setFocus();
}

void ChangeStrip::ask(const Result<live::PreparedChange>& prepared) {
    if (!prepared) {
        refuse(prepared.error());
        return;
    }
    prepared_ = *prepared;
    show(Phase::Ask, what_, text(prepared_.text), tr("Run"));
    yes_->setFocus();
}

void ChangeStrip::onYes() {
    if (phase_ == Phase::Edit) {
        change_.newLine = line_->text().trimmed().toStdString();
        offer(change_, tool_, tr("Replace the rule?"), tr("Undo"));
    } else if (phase_ == Phase::Ask) {
        run();
    } else if (phase_ == Phase::Done) {
        offer(prepared_.inverse, tool_, tr("Take it back?"), tr("Redo"));
    }
}

void ChangeStrip::run() {
    show(Phase::Running, tr("Running:"), text(prepared_.text), {});
    editor_->run(prepared_, [this](const Result<void>& result) {
        if (!result) {
            refuse(result.error());
            return;
        }
        show(Phase::Done, tr("Done:"), text(prepared_.text), back_);
        Q_EMIT done(prepared_);
    });
}

void ChangeStrip::refuse(const Error& error) {
    show(Phase::Idle, text(error.text()), {}, {});
}

}  // namespace podwire::ui
