// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_page.h"

#include <QHBoxLayout>
#include <QScrollBar>

#include "ui/step/step_view.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"

namespace podwire::ui {
namespace {

constexpr int widest = 940;
constexpr int narrowest = 480;  // whatever the panels around it want

}  // namespace

StepPage::StepPage(QWidget* parent) : QScrollArea(parent) {
    setObjectName(QStringLiteral("pageScroll"));
    setFrameShape(QFrame::NoFrame);
    setMinimumWidth(narrowest);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    layout_ = new QHBoxLayout(page);
    layout_->setContentsMargins(size::margin, 20, size::margin, 20);
    layout_->addStretch(
        1);  // takes what the page leaves: a row, unlike a column, heeds a widget's greatest width
    setWidget(page);
}

void StepPage::setSession(session::LabSession* session, models::Journal* journal) {
    delete std::exchange(view_, nullptr);
    session_ = session;
    journal_ = journal;
}

void StepPage::showStep(const QString& stepId) {
    const lab::Step* step = session_ != nullptr ? session_->lab().find(stepId.toStdString()) : nullptr;
    if (step == nullptr || (view_ != nullptr && view_->stepId() == stepId)) {
        return;
    }
    delete view_;
    view_ = new StepView(*session_, *journal_, *step);
    view_->setMaximumWidth(widest);
    layout_->insertWidget(0, view_, 1000);
    connect(view_, &StepView::stepRequested, this, &StepPage::stepRequested, Qt::QueuedConnection);
    connect(view_, &StepView::typeWanted, this, &StepPage::typeWanted);
    connect(view_, &StepView::walkWanted, this, &StepPage::walkWanted);
    verticalScrollBar()->setValue(0);
}

}  // namespace podwire::ui
