// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <vector>

#include "core/session/lab_session.h"
#include "core/trace/story.h"

namespace podwire::live {

/// What came of one traced request.
struct TraceRun {
    std::uint16_t clientPort = 0;
    trace::RequestResult result;
    std::vector<trace::NodeTrace> traces;
};

/// Sends one request while all nodes trace it, and waits: two seconds, and three more when nobody answers.
/// When a node cannot trace, no request is sent. Never on a Shell's own thread.
Result<TraceRun> runTrace(const std::vector<session::LabSession::Node>& nodes, const walk::World& world,
                          const walk::Request& request, const walk::Prediction& predicted,
                          const std::stop_token& stop);

}  // namespace podwire::live
