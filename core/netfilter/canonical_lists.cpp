// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <bitset>
#include <vector>

#include "core/netfilter/canonical.h"

namespace podwire::netfilter::canonical {
namespace {

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool sameLetters(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char left, char right) { return upper(left) == upper(right); });
}

std::vector<std::string_view> splitList(std::string_view text) {
    std::vector<std::string_view> items;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        items.push_back(text.substr(at, comma - at));
        at = comma + 1;
    }
    return items;
}

constexpr std::size_t MostNames = 64;
using Chosen = std::bitset<MostNames>;

template <class Names>
std::optional<std::size_t> indexOf(const Names& names, std::string_view wanted) {
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](std::string_view name) { return sameLetters(name, wanted); });
    if (found == names.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - names.begin());
}

template <class Names>
std::string join(const Names& names, const Chosen& chosen) {
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (chosen[i]) {
            out += out.empty() ? "" : ",";
            out += names[i];
        }
    }
    return out;
}

/// A comma separated list of names, in the order of the table.
template <class Names>
Reason namesInOrder(const Names& names, std::string_view text, std::string& out, Reason reason) {
    Chosen chosen;
    for (const std::string_view item : splitList(text)) {
        const auto index = indexOf(names, item);
        if (!index) {
            return reason;
        }
        chosen.set(*index);
    }
    out = join(names, chosen);
    return nullptr;
}

using namespace std::string_view_literals;

constexpr std::array TcpFlags{"FIN"sv, "SYN"sv, "RST"sv, "PSH"sv, "ACK"sv, "URG"sv};
constexpr std::array ConntrackStates{"INVALID"sv,   "NEW"sv,  "RELATED"sv, "ESTABLISHED"sv,
                                     "UNTRACKED"sv, "SNAT"sv, "DNAT"sv};
constexpr std::array States{"INVALID"sv, "NEW"sv, "RELATED"sv, "ESTABLISHED"sv, "UNTRACKED"sv};
constexpr std::array Statuses{"EXPECTED"sv, "SEEN_REPLY"sv, "ASSURED"sv, "CONFIRMED"sv};
constexpr std::array AddressTypes{"UNSPEC"sv,   "UNICAST"sv,   "LOCAL"sv,     "BROADCAST"sv,
                                  "ANYCAST"sv,  "MULTICAST"sv, "BLACKHOLE"sv, "UNREACHABLE"sv,
                                  "PROHIBIT"sv, "THROW"sv,     "NAT"sv,       "XRESOLVE"sv};
constexpr std::array ChunkTypes{
    "DATA"sv,          "INIT"sv,         "INIT_ACK"sv,  "SACK"sv,         "HEARTBEAT"sv,
    "HEARTBEAT_ACK"sv, "ABORT"sv,        "SHUTDOWN"sv,  "SHUTDOWN_ACK"sv, "ERROR"sv,
    "COOKIE_ECHO"sv,   "COOKIE_ACK"sv,   "ECN_ECNE"sv,  "ECN_CWR"sv,      "SHUTDOWN_COMPLETE"sv,
    "I_DATA"sv,        "ASCONF_ACK"sv,   "RE_CONFIG"sv, "PAD"sv,          "FORWARD_TSN"sv,
    "ASCONF"sv,        "I_FORWARD_TSN"sv};
constexpr std::array Events{"new"sv,       "related"sv, "destroy"sv, "reply"sv,      "assured"sv,
                            "protoinfo"sv, "helper"sv,  "mark"sv,    "natseqinfo"sv, "secmark"sv};
constexpr std::array HashlimitModes{"srcip"sv, "srcport"sv, "dstip"sv, "dstport"sv};
constexpr std::array Weekdays{"Mon"sv, "Tue"sv, "Wed"sv, "Thu"sv, "Fri"sv, "Sat"sv, "Sun"sv};

}  // namespace

Reason tcpFlags(std::string_view text, std::string& out) {
    constexpr std::string_view All = "FIN,SYN,RST,PSH,ACK,URG";
    if (sameLetters(text, "NONE")) {
        out = "NONE";
        return nullptr;
    }
    return namesInOrder(TcpFlags, sameLetters(text, "ALL") ? All : text, out,
                        "is not a list of TCP flags: SYN, ACK, FIN, RST, URG, PSH, or ALL, or NONE");
}

Reason conntrackStates(std::string_view text, std::string& out) {
    return namesInOrder(ConntrackStates, text, out,
                        "is not a list of states: NEW, ESTABLISHED, RELATED, INVALID, UNTRACKED, SNAT, DNAT");
}

Reason states(std::string_view text, std::string& out) {
    return namesInOrder(States, text, out,
                        "is not a list of states: NEW, ESTABLISHED, RELATED, INVALID, UNTRACKED");
}

Reason conntrackStatuses(std::string_view text, std::string& out) {
    Chosen chosen;
    for (const std::string_view item : splitList(text)) {
        const auto index = indexOf(Statuses, item);
        if (!index && !sameLetters(item, "NONE")) {
            return "is not a list of statuses: EXPECTED, SEEN_REPLY, ASSURED, CONFIRMED, NONE";
        }
        if (index) {
            chosen.set(*index);
        }
    }
    out = chosen.none() ? "NONE" : join(Statuses, chosen);
    return nullptr;
}

Reason addressTypes(std::string_view text, std::string& out) {
    return namesInOrder(AddressTypes, text, out,
                        "is not a list of address types such as LOCAL, UNICAST, BROADCAST");
}

Reason chunkTypes(std::string_view text, std::string& out) {
    if (sameLetters(text, "ALL") || sameLetters(text, "NONE")) {
        return upperCase(text, out);
    }
    std::array<std::string, ChunkTypes.size()> chosen;
    for (const std::string_view item : splitList(text)) {
        const std::size_t colon = std::min(item.find(':'), item.size());
        const auto index = indexOf(ChunkTypes, item.substr(0, colon));
        if (!index) {
            return "is not a list of SCTP chunk types such as INIT,DATA";
        }
        chosen[*index] = std::string(ChunkTypes[*index]) + std::string(item.substr(colon));
    }
    for (const std::string& type : chosen) {
        out += out.empty() || type.empty() ? "" : ",";
        out += type;
    }
    return nullptr;
}

Reason conntrackEvents(std::string_view text, std::string& out) {
    return namesInOrder(Events, text, out, "is not a list of conntrack events such as new,destroy");
}

Reason hashlimitModes(std::string_view text, std::string& out) {
    return namesInOrder(HashlimitModes, text, out, "is not a list of srcip, srcport, dstip, dstport");
}

Reason weekdays(std::string_view text, std::string& out) {
    return namesInOrder(Weekdays, text, out, "is not a list of Mon, Tue, Wed, Thu, Fri, Sat, Sun");
}

Reason monthdays(std::string_view text, std::string& out) {
    constexpr std::uint64_t LastDay = 31;
    Chosen chosen;
    for (const std::string_view item : splitList(text)) {
        const auto day = number(item);
        if (!day || *day < 1 || *day > LastDay) {
            return "is not a list of days of the month";
        }
        chosen.set(*day);
    }
    for (std::size_t day = 1; day <= LastDay; ++day) {
        if (chosen[day]) {
            out += (out.empty() ? "" : ",") + std::to_string(day);
        }
    }
    return nullptr;
}

}  // namespace podwire::netfilter::canonical
