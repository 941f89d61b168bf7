// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;

namespace podwire::ui {

class IconButton;

/// Goes through the moments of a walk: play, pause, step, back, speed.
class WalkPlayer : public QWidget {
    Q_OBJECT
public:
    explicit WalkPlayer(QWidget* parent = nullptr);

    /// Begins at the first of `count` moments, without playing.
    void setCount(int count);
    /// From 0; -1: there is none.
    [[nodiscard]] int current() const { return current_; }
    [[nodiscard]] bool isPlaying() const { return beat_.isActive(); }
    [[nodiscard]] QComboBox* speed() const { return speed_; }

public Q_SLOTS:
    /// Out of range: the nearest one.
    void goTo(int index);
    void step() { goTo(current_ + 1); }
    void back() { goTo(current_ - 1); }
    /// From the beginning when it is at the end.
    void play();
    void pause();
    void toggle() { isPlaying() ? pause() : play(); }

Q_SIGNALS:
    void currentChanged(int index);
    void playingChanged(bool isPlaying);

private:
    void build();
    void beat();
    void render();

    IconButton* first_;
    IconButton* back_;
    IconButton* play_;
    IconButton* step_;
    QSlider* slider_;
    QLabel* place_;
    QComboBox* speed_;
    QTimer beat_;
    int count_ = 0;
    int current_ = -1;
};

}  // namespace podwire::ui
