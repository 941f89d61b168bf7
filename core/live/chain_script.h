// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace podwire::live {

/// A chain by name.
struct ChainName {
    std::string table;
    std::string chain;
    auto operator<=>(const ChainName&) const = default;
};

/// How a node is watched. The intervals are what is wished for: the script lengthens them so that what it
/// runs stays under `share` of one core.
struct ChainWatch {
    std::string netns;  ///< empty: the node's own namespace
    int restMilliseconds = 1000;
    int busyMilliseconds = 250;  ///< for some seconds after a rule changed or somebody asked
    int perMille = 15;           ///< most of one core, in thousandths
    int bigBytes = 400'000;      ///< of iptables-save: an nft rule set past this is read by chains
};

/// The script for bash, as root, that tells a namespace's iptables rules and their counters for as long as
/// its standard input is open, as frames (frames.h):
///   nft TEXT, legacy TEXT   the output of iptables-save -c, when it is not as it was
///   chains TEXT             of a big rule set, the chains that were asked for: *TABLE, then the output of
///                           `iptables -v -S CHAIN` of its chains, COMMIT
///   tables TEXT             `nft list tables` when it is not as it was
///   pace A B C D            in milliseconds the interval and what a look costs in CPU time, in thousandths
///                           of a core the share since the last such frame, and "whole" or "chains"
///   problem TEXT            what a tool complained about
///   beat                    nothing changed
/// Commands on its standard input: chainsLine(), askLine().
std::string chainScript(const ChainWatch& watch);

/// Tells the script which chains of a big rule set are looked at; they take the place of those before.
std::string chainsLine(const std::vector<ChainName>& chains);
/// Asks for a look at once, and for short intervals for a while.
std::string askLine();

}  // namespace podwire::live
