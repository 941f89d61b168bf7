// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/walk/predict.h"

namespace podwire::walk {

/// What becomes of a request, over all ways that come to the same for its client.
struct Outcome {
    double probability = 0;
    End end;
    std::string server;  ///< who got the request, "192.168.1.10:80"; empty: nobody did
    std::string serverNode;
    std::string serverNetns;
    std::string rule;  ///< that dropped or rejected it, as iptables-save prints it; empty: no rule did
};

/// In the order of the ways. Their probabilities add up to what those of the ways do.
std::vector<Outcome> outcomesOf(const Prediction& prediction);

/// What follows on "a request from node2 to 10.96.1.100:8080", without its full stop: "is answered by
/// 192.168.1.10:80 (node1/pod1a)", "is lost: rule 2 of node1, table filter, chain FORWARD drops it (-A
/// FORWARD -p tcp -j DROP)".
std::string sentenceOf(const Outcome& outcome);

/// "33 %", "33.5 %", "less than 0.1 %".
std::string percentOf(double probability);

}  // namespace podwire::walk
