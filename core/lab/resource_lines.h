// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "core/lab/command_words.h"
#include "core/lab/resource.h"

/// Single commands that add something to a node, read into what they mean. Errors name the word that is
/// wrong.
namespace podwire::lab {

struct ReadLine {
    std::string netns;
    decltype(Resource::what) what;
};

using LineResult = tl::expected<ReadLine, std::string>;

/// `[sudo] [ip netns exec NS] iptables -A|-I ...`, iptables(8).
LineResult readIptablesLine(const std::vector<CommandWord>& words);
/// `[sudo] [ip netns exec NS] ip [-n NS] route add ...`, ip-route(8).
LineResult readRouteLine(const std::vector<CommandWord>& words);
/// `[sudo] [ip netns exec NS] sysctl -w KEY=VALUE`, sysctl(8).
LineResult readSysctlLine(const std::vector<CommandWord>& words);
/// `ip netns add`, `ip link add` (veth, bridge), `ip link set` (up, master), `ip addr add`.
LineResult readIpLine(const std::vector<CommandWord>& words);
/// `[sudo] systemd-run --unit=NAME ... PROGRAM ...`, systemd-run(1).
LineResult readUnitLine(const std::vector<CommandWord>& words);

}  // namespace podwire::lab
