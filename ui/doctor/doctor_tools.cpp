// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/doctor_tools.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include "ui/theme/tokens.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"

namespace podwire::ui {
namespace {

constexpr int barWidth = 80;
constexpr int shortestChoice = 9;  // characters
constexpr int widestChoice = 300;

}  // namespace

DoctorTools::DoctorTools(QWidget* parent)
    : QWidget(parent),
      examine_(button(tr("Examine"))),
      expected_(new QComboBox),
      progress_(new QProgressBar),
      words_(new ElidedLabel),
      cancel_(button(tr("Cancel"))) {
    examine_->setObjectName(QStringLiteral("examine"));
    cancel_->setObjectName(QStringLiteral("cancelExamination"));
    expected_->setAccessibleName(tr("What is expected to work"));
    expected_->addItem(tr("expect what is applied now"), static_cast<int>(Expected::Applied));
    expected_->addItem(tr("expect everything up to the shown step"),
                       static_cast<int>(Expected::UpToShownStep));
    expected_->addItem(tr("expect the whole chapter"), static_cast<int>(Expected::Chapter));
    expected_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    expected_->setMinimumContentsLength(shortestChoice);
    expected_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    expected_->setMaximumWidth(widestChoice);
    progress_->setTextVisible(false);
    progress_->setFixedWidth(barWidth);
    words_->setMuted(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::gap);
    row->addWidget(examine_);
    row->addWidget(expected_, 3);
    row->addWidget(cancel_);
    row->addWidget(progress_);
    row->addWidget(words_, 2);
    connect(examine_, &QPushButton::clicked, this, &DoctorTools::examineRequested);
    connect(cancel_, &QPushButton::clicked, this, &DoctorTools::cancelRequested);
    setReady(false);
    setWork({}, false);
}

Expected DoctorTools::expected() const {
    return static_cast<Expected>(expected_->currentData().toInt());
}

void DoctorTools::setExpected(Expected expected) {
    expected_->setCurrentIndex(expected_->findData(static_cast<int>(expected)));
}

void DoctorTools::setReady(bool ready) {
    examine_->setEnabled(ready);
}

void DoctorTools::setWork(const QString& words, bool cancellable) {
    words_->setText(words);
    cancel_->setVisible(cancellable);
    progress_->setVisible(cancellable);
    progress_->setRange(0, 0);
}

void DoctorTools::setProgress(const session::ExaminationProgress& progress) {
    const bool looking = progress.stage == session::ExaminationProgress::Stage::Looking;
    progress_->setRange(0, 2 * progress.nodes);
    progress_->setValue(progress.answered + (looking ? progress.nodes : 0));
    words_->setText((looking ? tr("looking closer · %1 of %2 nodes") : tr("reading · %1 of %2 nodes"))
                        .arg(progress.answered)
                        .arg(progress.nodes));
}

QString DoctorTools::words() const {
    return words_->text();
}

}  // namespace podwire::ui
