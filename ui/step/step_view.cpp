// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_view.h"

#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "core/live/packet_walker.h"
#include "ui/step/check_row.h"
#include "ui/step/checks_card.h"
#include "ui/step/commands_card.h"
#include "ui/step/confirm_strip.h"
#include "ui/step/foretold_box.h"
#include "ui/step/hints_card.h"
#include "ui/step/kubernetes_card.h"
#include "ui/step/pager.h"
#include "ui/step/prediction_card.h"
#include "ui/step/step_header.h"
#include "ui/text/read_only_words.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/markdown_view.h"

namespace podwire::ui {
namespace {

/// What the part is about, as a note, on the part's first page.
QString introductionOf(const lab::Lab& lab, const lab::Step& step) {
    for (const lab::Part& part : lab.parts) {
        if (!part.steps.empty() && part.steps.front().id == step.id && !part.text.empty()) {
            return QStringLiteral("> ") +
                   text(part.text).trimmed().replace(QLatin1Char('\n'), QStringLiteral("\n> "));
        }
    }
    return {};
}

/// Reads the nodes whenever the box asks for it, for as long as the box lives.
void foretellFor(ForetoldBox& box, const lab::Walk& walk, const live::Nodes& nodes) {
    auto* walker = new live::PacketWalker(nodes, &box);
    live::TrafficRequest request;
    request.node = walk.node;
    request.netns = walk.netns;
    request.address = walk.address;
    request.port = walk.port;
    QObject::connect(&box, &ForetoldBox::readingWanted, walker, [walker, &box, request] {
        if (const auto begun = walker->foretell(request); !begun) {
            box.showProblem(begun.error());
        }
    });
    QObject::connect(walker, &live::PacketWalker::finished, &box, &ForetoldBox::showForetold);
    QObject::connect(walker, &live::PacketWalker::failed, &box, &ForetoldBox::showProblem);
}

}  // namespace

StepView::StepView(session::LabSession& session, models::Journal& journal, const lab::Step& step,
                   QWidget* parent)
    : QWidget(parent), session_(session), journal_(journal), step_(step) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(size::space);
    build(*layout);
    layout->addStretch(1);
    follow();
    showStates();
    showReads();
    showRecords();
}

QString StepView::stepId() const {
    return text(step_.id);
}

void StepView::build(QVBoxLayout& layout) {
    const lab::Lab& lab = session_.lab();
    reset_ = new ConfirmStrip;
    layout.addWidget(reset_);
    header_ = new StepHeader(lab, step_);
    layout.addWidget(header_);
    addWords(layout, introductionOf(lab, step_));
    addWords(layout, text(step_.text));
    for (const lab::Prediction& prediction : step_.predictions) {
        addPrediction(layout, prediction);
    }
    commands_ = new CommandsCard(lab, step_,
                                 [this](const plan::Request& request) { return session_.preview(request); });
    commands_->actions()->setReadOnly(readOnlyNodes(session_));
    layout.addWidget(commands_);
    connect(commands_, &CommandsCard::typeWanted, this, &StepView::typeWanted);
    addChecks(layout);
    addKubernetes(layout);
    if (!step_.hints.empty()) {
        layout.addWidget(new HintsCard(step_));
    }
    auto* pager = new Pager(lab, step_);
    layout.addWidget(pager);
    connect(pager, &Pager::stepRequested, this, &StepView::stepRequested);
    connect(reset_, &ConfirmStrip::confirmed, &session_, &session::LabSession::run);
    connect(&session_, &session::LabSession::runStarted, reset_, &ConfirmStrip::dismiss);
    connect(commands_->actions(), &ActionBar::runRequested, &session_, &session::LabSession::run);
    connect(commands_->actions(), &ActionBar::cancelRequested, &session_, &session::LabSession::cancel);
}

void StepView::addWords(QVBoxLayout& layout, const QString& markdown) {
    if (markdown.isEmpty()) {
        return;
    }
    auto* words = new MarkdownView;
    words->setText(markdown);
    connect(words, &MarkdownView::stepRequested, this, &StepView::stepRequested);
    layout.addWidget(words);
}

void StepView::addPrediction(QVBoxLayout& layout, const lab::Prediction& prediction) {
    auto* card = new PredictionCard(prediction);
    predictions_.append(card);
    layout.addWidget(card);
    connect(card, &PredictionCard::walkWanted, this, &StepView::walkWanted);
    if (ForetoldBox* foretold = card->foretold()) {
        foretellFor(*foretold, *prediction.walk, session_.shells());
    }
}

void StepView::addChecks(QVBoxLayout& layout) {
    if (step_.before.empty() && step_.after.empty()) {
        return;
    }
    checks_ = new ChecksCard(session_.lab(), step_);
    checks_->setReadOnly(readOnlyNodes(session_));
    layout.addWidget(checks_);
    connect(checks_, &ChecksCard::runRequested, this, &StepView::runChecks);
    connect(checks_, &ChecksCard::runOneRequested, this,
            [this](const QString& check) { session_.checkOnly(stepId(), {check}); });
}

void StepView::addKubernetes(QVBoxLayout& layout) {
    const auto& parts = session_.lab().parts;
    const auto part = std::find_if(parts.begin(), parts.end(),
                                   [this](const lab::Part& each) { return each.id == step_.part; });
    if (part != parts.end() && !part->manifest.empty()) {
        kubernetes_ = new KubernetesCard(session_.lab(), *part);
        layout.addWidget(kubernetes_);
    }
}

void StepView::follow() {
    using session::LabSession;
    connect(&session_, &LabSession::assessmentChanged, this, &StepView::showStates);
    connect(&session_, &LabSession::nodeChanged, this, &StepView::showReads);
    connect(&session_, &LabSession::runStarted, this, &StepView::showStates);
    connect(&session_, &LabSession::runFinished, this, &StepView::noteRunFinished);
    connect(&journal_, &models::Journal::commandChanged, commands_, &CommandsCard::setReport);
    connect(&journal_, &models::Journal::runChanged, this,
            [this] { commands_->setRun(*journal_.lastRun()); });
    if (checks_ != nullptr) {
        connect(&journal_, &models::Journal::checkChanged, this,
                [this](const QString& check) { checks_->setRecord(check, journal_.check(check)); });
    }
    auto* second = new QTimer(this);
    connect(second, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            commands_->tick(QDateTime::currentDateTime());
        }
    });
    second->start(1000);
}

void StepView::showStates() {
    const auto assessment = session_.assessment();
    const auto status = assessment->steps.find(step_.id);
    const plan::StepStatus unknown{step_.id, plan::StepState::Unknown, {}};
    const plan::StepStatus& shown = status == assessment->steps.end() ? unknown : status->second;
    header_->setState(shown.state);
    commands_->setStatus(shown, session_.isBusy());
    for (const PredictionCard* card : predictions_) {
        if (card->foretold() != nullptr) {
            card->foretold()->setApplied(step_.changesNodes() && shown.state == plan::StepState::Applied);
        }
    }
    if (kubernetes_ != nullptr) {
        kubernetes_->setAssessment(*assessment);
    }
    showReads();
}

void StepView::showReads() {
    QDateTime oldest = QDateTime::currentDateTime();
    for (const session::NodeStatus& node : session_.nodes()) {
        const bool ours =
            std::any_of(step_.apply.begin(), step_.apply.end(),
                        [&](const lab::Resource& resource) { return text(resource.node) == node.name; });
        if (ours && (!node.lastRead.isValid() || node.lastRead < oldest)) {
            oldest = node.lastRead;
        }
    }
    commands_->setLastRead(oldest);
}

void StepView::showRecords() {
    for (const lab::Resource& resource : step_.apply) {
        if (const auto* report = journal_.command(text(resource.node), text(resource.command))) {
            commands_->setReport(*report);
        }
    }
    if (journal_.lastRun()) {
        commands_->setRun(*journal_.lastRun());
    }
    if (checks_ == nullptr) {
        return;
    }
    for (const CheckRow* row : checks_->rows()) {
        const QString id = text(row->check().id);
        checks_->setRecord(id, journal_.check(id));
    }
}

void StepView::noteRunFinished(const session::RunReport& report) {
    showStates();
    const auto& asked = report.request.steps;
    const bool ours = std::find(asked.begin(), asked.end(), step_.id) != asked.end();
    if (ours && report.ok && report.request.verb == plan::Request::Verb::Apply && !step_.after.empty()) {
        runChecks();
    }
}

void StepView::askToReset(const plan::Plan& plan) {
    reset_->ask({plan::Request::Verb::Reset, {}}, plan, session_.lab(), tr("Reset lab"));
}

void StepView::runChecks() {
    session_.check({stepId()});
}

}  // namespace podwire::ui
