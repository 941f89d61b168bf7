// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/live/traffic_request.h"
#include "core/live/traffic_tally.h"
#include "core/plan/observed.h"
#include "core/stats/expected_share.h"
#include "core/stats/verdict.h"

namespace podwire::live {

/// What share of requests each server should answer, as the nodes' rules stand.
struct TrafficForecast {
    /// By the server's address; empty when it cannot be told. Their sum is 1 unless rules drop some.
    std::map<std::string, double> shares;
    std::string place;  ///< whose rules decide: "OUTPUT of node2", "PREROUTING of node1"; empty: none does
    std::string why;    ///< why there are no shares, as a sentence

    std::string node{};  ///< whose rules decide; empty: none does
    netfilter::Hook hook = netfilter::Hook::Output;
    netfilter::Packet packet{};      ///< as these rules see it
    stats::ExpectedShares detail{};  ///< what they do with it

    /// How a server's share comes about: "0.67 x 0.5", "the rest"; several ways are added. Empty: no rule
    /// decides, or none sends requests there.
    [[nodiscard]] std::string arithmetic(const std::string& server) const;
};

/// The rules that decide are those of the first namespace on the way that translates the destination:
/// OUTPUT of the node that asks, or PREROUTING of the node that a pod is on, then PREROUTING of each node to
/// which the routes lead. `address` is the one that is connected to, in host byte order. Rules inside pods
/// are not looked at.
TrafficForecast foretell(const std::map<std::string, plan::Observed>& nodes, const TrafficRequest& request,
                         std::uint32_t address);

/// A run against its forecast.
struct TrafficShare {
    std::string server;  ///< empty: answers that name nobody
    std::uint64_t hits = 0;
    double expected = 0;       ///< share of all answers; 0 without a forecast
    stats::Interval interval;  ///< of 95 % for the share that it had
};
struct TrafficJudgement {
    std::vector<TrafficShare> shares;  ///< servers of the forecast first
    bool hasForecast = false;
    std::string why;             ///< why there is none, as a sentence
    stats::Judgement judgement;  ///< only with a forecast
};
TrafficJudgement judgeTraffic(const TrafficForecast& forecast,
                              const std::map<std::string, std::uint64_t>& hits);

}  // namespace podwire::live
