// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "core/live/packet_walk.h"

namespace podwire::ctl {

/// live::foretell or live::tracePacket.
using WalkWork = Result<live::PacketWalk> (*)(const live::Nodes&, const live::TrafficRequest&,
                                              const std::stop_token&);

/// Does the work for --from NODE[/POD] and --to ADDRESS:PORT and waits. What goes wrong is reported; the exit
/// status instead.
tl::expected<live::PacketWalk, int> walkFor(const Options& options, WalkWork work);

}  // namespace podwire::ctl
