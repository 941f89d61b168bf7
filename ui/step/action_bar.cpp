// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/action_bar.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/step/confirm_strip.h"
#include "ui/step/plan_list.h"
#include "ui/text/plan_words.h"
#include "ui/text/read_only_words.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

QStringList commandsOf(const plan::Plan& plan) {
    QStringList commands;
    for (const plan::Stage& stage : plan.stages) {
        for (const plan::Action& action : stage.actions) {
            commands.append(text(action.node) + QLatin1Char(' ') + text(action.command));
        }
    }
    return commands;
}

QString capitalised(QString sentence) {
    if (!sentence.isEmpty()) {
        sentence[0] = sentence.at(0).toUpper();
    }
    return sentence;
}

}  // namespace

ActionBar::ActionBar(const lab::Lab& lab, const lab::Step& step, Previewer previewer, QWidget* parent)
    : QWidget(parent),
      lab_(lab),
      step_(step),
      previewer_(std::move(previewer)),
      primary_(button({}, "primary")),
      cancel_(button(tr("Cancel"))),
      buttons_(new QHBoxLayout),
      words_(label({}, "muted")),
      exact_(new Fold({})),
      confirm_(new ConfirmStrip) {
    primary_->setObjectName(QStringLiteral("primaryAction"));
    words_->setObjectName(QStringLiteral("changeWords"));
    cancel_->setObjectName(QStringLiteral("cancelRun"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::space, 10, size::space, 10);
    layout->setSpacing(size::gap);
    buttons_->setSpacing(size::gap);
    buttons_->addWidget(primary_);
    buttons_->addWidget(cancel_);
    buttons_->addWidget(words_, 1);
    layout->addLayout(buttons_);
    layout->addWidget(exact_);
    layout->addWidget(confirm_);
    cancel_->hide();
    exact_->hide();
    connect(primary_, &QPushButton::clicked, this, &ActionBar::triggerPrimary);
    connect(cancel_, &QPushButton::clicked, this, &ActionBar::cancelRequested);
    connect(confirm_, &ConfirmStrip::confirmed, this, &ActionBar::runRequested);
}

void ActionBar::setState(plan::StepState state, bool busy) {
    const bool same = shown_ && state == state_ && busy == busy_;
    state_ = state;
    busy_ = busy;
    shown_ = true;
    if (!same) {
        const bool focused = isAncestorOf(QApplication::focusWidget());
        confirm_->dismiss();
        showOffer();
        keepFocus(focused);
    }
    showRefusals();
    showPreview();
}

void ActionBar::setReadOnly(QStringList nodes) {
    readOnly_ = std::move(nodes);
}

/// Empty when the choice may run.
QString ActionBar::refusalOf(const Choice& choice) const {
    if (readOnly_.isEmpty()) {
        return {};
    }
    const Result<plan::Plan> plan = previewer_(requestFor(choice.verb));
    return plan ? readOnlyReason(refusing(*plan, readOnly_)) : QString();
}

void ActionBar::showRefusals() {
    if (readOnly_.isEmpty()) {
        return;
    }
    const auto show = [this](QPushButton& button, const Choice& choice) {
        const QString why = refusalOf(choice);
        button.setEnabled(!busy_ && why.isEmpty());
        button.setToolTip(why.isEmpty() ? explain(choice.verb) : why);
    };
    if (offer_.primary) {
        show(*primary_, *offer_.primary);
    }
    for (qsizetype i = 0; i < others_.size(); ++i) {
        show(*others_.at(i), offer_.others.at(static_cast<std::size_t>(i)));
    }
}

/// A run disables the button that began it; without this the keyboard would be somewhere else afterwards.
void ActionBar::keepFocus(bool focused) {
    hadFocus_ = focused || (hadFocus_ && busy_);
    if (!hadFocus_) {
        return;
    }
    QPushButton* next = busy_ ? cancel_ : primary_;
    if (!next->isHidden()) {
        next->setFocus(Qt::OtherFocusReason);
    }
    hadFocus_ = busy_;
}

void ActionBar::showOffer() {
    offer_ = offerFor(state_, step_.changesNodes());
    primary_->setVisible(offer_.primary.has_value());
    primary_->setText(offer_.primary ? offer_.primary->label : QString());
    primary_->setEnabled(!busy_);
    cancel_->setVisible(busy_);
    for (QPushButton* other : std::exchange(others_, {})) {
        other->deleteLater();
    }
    for (const Choice& choice : offer_.others) {
        auto* other = button(choice.label, "", this);
        other->setEnabled(!busy_);
        other->setToolTip(explain(choice.verb));
        buttons_->insertWidget(static_cast<int>(1 + others_.size()), other);
        connect(other, &QPushButton::clicked, this, [this, choice] { choose(choice); });
        others_.append(other);
    }
}

void ActionBar::showPreview() {
    if (busy_) {
        words_->setText(tr("running …"));
        return;
    }
    if (state_ == plan::StepState::Unknown) {
        words_->setText(
            tr("Waiting for the state of its nodes. The Nodes panel says what is wrong if this lasts."));
        exact_->hide();
        return;
    }
    if (!offer_.primary) {
        words_->setText(
            tr("This page is for reading: it changes nothing. Go here brings the lab to this point."));
        exact_->hide();
        return;
    }
    const Result<plan::Plan> plan = previewer_(requestFor(offer_.primary->verb));
    if (!plan) {
        words_->setText(text(plan.error().message));
        exact_->hide();
        return;
    }
    showPlan(*plan);
}

void ActionBar::showPlan(const plan::Plan& plan) {
    QStringList sentences{changeSentence(plan)};
    sentences.append(keptSentences(plan, lab_));
    const QString along = alongSentence(plan, lab_);
    const QString why = readOnlyReason(refusing(plan, readOnly_));
    words_->setText(!why.isEmpty() ? why
                                   : capitalised(sentences.join(QStringLiteral("; "))) + QLatin1Char('.') +
                                         (along.isEmpty() ? QString() : QLatin1Char(' ') + along));
    const QStringList commands = commandsOf(plan);
    exact_->setVisible(!commands.isEmpty());
    if (commands == commands_) {
        return;
    }
    commands_ = commands;
    const bool undo = offer_.primary->verb == plan::Request::Verb::Undo;
    const QString what = counted(commands.size(), tr("command"), tr("commands"));
    exact_->setTitle((undo ? tr("Exactly what undoes it · %1") : tr("Exactly what will run · %1")).arg(what));
    exact_->setContent([plan, &lab = lab_] { return new PlanList(plan, lab); });
}

void ActionBar::triggerPrimary() {
    if (offer_.primary && !busy_) {
        choose(*offer_.primary);
    }
}

void ActionBar::trigger(plan::Request::Verb verb) {
    std::vector<Choice> choices = offer_.others;
    if (offer_.primary) {
        choices.insert(choices.begin(), *offer_.primary);
    }
    const auto choice =
        std::find_if(choices.begin(), choices.end(), [&](const Choice& c) { return c.verb == verb; });
    if (choice != choices.end() && !busy_) {
        choose(*choice);
    }
}

void ActionBar::choose(const Choice& choice) {
    if (const QString why = refusalOf(choice); !why.isEmpty()) {
        words_->setText(why);
        return;
    }
    const plan::Request request = requestFor(choice.verb);
    const Result<plan::Plan> plan = previewer_(request);
    if (!plan) {
        words_->setText(text(plan.error().message));
        return;
    }
    using Verb = plan::Request::Verb;
    const bool moves = choice.verb == Verb::GoTo || choice.verb == Verb::Ready;
    if (plan->isEmpty() && moves) {
        words_->setText(choice.verb == Verb::GoTo
                            ? tr("The lab is at this point already: nothing to change.")
                            : tr("The lab is ready for this step already: nothing to change."));
        return;
    }
    if (plan->broughtAlong.empty() && !moves) {
        Q_EMIT runRequested(request);
        return;
    }
    confirm_->ask(request, *plan, lab_, choice.label);
}

plan::Request ActionBar::requestFor(plan::Request::Verb verb) const {
    return {verb, {step_.id}};
}

QString ActionBar::words() const {
    return words_->text();
}

}  // namespace podwire::ui
