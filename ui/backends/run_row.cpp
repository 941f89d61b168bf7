// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backends/run_row.h"

#include <QHBoxLayout>
#include <QKeyEvent>

#include "ui/backends/traffic_words.h"
#include "ui/text/words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

RunRow::RunRow(live::TrafficRun& run, QWidget* parent)
    : QFrame(parent),
      run_(run),
      name_(new ElidedLabel),
      progress_(new ElidedLabel(Qt::AlignRight)),
      end_(new IconButton(QStringLiteral("stop"), tr("Stop"))) {
    setObjectName(QStringLiteral("run"));
    setFocusPolicy(Qt::TabFocus);
    name_->setText(runName(run.request()));
    progress_->setMuted(true);
    progress_->keepWidth();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 0, 0);
    row->setSpacing(size::gap);
    row->addWidget(name_, 1);
    row->addWidget(progress_);
    row->addWidget(end_);
    connect(end_, &QToolButton::clicked, this, &RunRow::endRequested);
    connect(&run, &live::TrafficRun::changed, this, &RunRow::render);
    render();
}

void RunRow::setChosen(bool chosen) {
    setStyleProperty(*this, "chosen", chosen);
}

QString RunRow::words() const {
    return name_->text() + QStringLiteral(", ") + progress_->text();
}

void RunRow::render() {
    progress_->setText(runProgress(run_));
    setAccessibleName(words());
    const bool stopping = run_.state() == live::TrafficRun::State::Stopping;
    end_->setIconName(run_.isOver() ? QStringLiteral("cross") : QStringLiteral("stop"),
                      run_.isOver() ? &Tokens::muted : &Tokens::bad);
    const QString what = run_.isOver() ? tr("Take out of the list")
                         : stopping    ? tr("End at once")
                                       : tr("Stop");
    end_->setToolTip(what);
    end_->setAccessibleName(what + u' ' + name_->text());
}

void RunRow::mousePressEvent(QMouseEvent* event) {
    QFrame::mousePressEvent(event);
    Q_EMIT chosen();
}

void RunRow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return) {
        Q_EMIT chosen();
        return;
    }
    QFrame::keyPressEvent(event);
}

}  // namespace podwire::ui
