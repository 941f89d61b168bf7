// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/extension.h"
#include "core/netfilter/string_pattern.h"

namespace podwire::netfilter {
namespace {

using namespace canonical;

Reason ownerNeeded(Options& options) {
    return options.empty() ? "-m owner needs at least one option" : nullptr;
}
Reason physdevNeeded(Options& options) {
    return options.empty() ? "-m physdev needs at least one option" : nullptr;
}

Reason stringComplete(Options& options) {
    dropDefault(options, "--from", "0");
    dropDefault(options, "--to", "65535");
    const bool pattern = has(options, "--string") || has(options, "--hex-string");
    return pattern && has(options, "--algo") ? nullptr
                                             : "-m string needs --algo, and --string or --hex-string";
}

Reason timeComplete(Options& options) {
    dropDefault(options, "--timestart", "00:00:00");
    dropDefault(options, "--timestop", "23:59:59");
    if (has(options, "--timestart")) {
        addDefault(options, "--timestop", "23:59:59");
    } else if (has(options, "--timestop")) {
        addDefault(options, "--timestart", "00:00:00");
    }
    addDefault(options, "--datestop", "2038-01-19T03:14:07");
    drop(options, "--utc");
    return nullptr;
}

Reason ttlEquals(Option& option) {
    option.name = "--ttl-eq";
    return nullptr;
}

Reason dscpNumber(Option& option) {
    option.name = "--dscp";
    return nullptr;
}

constexpr std::array Addrtype{
    OptionSpec{.name = "--src-type", .negatable = true, .canonicalise = {addressTypes}},
    OptionSpec{.name = "--dst-type", .negatable = true, .canonicalise = {addressTypes}},
    OptionSpec{.name = "--limit-iface-in", .values = 0},
    OptionSpec{.name = "--limit-iface-out", .values = 0},
};

constexpr std::array Physdev{
    OptionSpec{.name = "--physdev-is-in", .values = 0, .negatable = true},
    OptionSpec{.name = "--physdev-in", .negatable = true, .canonicalise = {interfaceName}},
    OptionSpec{.name = "--physdev-is-out", .values = 0, .negatable = true},
    OptionSpec{.name = "--physdev-out", .negatable = true, .canonicalise = {interfaceName}},
    OptionSpec{.name = "--physdev-is-bridged", .values = 0, .negatable = true},
};

constexpr std::array Owner{
    OptionSpec{.name = "--socket-exists", .values = 0, .negatable = true},
    OptionSpec{.name = "--uid-owner", .negatable = true, .canonicalise = {idRange}},
    OptionSpec{.name = "--gid-owner", .negatable = true, .canonicalise = {idRange}},
    OptionSpec{.name = "--suppl-groups", .values = 0},
};

constexpr std::array String{
    OptionSpec{.name = "--string", .negatable = true, .quoting = Quoting::Always, .rewrite = rewritePattern},
    OptionSpec{
        .name = "--hex-string", .negatable = true, .quoting = Quoting::Always, .rewrite = rewriteHexPattern},
    OptionSpec{.name = "--algo"},
    OptionSpec{.name = "--from", .canonicalise = {word16}},
    OptionSpec{.name = "--to", .canonicalise = {word16}},
    OptionSpec{.name = "--icase", .values = 0},
};

constexpr std::array U32{
    OptionSpec{.name = "--u32", .negatable = true, .canonicalise = {u32Test}, .quoting = Quoting::Always},
};
constexpr std::array Mac{OptionSpec{.name = "--mac-source", .negatable = true, .canonicalise = {mac}}};

constexpr std::array Iprange{
    OptionSpec{.name = "--src-range", .negatable = true, .canonicalise = {addressRange}},
    OptionSpec{.name = "--dst-range", .negatable = true, .canonicalise = {addressRange}},
};

constexpr std::array Pkttype{
    OptionSpec{.name = "--pkt-type", .negatable = true, .canonicalise = {packetType}}};
constexpr std::array Length{OptionSpec{.name = "--length", .negatable = true, .canonicalise = {range16}}};

constexpr std::array Ttl{
    OptionSpec{.name = "--ttl-eq", .negatable = true, .canonicalise = {byte}},
    OptionSpec{.name = "--ttl", .negatable = true, .canonicalise = {byte}, .rewrite = ttlEquals},
    OptionSpec{.name = "--ttl-lt", .canonicalise = {byte}},
    OptionSpec{.name = "--ttl-gt", .canonicalise = {byte}},
};

constexpr std::array Dscp{
    OptionSpec{.name = "--dscp", .negatable = true, .canonicalise = {dscp}},
    OptionSpec{.name = "--dscp-class", .negatable = true, .canonicalise = {dscpClass}, .rewrite = dscpNumber},
};

constexpr std::array Tos{OptionSpec{.name = "--tos", .negatable = true, .canonicalise = {tos}}};

constexpr std::array Time{
    OptionSpec{.name = "--timestart", .canonicalise = {timeOfDay}},
    OptionSpec{.name = "--timestop", .canonicalise = {timeOfDay}},
    OptionSpec{.name = "--monthdays", .negatable = true, .canonicalise = {monthdays}},
    OptionSpec{.name = "--weekdays", .negatable = true, .canonicalise = {weekdays}},
    OptionSpec{.name = "--datestart", .canonicalise = {dateTime}},
    OptionSpec{.name = "--datestop", .canonicalise = {dateTime}},
    OptionSpec{.name = "--kerneltz", .values = 0},
    OptionSpec{.name = "--contiguous", .values = 0},
    OptionSpec{.name = "--utc", .values = 0},
};

constexpr std::array Socket{
    OptionSpec{.name = "--transparent", .values = 0},
    OptionSpec{.name = "--nowildcard", .values = 0},
    OptionSpec{.name = "--restore-skmark", .values = 0},
};

constexpr std::array Rpfilter{
    OptionSpec{.name = "--loose", .values = 0},
    OptionSpec{.name = "--validmark", .values = 0},
    OptionSpec{.name = "--accept-local", .values = 0},
    OptionSpec{.name = "--invert", .values = 0},
};

constexpr std::array Policy{
    OptionSpec{.name = "--dir"},
    OptionSpec{.name = "--pol"},
    OptionSpec{.name = "--strict", .values = 0},
    OptionSpec{.name = "--reqid", .negatable = true, .canonicalise = {word32}},
    OptionSpec{.name = "--spi", .negatable = true, .canonicalise = {hexWord}},
    OptionSpec{.name = "--proto", .negatable = true},
    OptionSpec{.name = "--mode", .negatable = true},
    OptionSpec{.name = "--tunnel-dst", .negatable = true},
    OptionSpec{.name = "--tunnel-src", .negatable = true},
};

constexpr std::array Set{
    OptionSpec{.name = "--match-set", .values = 2, .negatable = true},
    OptionSpec{.name = "--return-nomatch", .values = 0},
    OptionSpec{.name = "--update-counters", .values = 0, .negatable = true},
    OptionSpec{.name = "--update-subcounters", .values = 0, .negatable = true},
    OptionSpec{.name = "--packets-eq", .negatable = true, .canonicalise = {word64}},
    OptionSpec{.name = "--packets-lt", .canonicalise = {word64}},
    OptionSpec{.name = "--packets-gt", .canonicalise = {word64}},
    OptionSpec{.name = "--bytes-eq", .negatable = true, .canonicalise = {word64}},
    OptionSpec{.name = "--bytes-lt", .canonicalise = {word64}},
    OptionSpec{.name = "--bytes-gt", .canonicalise = {word64}},
};

constexpr std::array Devgroup{
    OptionSpec{.name = "--src-group", .negatable = true, .canonicalise = {mark}},
    OptionSpec{.name = "--dst-group", .negatable = true, .canonicalise = {mark}},
};

constexpr std::array Realm{OptionSpec{.name = "--realm", .negatable = true, .canonicalise = {mark}}};
constexpr std::array Cgroup{
    OptionSpec{.name = "--path", .negatable = true, .quoting = Quoting::WhenNeeded},
    OptionSpec{.name = "--cgroup", .negatable = true, .canonicalise = {word32}},
};
constexpr std::array Cpu{OptionSpec{.name = "--cpu", .negatable = true, .canonicalise = {word32}}};
constexpr std::array Bpf{OptionSpec{.name = "--bytecode", .quoting = Quoting::Always},
                         OptionSpec{.name = "--object-pinned"}};
constexpr std::array Nfacct{OptionSpec{.name = "--nfacct-name"}};

constexpr std::array Extensions{
    Extension{"addrtype", Addrtype},
    Extension{"physdev", Physdev, physdevNeeded},
    Extension{"owner", Owner, ownerNeeded},
    Extension{"string", String, stringComplete},
    Extension{"u32", U32},
    Extension{"mac", Mac},
    Extension{"iprange", Iprange},
    Extension{"pkttype", Pkttype},
    Extension{"length", Length},
    Extension{"ttl", Ttl},
    Extension{"dscp", Dscp},
    Extension{"tos", Tos},
    Extension{"time", Time, timeComplete},
    Extension{"socket", Socket},
    Extension{"rpfilter", Rpfilter},
    Extension{"policy", Policy},
    Extension{"set", Set},
    Extension{"devgroup", Devgroup},
    Extension{"realm", Realm},
    Extension{"cgroup", Cgroup},
    Extension{"cpu", Cpu},
    Extension{"bpf", Bpf},
    Extension{"nfacct", Nfacct},
};

}  // namespace

std::span<const Extension> packetMatches() {
    return Extensions;
}

}  // namespace podwire::netfilter
