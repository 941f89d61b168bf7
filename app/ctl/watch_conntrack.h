// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <string>

#include "app/ctl/options.h"
#include "core/conntrack/flow.h"
#include "core/live/conntrack_feed.h"

namespace podwire::ctl {

/// What a flow is, for programs.
QJsonObject flowJson(const conntrack::Flow& flow);
/// "tcp ESTABLISHED 10.0.0.1:5 → 10.0.0.2:80, 10.0.0.2:80 → 10.0.0.3:8080 (DNAT)"
std::string flowLine(const conntrack::Flow& flow);

/// Prints events, losses and gaps, a line each, until the time is over or a signal comes.
int watchConntrack(const Options& options, live::ConntrackFeed& feed);

/// The exit status for a node that cannot be followed; prints why.
int cannotFollow(const live::ConntrackFeed& feed);

}  // namespace podwire::ctl
