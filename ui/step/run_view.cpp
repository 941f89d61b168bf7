// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/run_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/step/command_result.h"
#include "ui/text/plan_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/command_view.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/output_view.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

QString keyOf(const QString& node, const QString& command) {
    return node + QLatin1Char('\n') + command;
}

QString endWords(const session::RunReport& report) {
    if (!report.ok) {
        return report.error.kind == ErrorKind::Cancelled ? RunView::tr("Cancelled")
                                                         : RunView::tr("It did not work");
    }
    if (report.changedNothing) {
        return RunView::tr("Nothing to do: all was as asked");
    }
    const QString commands = counted(report.commands, RunView::tr("command"), RunView::tr("commands"));
    using Verb = plan::Request::Verb;
    const bool undo = report.request.verb == Verb::Undo || report.request.verb == Verb::Reset;
    return (undo ? RunView::tr("Undone: %1 in %2") : RunView::tr("Done: %1 in %2"))
        .arg(commands, took(report.seconds * 1000));
}

}  // namespace

RunView::RunView(const lab::Lab& lab, const lab::Step& step, QWidget* parent)
    : QWidget(parent),
      lab_(lab),
      step_(step),
      icon_(new IconLabel(14)),
      words_(label({})),
      notes_(label({}, "muted")),
      error_(label({}, "bad")),
      detail_(new Fold(tr("Details"))),
      commands_(new Fold({})) {
    for (const lab::Resource& resource : step.apply) {
        own_.insert(keyOf(text(resource.node), text(resource.command)));
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::space, 10, size::space, 10);
    layout->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(size::gap);
    row->addWidget(icon_);
    row->addWidget(words_, 1);
    layout->addLayout(row);
    layout->addWidget(error_);
    layout->addWidget(detail_);
    layout->addWidget(notes_);
    layout->addWidget(commands_);
    for (QLabel* words : {notes_, error_}) {
        words->setContentsMargins(22, 0, 0, 0);
    }
    error_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words_->setObjectName(QStringLiteral("runWords"));
}

bool RunView::concerns(const models::RunRecord& run) const {
    const auto& asked = run.request.steps;
    return run.request.verb == plan::Request::Verb::Reset ||
           std::find(asked.begin(), asked.end(), step_.id) != asked.end() ||
           std::any_of(run.commands.begin(), run.commands.end(),
                       [&](const session::CommandReport& report) { return report.step == text(step_.id); });
}

void RunView::setRun(const models::RunRecord& run) {
    if (!run.finished) {
        const auto done = std::count_if(run.commands.begin(), run.commands.end(),
                                        [](const session::CommandReport& report) { return report.finished; });
        icon_->setIcon(QStringLiteral("node-connecting"), &Tokens::accent);
        words_->setText(tr("Running … %1 done").arg(counted(done, tr("command"), tr("commands"))));
    } else {
        icon_->setIcon(run.report.ok ? QStringLiteral("tick") : QStringLiteral("cross"),
                       run.report.ok ? &Tokens::ok : &Tokens::bad);
        words_->setText(endWords(run.report));
    }
    showError(run);
    const QStringList notes = outcomeSentences(run.report.plan, lab_);
    notes_->setText(notes.join(QLatin1Char('\n')));
    notes_->setVisible(run.finished && !notes.isEmpty());
    showCommands(run);
}

void RunView::showError(const models::RunRecord& run) {
    const Error& error = run.report.error;
    const bool failed = run.finished && !run.report.ok;
    error_->setVisible(failed && !error.message.empty());
    detail_->setVisible(failed && !error.detail.empty());
    if (!failed) {
        return;
    }
    error_->setText(error.hint.empty() ? text(error.message)
                                       : text(error.message) + QLatin1Char('\n') + text(error.hint));
    detail_->setContent(new OutputView(text(error.detail)));
}

void RunView::showCommands(const models::RunRecord& run) {
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    const AddressBook addresses = AddressBook::of(lab_);
    int count = 0;
    for (const session::CommandReport& report : run.commands) {
        if (own_.contains(keyOf(report.node, report.command))) {
            continue;
        }
        ++count;
        layout->addWidget(label(tr("on %1").arg(report.node), "muted"));
        layout->addWidget(new CommandView(report.command, addresses));
        auto* result = new CommandResult;
        layout->addWidget(result);
        result->show(report);
    }
    commands_->setVisible(count > 0);
    commands_->setTitle(tr("What ran: %1").arg(counted(count, tr("command"), tr("commands"))));
    commands_->setContent(content);
}

QString RunView::words() const {
    return words_->text();
}

}  // namespace podwire::ui
