// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/live/traffic_run.h"

namespace podwire::ui {

class ElidedLabel;
class IconButton;

/// One run in a RunList.
class RunRow : public QFrame {
    Q_OBJECT
public:
    explicit RunRow(live::TrafficRun& run, QWidget* parent = nullptr);
    void setChosen(bool chosen);
    [[nodiscard]] IconButton* endButton() const { return end_; }
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    void chosen();
    void endRequested();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void render();

    live::TrafficRun& run_;
    ElidedLabel* name_;
    ElidedLabel* progress_;
    IconButton* end_;
};

}  // namespace podwire::ui
