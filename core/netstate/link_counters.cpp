// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/link_counters.h"

#include <sstream>

namespace podwire::netstate {

std::map<std::string, LinkCounters> parseLinkCounters(std::string_view text) {
    std::map<std::string, LinkCounters> all;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        // A link's name may hold a colon; the last one before the numbers ends it.
        const std::size_t colon = line.rfind(':');
        const std::size_t begin = line.find_first_not_of(' ');
        if (colon == std::string::npos || begin >= colon) {
            continue;
        }
        std::istringstream numbers(line.substr(colon + 1));
        LinkCounters counters;
        std::uint64_t other = 0;
        numbers >> counters.bytesIn >> counters.packetsIn;
        constexpr int kOtherReceived = 6;  // errs drop fifo frame compressed multicast
        for (int i = 0; i < kOtherReceived; ++i) {
            numbers >> other;
        }
        if (numbers >> counters.bytesOut >> counters.packetsOut) {
            all.emplace(line.substr(begin, colon - begin), counters);
        }
    }
    return all;
}

}  // namespace podwire::netstate
