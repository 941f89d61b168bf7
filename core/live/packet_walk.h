// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/live/traffic_request.h"
#include "core/session/lab_session.h"
#include "core/trace/verdict.h"

/// The way of one request over all nodes of a lab: foretold from what stands there, and traced by the kernel.
namespace podwire::live {

/// What the kernels told of one request.
struct TracedWalk {
    trace::RequestResult result;
    std::uint16_t clientPort = 0;
    trace::Story story;
    trace::Comparison comparison;   ///< with PacketWalk::foretold
    std::vector<std::string> gaps;  ///< what could not be traced, as sentences without their full stops
};

struct PacketWalk {
    TrafficRequest asked;   ///< its origin, address and port
    walk::Request request;  ///< the same with the address that a name stands for
    walk::Prediction foretold;
    std::vector<std::string> blindSpots;  ///< what the prediction does not follow
    std::optional<TracedWalk> traced;

    /// The foretold way that the traced request took; of one that was not traced the likeliest. None: nothing
    /// was foretold.
    [[nodiscard]] std::optional<std::size_t> shownWay() const;
};

using Nodes = std::vector<session::LabSession::Node>;

/// Reads all nodes and waits; never on a Shell's own thread. InvalidInput for a place that is not there and a
/// name that the place does not know.
Result<PacketWalk> foretell(const Nodes& nodes, const TrafficRequest& asked,
                            const std::stop_token& stop = {});

/// The same, and then sends one request while all nodes trace it (see runTrace).
Result<PacketWalk> tracePacket(const Nodes& nodes, const TrafficRequest& asked,
                               const std::stop_token& stop = {});

}  // namespace podwire::live
