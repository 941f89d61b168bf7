// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/live/traffic_forecast.h"
#include "core/live/traffic_tally.h"

namespace podwire::ctl {

/// What a run of requests came to.
struct TrafficReport {
    const live::TrafficTally& tally;
    live::TrafficForecast forecast;
    live::TrafficJudgement judged;
    double seconds = 0;
    bool isClaimed = false;  ///< the forecast is what somebody claims, not what the rules say

    [[nodiscard]] bool isSkewed() const {
        return judged.hasForecast && judged.judgement.verdict == stats::Verdict::Skewed;
    }
};

void printTrafficJson(const TrafficReport& report);
void printTrafficTable(const TrafficReport& report);

}  // namespace podwire::ctl
