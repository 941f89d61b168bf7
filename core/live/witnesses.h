// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/live/traffic_forecast.h"
#include "core/live/traffic_tally.h"
#include "core/remote/shell.h"

/// Three independent accounts of who got how many requests: the answers, the counters of the rules that
/// decide, and the connections that conntrack holds.
namespace podwire::live {

/// What a node says at one moment, read by witnessCommand().
struct NodeWitness {
    netfilter::Ruleset rules;                          ///< table nat, with counters
    std::map<std::uint64_t, std::string> connections;  ///< to the address that is asked: server by connection
};
/// For the node whose rules decide; sudo included.
remote::Command witnessCommand(const TrafficForecast& forecast);
/// From what it printed: iptables-save, then conntrack -L -o id.
Result<NodeWitness> readWitness(const std::string& printed);

using Counts = std::map<std::string, std::uint64_t>;  ///< by server

struct Witnesses {
    Counts answers;
    std::uint64_t requests = 0;
    std::uint64_t failed = 0;
    std::optional<Counts> rules;        ///< new connections that each server's rules took
    std::optional<Counts> connections;  ///< that conntrack holds
    std::string whyNoRules;             ///< as a sentence
    std::string whyNoConnections;
    std::vector<std::string> alarms;  ///< where they contradict each other, as sentences
};

/// conntrack forgets a closed connection after two minutes, and takes a client's port for the next one.
inline constexpr double kLongestRemembered = 100;  ///< seconds
inline constexpr std::uint64_t kMostRemembered = 20'000;

/// A run that is over: what the node said before and after it, and how long it took.
Witnesses hear(const TrafficForecast& forecast, const TrafficTally& tally, double seconds,
               const NodeWitness& before, const NodeWitness& after);

}  // namespace podwire::live
