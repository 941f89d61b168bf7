// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/extension.h"

namespace podwire::netfilter {
namespace {

using namespace canonical;

Reason synFlags(Option& option) {
    option.name = "--tcp-flags";
    option.values = {"FIN,SYN,RST,ACK", "SYN"};
    return nullptr;
}

/// Every port: iptables-save prints nothing.
Reason withoutEveryPort(Options& options) {
    dropDefault(options, "--sport", "0:65535");
    dropDefault(options, "--dport", "0:65535");
    return nullptr;
}

Reason icmpTypeNeeded(Options& options) {
    return has(options, "--icmp-type") ? nullptr : "-m icmp needs --icmp-type";
}

Reason multiportNeeded(Options& options) {
    return options.empty() ? "-m multiport needs --sports, --dports or --ports" : nullptr;
}

constexpr OptionSpec SourcePort{
    .name = "--sport", .aliases = {"--source-port"}, .negatable = true, .canonicalise = {portRange}};
constexpr OptionSpec DestinationPort{
    .name = "--dport", .aliases = {"--destination-port"}, .negatable = true, .canonicalise = {portRange}};

constexpr std::array Tcp{
    SourcePort,
    DestinationPort,
    OptionSpec{.name = "--tcp-option", .negatable = true, .canonicalise = {byte}},
    OptionSpec{.name = "--tcp-flags", .values = 2, .negatable = true, .canonicalise = {tcpFlags, tcpFlags}},
    OptionSpec{.name = "--syn", .values = 0, .negatable = true, .rewrite = synFlags},
};

constexpr std::array Ports{
    SourcePort,
    DestinationPort,
};

constexpr std::array Sctp{
    SourcePort,
    DestinationPort,
    OptionSpec{
        .name = "--chunk-types", .values = 2, .negatable = true, .canonicalise = {lowerCase, chunkTypes}},
};

constexpr std::array Dccp{
    SourcePort,
    DestinationPort,
    OptionSpec{.name = "--dccp-types", .negatable = true, .canonicalise = {upperCase}},
    OptionSpec{.name = "--dccp-option", .negatable = true, .canonicalise = {byte}},
};

constexpr std::array Icmp{
    OptionSpec{.name = "--icmp-type", .negatable = true, .canonicalise = {icmpType}},
};

constexpr std::array Esp{OptionSpec{.name = "--espspi", .negatable = true, .canonicalise = {range32}}};
constexpr std::array Ah{OptionSpec{.name = "--ahspi", .negatable = true, .canonicalise = {range32}}};

constexpr std::array Multiport{
    OptionSpec{
        .name = "--sports", .aliases = {"--source-ports"}, .negatable = true, .canonicalise = {portList}},
    OptionSpec{.name = "--dports",
               .aliases = {"--destination-ports"},
               .negatable = true,
               .canonicalise = {portList}},
    OptionSpec{.name = "--ports", .negatable = true, .canonicalise = {portList}},
};

constexpr std::array Tcpmss{OptionSpec{.name = "--mss", .negatable = true, .canonicalise = {range16}}};

constexpr std::array Ecn{
    OptionSpec{.name = "--ecn-tcp-ece", .values = 0, .negatable = true},
    OptionSpec{.name = "--ecn-tcp-cwr", .values = 0, .negatable = true},
    OptionSpec{.name = "--ecn-ip-ect", .negatable = true, .canonicalise = {byte}},
};

constexpr std::array Extensions{
    Extension{"tcp", Tcp, withoutEveryPort},
    Extension{"udp", Ports, withoutEveryPort},
    Extension{"sctp", Sctp, withoutEveryPort},
    Extension{"dccp", Dccp},
    Extension{"icmp", Icmp, icmpTypeNeeded},
    Extension{"esp", Esp},
    Extension{"ah", Ah},
    Extension{"multiport", Multiport, multiportNeeded},
    Extension{"tcpmss", Tcpmss},
    Extension{"ecn", Ecn},
};

}  // namespace

std::span<const Extension> protocolMatches() {
    return Extensions;
}

}  // namespace podwire::netfilter
