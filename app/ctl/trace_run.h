// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/session/lab_session.h"
#include "core/trace/story.h"

namespace podwire::ctl {

/// What came of one traced request.
struct TraceRun {
    std::uint16_t clientPort = 0;
    trace::RequestResult result;
    std::vector<trace::NodeTrace> traces;
};

/// Sends one request while all nodes trace it, and waits: two seconds, and three more when nobody answers.
/// When a node cannot trace, no request is sent.
Result<TraceRun> runTrace(const session::LabSession& session, const walk::World& world,
                          const walk::Request& request, const walk::Prediction& predicted);

}  // namespace podwire::ctl
