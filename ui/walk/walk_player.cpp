// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/walk/walk_player.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr double usualBeat = 900;  // milliseconds
constexpr std::array<double, 4> speeds{0.5, 1, 2, 4};
constexpr int placeWidth = 62;

}  // namespace

WalkPlayer::WalkPlayer(QWidget* parent)
    : QWidget(parent),
      first_(new IconButton(QStringLiteral("rewind"), tr("To the beginning (Home)"))),
      back_(new IconButton(QStringLiteral("step-back"), tr("One back (Left)"))),
      play_(new IconButton(QStringLiteral("play"), tr("Play (Space)"))),
      step_(new IconButton(QStringLiteral("step-forward"), tr("One on (Right)"))),
      slider_(new QSlider(Qt::Horizontal)),
      place_(label({}, "muted")),
      speed_(new QComboBox) {
    build();
    connect(first_, &QToolButton::clicked, this, [this] { goTo(0); });
    connect(back_, &QToolButton::clicked, this, &WalkPlayer::back);
    connect(step_, &QToolButton::clicked, this, &WalkPlayer::step);
    connect(play_, &QToolButton::clicked, this, &WalkPlayer::toggle);
    connect(slider_, &QSlider::valueChanged, this, &WalkPlayer::goTo);
    connect(&beat_, &QTimer::timeout, this, &WalkPlayer::beat);
    connect(speed_, &QComboBox::currentIndexChanged, this, [this] {
        beat_.setInterval(static_cast<int>(std::lround(usualBeat / speed_->currentData().toDouble())));
    });
    speed_->setCurrentIndex(1);
    setCount(0);
}

void WalkPlayer::build() {
    for (const double speed : speeds) {
        speed_->addItem(tr("%1 x").arg(speed), speed);
    }
    speed_->setAccessibleName(tr("Speed"));
    speed_->setToolTip(speed_->accessibleName());
    slider_->setAccessibleName(tr("Moment of the walk"));
    place_->setFixedWidth(placeWidth);
    place_->setWordWrap(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (QWidget* one : {static_cast<QWidget*>(first_), static_cast<QWidget*>(back_),
                         static_cast<QWidget*>(play_), static_cast<QWidget*>(step_)}) {
        row->addWidget(one);
    }
    row->addSpacing(size::gap);
    row->addWidget(slider_, 1);
    row->addSpacing(size::gap);
    row->addWidget(place_);
    row->addWidget(speed_);
}

void WalkPlayer::setCount(int count) {
    pause();
    count_ = count;
    current_ = count > 0 ? 0 : -1;
    render();
    Q_EMIT currentChanged(current_);
}

void WalkPlayer::goTo(int index) {
    const int next = count_ > 0 ? std::clamp(index, 0, count_ - 1) : -1;
    if (next == current_) {
        return;
    }
    current_ = next;
    render();
    Q_EMIT currentChanged(current_);
}

void WalkPlayer::play() {
    if (count_ == 0) {
        return;
    }
    if (current_ == count_ - 1) {
        goTo(0);
    }
    beat_.start();
    render();
    Q_EMIT playingChanged(true);
}

void WalkPlayer::pause() {
    if (!isPlaying()) {
        return;
    }
    beat_.stop();
    render();
    Q_EMIT playingChanged(false);
}

void WalkPlayer::beat() {
    step();
    if (current_ == count_ - 1) {
        pause();
    }
}

void WalkPlayer::render() {
    const QSignalBlocker silent(slider_);
    slider_->setRange(0, std::max(0, count_ - 1));
    slider_->setValue(std::max(0, current_));
    setEnabled(count_ > 0);
    place_->setText(count_ > 0 ? tr("%1 of %2").arg(current_ + 1).arg(count_) : QString());
    first_->setEnabled(current_ > 0);
    back_->setEnabled(current_ > 0);
    step_->setEnabled(current_ < count_ - 1);
    play_->setIconName(isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"));
    play_->setToolTip(isPlaying() ? tr("Pause (Space)") : tr("Play (Space)"));
    play_->setAccessibleName(play_->toolTip());
}

}  // namespace podwire::ui
