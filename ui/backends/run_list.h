// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

#include "core/live/traffic_run.h"

class QVBoxLayout;

namespace podwire::ui {

class RunRow;

/// Runs of requests, the newest first, each with how far it is and a button that stops it or, when it is
/// over, takes it out. One is chosen.
class RunList : public QWidget {
    Q_OBJECT
public:
    explicit RunList(QWidget* parent = nullptr);

    /// Puts it first and chooses it. It must be removed before it goes away.
    void add(live::TrafficRun& run);
    void remove(live::TrafficRun& run);
    void choose(live::TrafficRun& run);
    /// Null: there is none.
    [[nodiscard]] live::TrafficRun* chosen() const { return chosen_; }
    [[nodiscard]] RunRow* row(live::TrafficRun& run) const { return rows_.value(&run); }

Q_SIGNALS:
    void chosenChanged();
    /// Its button was pressed: stop it, or take it out when it is over.
    void endRequested(podwire::live::TrafficRun* run);

private:
    QHash<live::TrafficRun*, RunRow*> rows_;
    live::TrafficRun* chosen_ = nullptr;
    QVBoxLayout* column_;
};

}  // namespace podwire::ui
