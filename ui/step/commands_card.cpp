// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/commands_card.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include "ui/step/command_list.h"
#include "ui/step/run_view.h"
#include "ui/text/words.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {

QString nodesOf(const lab::Step& step) {
    QStringList names;
    for (const lab::Resource& resource : step.apply) {
        if (!names.contains(text(resource.node))) {
            names.append(text(resource.node));
        }
    }
    return joined(names);
}

CommandsCard::CommandsCard(const lab::Lab& lab, const lab::Step& step, ActionBar::Previewer previewer,
                           QWidget* parent)
    : Card(parent),
      step_(step),
      nodes_(nodesOf(step)),
      actions_(new ActionBar(lab, step, std::move(previewer))),
      run_(new RunView(lab, step)) {
    if (step.changesNodes()) {
        commands_ = new CommandList(lab, step);
        connect(commands_, &CommandList::typeWanted, this, &CommandsCard::typeWanted);
        auto* copy = button(tr("Copy all"), "link");
        copy->setObjectName(QStringLiteral("copyAll"));
        copy->setAccessibleName(tr("Copy all commands"));
        header()->addWidget(copy);
        connect(copy, &QPushButton::clicked, this, [this, copy] {
            copyAll();
            copy->setText(tr("Copied"));
            QTimer::singleShot(1500, copy, [copy] { copy->setText(tr("Copy all")); });
        });
        addSection(commands_, Ground::Sunken);
    }
    addSection(actions_, Ground::Surface, step.changesNodes());
    addSection(run_);
    run_->hide();
    tick(QDateTime::currentDateTime());
}

void CommandsCard::setStatus(const plan::StepStatus& status, bool busy) {
    present_ = status.presentCount();
    if (commands_ != nullptr) {
        commands_->setStatus(status);
    }
    actions_->setState(status.state, busy);
    tick(QDateTime::currentDateTime());
}

void CommandsCard::setLastRead(const QDateTime& read) {
    read_ = read;
    tick(QDateTime::currentDateTime());
}

void CommandsCard::tick(const QDateTime& now) {
    if (commands_ == nullptr) {
        return;
    }
    const auto total = static_cast<int>(step_.apply.size());
    const QString there = !read_.isValid() ? tr("not read yet")
                          : present_ == total
                              ? tr("all %1 present, read %2").arg(total).arg(ago(read_, now))
                              : tr("%1 of %2 present, read %3").arg(present_).arg(total).arg(ago(read_, now));
    setTitle(tr("Commands on %1 · %2").arg(nodes_, there));
}

void CommandsCard::setRun(const models::RunRecord& run) {
    run_->setVisible(run_->concerns(run));
    if (run_->concerns(run)) {
        run_->setRun(run);
    }
    update();
}

void CommandsCard::setReport(const session::CommandReport& report) {
    if (commands_ != nullptr) {
        commands_->setReport(report);
    }
}

void CommandsCard::copyAll() {
    QStringList lines;
    for (const lab::Resource& resource : step_.apply) {
        lines.append(text(resource.command));
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

}  // namespace podwire::ui
