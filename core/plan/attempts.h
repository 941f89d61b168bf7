// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/plan/plan.h"

/// Connection attempts that nobody answered. Table nat is asked for the first packet of a connection only,
/// and conntrack keeps an unanswered attempt with its translation, or without one, for two minutes
/// (nf_conntrack_tcp_timeout_syn_sent, Documentation/networking/nf_conntrack-sysctl.rst). A client that comes
/// again from the same port meets that entry and not the rules of today. Pure.
namespace podwire::plan {

/// The command that forgets them in a namespace, "" for the node's own. It succeeds where there are none.
std::string forgetAttemptsCommand(const std::string& netns);

/// Appends to the plan, for each namespace whose table nat it changes, that the attempts are forgotten after
/// the last change.
void forgetAttempts(Plan& plan);

}  // namespace podwire::plan
