// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/netfilter/names.h"

namespace podwire::netfilter {
namespace {

struct NameValue {
    std::string_view name;
    std::string_view value;
};

constexpr std::array IcmpTypes{
    NameValue{"any", "any"},
    NameValue{"echo-reply", "0"},
    NameValue{"pong", "0"},
    NameValue{"destination-unreachable", "3"},
    NameValue{"network-unreachable", "3/0"},
    NameValue{"host-unreachable", "3/1"},
    NameValue{"protocol-unreachable", "3/2"},
    NameValue{"port-unreachable", "3/3"},
    NameValue{"fragmentation-needed", "3/4"},
    NameValue{"source-route-failed", "3/5"},
    NameValue{"network-unknown", "3/6"},
    NameValue{"host-unknown", "3/7"},
    NameValue{"network-prohibited", "3/9"},
    NameValue{"host-prohibited", "3/10"},
    NameValue{"TOS-network-unreachable", "3/11"},
    NameValue{"TOS-host-unreachable", "3/12"},
    NameValue{"communication-prohibited", "3/13"},
    NameValue{"host-precedence-violation", "3/14"},
    NameValue{"precedence-cutoff", "3/15"},
    NameValue{"source-quench", "4"},
    NameValue{"redirect", "5"},
    NameValue{"network-redirect", "5/0"},
    NameValue{"host-redirect", "5/1"},
    NameValue{"TOS-network-redirect", "5/2"},
    NameValue{"TOS-host-redirect", "5/3"},
    NameValue{"echo-request", "8"},
    NameValue{"ping", "8"},
    NameValue{"router-advertisement", "9"},
    NameValue{"router-solicitation", "10"},
    NameValue{"time-exceeded", "11"},
    NameValue{"ttl-exceeded", "11"},
    NameValue{"ttl-zero-during-transit", "11/0"},
    NameValue{"ttl-zero-during-reassembly", "11/1"},
    NameValue{"parameter-problem", "12"},
    NameValue{"ip-header-bad", "12/0"},
    NameValue{"required-option-missing", "12/1"},
    NameValue{"timestamp-request", "13"},
    NameValue{"timestamp-reply", "14"},
    NameValue{"address-mask-request", "17"},
    NameValue{"address-mask-reply", "18"},
};

constexpr std::array LogLevels{
    NameValue{"alert", "1"},  NameValue{"crit", "2"},  NameValue{"debug", "7"},
    NameValue{"emerg", "0"},  NameValue{"error", "3"}, NameValue{"info", "6"},
    NameValue{"notice", "5"}, NameValue{"panic", "0"}, NameValue{"warning", "4"},
};

constexpr std::array RejectTypes{
    NameValue{"icmp-net-unreachable", "icmp-net-unreachable"},
    NameValue{"net-unreach", "icmp-net-unreachable"},
    NameValue{"icmp-host-unreachable", "icmp-host-unreachable"},
    NameValue{"host-unreach", "icmp-host-unreachable"},
    NameValue{"icmp-proto-unreachable", "icmp-proto-unreachable"},
    NameValue{"proto-unreach", "icmp-proto-unreachable"},
    NameValue{"icmp-port-unreachable", "icmp-port-unreachable"},
    NameValue{"port-unreach", "icmp-port-unreachable"},
    NameValue{"icmp-net-prohibited", "icmp-net-prohibited"},
    NameValue{"net-prohib", "icmp-net-prohibited"},
    NameValue{"icmp-host-prohibited", "icmp-host-prohibited"},
    NameValue{"host-prohib", "icmp-host-prohibited"},
    NameValue{"tcp-reset", "tcp-reset"},
    NameValue{"tcp-rst", "tcp-reset"},
    NameValue{"icmp-admin-prohibited", "icmp-admin-prohibited"},
    NameValue{"admin-prohib", "icmp-admin-prohibited"},
};

constexpr std::array DscpClasses{
    NameValue{"CS0", "0x00"},  NameValue{"CS1", "0x08"},  NameValue{"CS2", "0x10"},
    NameValue{"CS3", "0x18"},  NameValue{"CS4", "0x20"},  NameValue{"CS5", "0x28"},
    NameValue{"CS6", "0x30"},  NameValue{"CS7", "0x38"},  NameValue{"BE", "0x00"},
    NameValue{"AF11", "0x0a"}, NameValue{"AF12", "0x0c"}, NameValue{"AF13", "0x0e"},
    NameValue{"AF21", "0x12"}, NameValue{"AF22", "0x14"}, NameValue{"AF23", "0x16"},
    NameValue{"AF31", "0x1a"}, NameValue{"AF32", "0x1c"}, NameValue{"AF33", "0x1e"},
    NameValue{"AF41", "0x22"}, NameValue{"AF42", "0x24"}, NameValue{"AF43", "0x26"},
    NameValue{"EF", "0x2e"},
};

constexpr std::array TosNames{
    NameValue{"Minimize-Delay", "0x10/0x3f"},       NameValue{"Maximize-Throughput", "0x08/0x3f"},
    NameValue{"Maximize-Reliability", "0x04/0x3f"}, NameValue{"Minimize-Cost", "0x02/0x3f"},
    NameValue{"Normal-Service", "0x00/0x3f"},
};

bool sameLetters(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char left, char right) { return lower(left) == lower(right); });
}

template <std::size_t Size>
std::optional<std::string_view> find(const std::array<NameValue, Size>& table, std::string_view name) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const NameValue& entry) { return sameLetters(entry.name, name); });
    return found == table.end() ? std::nullopt : std::optional(found->value);
}

}  // namespace

std::optional<std::string_view> icmpTypeByName(std::string_view name) {
    return find(IcmpTypes, name);
}
std::optional<std::string_view> logLevelByName(std::string_view name) {
    const auto* const found = std::find_if(LogLevels.begin(), LogLevels.end(),
                                           [&](const NameValue& level) { return level.name == name; });
    return found == LogLevels.end() ? std::nullopt : std::optional(found->value);
}
std::optional<std::string_view> rejectType(std::string_view name) {
    return find(RejectTypes, name);
}
std::optional<std::string_view> dscpByClass(std::string_view name) {
    return find(DscpClasses, name);
}
std::optional<std::string_view> tosByName(std::string_view name) {
    return find(TosNames, name);
}

}  // namespace podwire::netfilter
