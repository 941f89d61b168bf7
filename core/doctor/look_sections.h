// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/doctor/look.h"
#include "core/plan/sections.h"

/// The parts of a closer look, each added to it as far as it can be read.
namespace podwire::doctor {

/// `ss -H -lntup`, then "process PID STATE UNIT COMMAND..." for the processes named there.
void readSockets(const std::string& netns, std::string_view body, Look& look);
/// "/proc/sys/PATH:VALUE" lines.
void readSettings(std::string_view body, Look& look);
/// `ip rule`.
void readPolicy(std::string_view body, Look& look);
/// "to ADDRESS", then what `ip -j route get ADDRESS` printed.
void readLookups(const std::string& netns, std::string_view body, Look& look);
/// `ip -j neigh show`.
void readNeighbours(const std::string& netns, std::string_view body, Look& look);
/// `conntrack -L`.
void readConnections(std::string_view body, Look& look);
/// Lines of `nft -a list table` that begin a table or chain, or hold a hook, drop or reject.
void readNft(std::string_view body, Look& look);

}  // namespace podwire::doctor
