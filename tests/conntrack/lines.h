// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/conntrack/parse.h"

namespace podwire::conntrack::testing {

inline Event eventOf(std::string_view line) {
    Event event;
    parseLine(line, event);
    return event;
}

inline Flow flowOf(std::string_view line) {
    return eventOf(line).flow;
}

inline constexpr std::string_view kTranslated =
    "ipv4     2 tcp      6 119 TIME_WAIT src=10.30.45.1 dst=10.30.45.100 sport=51320 dport=30080 packets=3 "
    "bytes=182 src=192.168.1.10 dst=192.168.1.1 sport=80 dport=51320 packets=5 bytes=405 [ASSURED] mark=7 "
    "delta-time=3 zone=2 use=1 id=1273992345";

}  // namespace podwire::conntrack::testing
