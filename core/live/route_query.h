// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/netstate/route_match.h"
#include "core/remote/command.h"

namespace podwire::live {

/// Which way a packet takes out of one namespace of a node.
struct RouteQuestion {
    std::string netns;    ///< empty: the node's own
    std::string address;  ///< where it goes
    std::string source;   ///< where it comes from; empty: from this namespace, which chooses
    std::string arrival;  ///< the device on which it arrives; empty: it begins here
};

/// Makes a question of what somebody typed: white space around is dropped, an IPv4 address is all that is
/// taken. A source that is no address of this namespace comes from outside, by the device that leads back to
/// it. InvalidInput with a sentence for people.
Result<RouteQuestion> askRoute(const netstate::Netns& netns, const std::string& address,
                               const std::string& source);

/// `ip -j route get`, as root.
remote::Command routeCommand(const RouteQuestion& question);

/// What a node said to routeCommand(). Refusals of the kernel are CommandFailed: the message says what the
/// refusal means, the detail is the kernel's own line. Lost and Timeout as the outcome.
Result<netstate::RouteAnswer> readRoute(const RouteQuestion& question, const remote::Outcome& outcome);

}  // namespace podwire::live
