// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/live/traffic_run.h"

class QModelIndex;

namespace podwire::ui {

struct CellLook;

/// "node2", "pod1a on node1".
QString originWords(const live::TrafficRequest& request);
/// "node2 → 10.96.1.100:8080".
QString runName(const live::TrafficRequest& request);
/// How far a run is: "412 of 1,000", "stopped after 8", "lost after 3".
QString runProgress(const live::TrafficRun& run);

/// Whether the answers fit the rules, in plain words.
struct VerdictWords {
    QString word;      ///< "consistent"
    const char* tone;  ///< of a Badge
    QString sentence;
};
VerdictWords verdictWords(const live::TrafficJudgement& judged, const live::TrafficForecast& forecast);

/// Requests, failures by kind, how long answers took.
QString tallyWords(const live::TrafficTally& tally, double seconds);

/// The words and the look of a cell of models::ShareModel.
QString shareCell(const QModelIndex& index);
CellLook shareLook(const QModelIndex& index);

}  // namespace podwire::ui
