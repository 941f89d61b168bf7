// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_header.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/step/commands_card.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/state_look.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

QString breadcrumbOf(const lab::Lab& lab, const lab::Step& step) {
    QStringList crumbs;
    for (const lab::Part& part : lab.parts) {
        if (part.id == step.part) {
            crumbs.append(text(part.title));
        }
    }
    if (!step.number.empty()) {
        crumbs.append(StepHeader::tr("step %1").arg(text(step.number)));
    }
    if (step.changesNodes()) {
        crumbs.append(StepHeader::tr("on %1").arg(nodesOf(step)));
    }
    return crumbs.join(QStringLiteral(" · "));
}

}  // namespace

StepHeader::StepHeader(const lab::Lab& lab, const lab::Step& step, QWidget* parent)
    : QWidget(parent),
      step_(step),
      breadcrumb_(label(breadcrumbOf(lab, step), "muted")),
      icon_(new IconLabel(16)),
      state_(label({}, "muted")) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto* top = new QHBoxLayout;
    top->setSpacing(6);
    state_->setWordWrap(false);
    top->addWidget(breadcrumb_, 1);
    top->addWidget(icon_);
    top->addWidget(state_);
    layout->addLayout(top);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    auto* title = label(text(step.title));
    title->setObjectName(QStringLiteral("stepTitle"));
    title->setFont(Theme::text(size::title, QFont::Bold));
    row->addWidget(title, step.optional ? 0 : 1);
    if (step.optional) {
        title->setWordWrap(false);
        auto* badge = new Badge;
        badge->set(tr("optional"), "neutral");
        row->addWidget(badge, 0, Qt::AlignVCenter);
        row->addStretch(1);
    }
    layout->addLayout(row);
    setState(plan::StepState::Unknown);
}

void StepHeader::setState(plan::StepState state) {
    const Look look = lookOf(state, step_.changesNodes());
    icon_->setIcon(look.icon, look.colour);
    state_->setText(step_.changesNodes() ? stateWord(state) : tr("for reading"));
    state_->setToolTip(stateSentence(state, step_.changesNodes()));
    icon_->setToolTip(state_->toolTip());
}

QString StepHeader::stateText() const {
    return state_->text();
}
QString StepHeader::breadcrumb() const {
    return breadcrumb_->text();
}

}  // namespace podwire::ui
