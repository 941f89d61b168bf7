// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace podwire::live {

/// A Stream's script that tells a node's network as it changes, in frames (frames.h):
///
///   names     `ip -j netns list`
///   netns     a line with the namespace's name (empty: the node's own), then what `ip -j -d` prints for
///             addr, route show table all and neigh, one after the other
///   sockets   a line with the namespace's name, then the lines of `ss -Hltunp`
///   gone      the name of a namespace that is no more
///   whole     empty: what came before belongs together
///   counters  a line with the node's uptime in seconds, then /proc/net/dev of its own namespace; nothing
///             after the line when no counter moved
///
/// It looks when the kernel says that something changed, starts nothing while nothing happens, and ends half
/// a second after its standard input at the latest. It keeps no process inside a namespace, which would keep
/// that one alive after its deletion.
std::string netScript();

}  // namespace podwire::live
