// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/doctor_panel.h"

#include <QApplication>
#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/doctor/diagnosis_card.h"
#include "ui/doctor/finding_list.h"
#include "ui/doctor/finding_words.h"
#include "ui/text/read_only_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/error_box.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

bool isSame(const doctor::Finding& a, const doctor::Finding& b) {
    return a.id == b.id && a.node == b.node && a.object == b.object;
}

/// What is about to be replaced steps back.
void fade(QWidget& widget, bool faded) {
    auto* effect = faded ? new QGraphicsOpacityEffect : nullptr;
    if (effect != nullptr) {
        effect->setOpacity(0.5);
    }
    widget.setGraphicsEffect(effect);
}

QString lastStepOf(const lab::Lab& lab) {
    QString last;
    for (const lab::Step* step : lab.steps()) {
        if (!step->optional) {
            last = text(step->id);
        }
    }
    return last;
}

}  // namespace

DoctorPanel::DoctorPanel(QWidget* parent)
    : QWidget(parent),
      tools_(new DoctorTools),
      scroll_(new QScrollArea),
      intro_(label(tr("The doctor looks at the nodes from the bottom up: links, servers, routes, rules, then "
                      "real requests. It names the first thing that is wrong, and the command that mends it. "
                      "It changes nothing until you say so."),
                   "muted")),
      stale_(label(tr("The nodes have changed since. Examine again to be sure."), "warn")),
      refusal_(new ErrorBox) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    intro_->setMaximumWidth(size::textWidth);
    build();
    connect(tools_, &DoctorTools::examineRequested, this, &DoctorPanel::examine);
    connect(tools_, &DoctorTools::cancelRequested, this, &DoctorPanel::cancel);
    clear();
}

void DoctorPanel::build() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tools_);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    content_ = new QVBoxLayout(page);
    content_->setContentsMargins(size::space, 10, size::space, size::space);
    content_->setSpacing(10);
    content_->addWidget(intro_);
    content_->addWidget(refusal_);
    content_->addWidget(stale_);
    content_->addStretch(1);
    scroll_->setWidget(page);
    layout->addWidget(scroll_, 1);
}

void DoctorPanel::setSession(session::LabSession* session) {
    if (session_ != nullptr) {
        disconnect(session_, nullptr, this, nullptr);
        disconnect(&session_->doctor(), nullptr, this, nullptr);
    }
    session_ = session;
    clear();
    if (session_ != nullptr) {
        follow();
    }
    showWork();
}

void DoctorPanel::follow() {
    using session::Doctor;
    using session::LabSession;
    const Doctor& doctor = session_->doctor();
    connect(&doctor, &Doctor::started, this, &DoctorPanel::begin);
    connect(&doctor, &Doctor::progressed, tools_, &DoctorTools::setProgress);
    connect(&doctor, &Doctor::examined, this, &DoctorPanel::showReport);
    connect(&doctor, &Doctor::cancelled, this, &DoctorPanel::showWork);
    connect(&doctor, &Doctor::refused, this, &DoctorPanel::showRefusal);
    connect(&doctor, &Doctor::mendStarted, this, &DoctorPanel::showWork);
    connect(&doctor, &Doctor::mended, this, &DoctorPanel::showMended);
    connect(session_, &LabSession::runStarted, this, &DoctorPanel::showWork);
    connect(session_, &LabSession::runFinished, this, &DoctorPanel::showWork);
    connect(session_, &LabSession::assessmentChanged, this, &DoctorPanel::showStale);
}

void DoctorPanel::clear() {
    delete std::exchange(diagnosis_, nullptr);
    delete std::exchange(findings_, nullptr);
    mended_ = {};
    intro_->show();
    stale_->hide();
    refusal_->hide();
    setStatus({});
}

void DoctorPanel::setShownStep(const QString& stepId) {
    shownStep_ = stepId;
}

void DoctorPanel::examine() {
    if (session_ != nullptr && !session_->isBusy() && !session_->doctor().isBusy()) {
        session_->doctor().examine(question());
    }
}

void DoctorPanel::cancel() {
    if (session_ != nullptr) {
        session_->doctor().cancel();
    }
}

doctor::Question DoctorPanel::question() const {
    switch (tools_->expected()) {
        case Expected::UpToShownStep:
            return {{}, shownStep_.toStdString()};
        case Expected::Chapter:
            return {{}, lastStepOf(session_->lab()).toStdString()};
        case Expected::Applied:
            break;
    }
    return {};
}

void DoctorPanel::begin() {
    refusal_->hide();
    stale_->hide();
    setStatus({});
    showWork();
    Q_EMIT examinationStarted();
}

void DoctorPanel::showReport(const doctor::Report& report) {
    const doctor::Finding mended = std::exchange(mended_, {});
    const doctor::Finding* cause = report.cause();
    const bool still = cause != nullptr && !mended.id.empty() && isSame(*cause, mended);
    const AddressBook addresses = AddressBook::of(session_->lab());
    clear();
    intro_->hide();
    diagnosis_ = new DiagnosisCard(report, {text(mended.title), still, isNothingApplied()}, addresses);
    diagnosis_->setReadOnly(readOnlyNodes(*session_));
    findings_ = new FindingList(report, addresses);
    for (QWidget* card : {static_cast<QWidget*>(diagnosis_), static_cast<QWidget*>(findings_)}) {
        content_->insertWidget(content_->count() - 1, card);
        card->show();  // now; a layout would show it one turn later, after a blank picture
    }
    connect(diagnosis_, &DiagnosisCard::mendRequested, this, &DoctorPanel::mend);
    connect(diagnosis_, &DiagnosisCard::reconnectRequested, session_, &session::LabSession::reconnect);
    connect(diagnosis_, &DiagnosisCard::stepRequested, this, &DoctorPanel::stepRequested);
    scroll_->verticalScrollBar()->setValue(0);
    setStatus(summaryOf(report));
    showWork();
}

bool DoctorPanel::isNothingApplied() const {
    const auto& seen = session_->doctor().seen();
    const std::vector<const lab::Step*> steps = session_->lab().steps();
    return tools_->expected() == Expected::Applied &&
           std::all_of(steps.begin(), steps.end(), [&](const lab::Step* step) {
               const auto state = seen.find(step->id);
               return !step->changesNodes() ||
                      (state != seen.end() && state->second == plan::StepState::Absent);
           });
}

void DoctorPanel::mend() {
    session::Doctor& doctor = session_->doctor();
    const doctor::Finding* cause = doctor.report().cause();
    if (cause != nullptr && cause->mend && !session_->isBusy()) {
        mended_ = *cause;
        doctor.mend(*cause->mend);
    }
}

void DoctorPanel::showMended(const session::MendReport& report) {
    session_->refresh();
    if (report.ok) {
        showWork();
        examine();
        return;
    }
    mended_ = {};
    showWork();
    if (diagnosis_ != nullptr) {
        diagnosis_->showError(report.error);
    }
}

void DoctorPanel::showRefusal(const Error& error) {
    refusal_->show(error);
    showWork();
}

void DoctorPanel::showWork() {
    noteFocus();
    const bool run = session_ != nullptr && session_->isBusy();
    const bool work = session_ != nullptr && session_->doctor().isBusy();
    const bool mending = work && session_->doctor().isMending();
    tools_->setReady(session_ != nullptr && !run && !work);
    if (work && !mending) {
        tools_->setWork(tr("reading"), true);
    } else {
        tools_->setWork(mending ? tr("mending …")
                        : run   ? tr("A change is under way. Examine when it is done.")
                                : QString(),
                        false);
    }
    if (diagnosis_ != nullptr) {
        diagnosis_->setBusy(run || work);
        fade(*diagnosis_, work && !mending);
        fade(*findings_, work && !mending);
    }
    keepFocus();
}

/// Work disables the button that began it; without this the keyboard would be somewhere else afterwards.
void DoctorPanel::noteFocus() {
    const QWidget* focus = QApplication::focusWidget();
    hadFocus_ = hadFocus_ ||
                (focus != nullptr && (focus == tools_->examineButton() || focus == tools_->cancelButton() ||
                                      (diagnosis_ != nullptr && focus == diagnosis_->mendButton())));
}

void DoctorPanel::keepFocus() {
    QPushButton* mend = diagnosis_ != nullptr ? diagnosis_->mendButton() : nullptr;
    const bool idle = tools_->examineButton()->isEnabled();
    QPushButton* next = !idle ? tools_->cancelButton() : mend != nullptr ? mend : tools_->examineButton();
    if (hadFocus_ && next->isEnabled() && !next->isHidden()) {
        next->setFocus(Qt::OtherFocusReason);
        hadFocus_ = !idle;
    }
}

void DoctorPanel::showStale() {
    stale_->setVisible(isStale());
}

bool DoctorPanel::isStale() const {
    if (diagnosis_ == nullptr || session_->doctor().isBusy()) {
        return false;
    }
    const auto now = session_->assessment();
    const auto& seen = session_->doctor().seen();
    return std::any_of(seen.begin(), seen.end(),
                       [&](const auto& step) { return now->stateOf(step.first) != step.second; });
}

void DoctorPanel::setStatus(const QString& status) {
    status_ = status;
    Q_EMIT statusChanged(status);
}

}  // namespace podwire::ui
