// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/extension.h"

namespace podwire::netfilter {
namespace {

using namespace canonical;

Reason destinationNeeded(Options& options) {
    return has(options, "--to-destination") ? nullptr : "-j DNAT needs --to-destination";
}

Reason sourceNeeded(Options& options) {
    return has(options, "--to-source") ? nullptr : "-j SNAT needs --to-source";
}

Reason tproxyComplete(Options& options) {
    addDefault(options, "--on-ip", "0.0.0.0");
    addDefault(options, "--tproxy-mark", "0x0/0x0");
    return has(options, "--on-port") ? nullptr : "-j TPROXY needs --on-port";
}

constexpr std::array Dnat{
    OptionSpec{.name = "--to-destination", .canonicalise = {natAddress}},
    OptionSpec{.name = "--random", .values = 0},
    OptionSpec{.name = "--persistent", .values = 0},
};

constexpr std::array Snat{
    OptionSpec{.name = "--to-source", .canonicalise = {natAddress}},
    OptionSpec{.name = "--random", .values = 0},
    OptionSpec{.name = "--random-fully", .values = 0},
    OptionSpec{.name = "--persistent", .values = 0},
};

constexpr std::array Masquerade{
    OptionSpec{.name = "--to-ports", .canonicalise = {natPorts}},
    OptionSpec{.name = "--random", .values = 0},
    OptionSpec{.name = "--random-fully", .values = 0},
};

constexpr std::array Redirect{
    OptionSpec{.name = "--to-ports", .canonicalise = {natPorts}},
    OptionSpec{.name = "--random", .values = 0},
};

constexpr std::array Netmap{OptionSpec{.name = "--to", .canonicalise = {prefix}}};

constexpr std::array Tproxy{
    OptionSpec{.name = "--on-port", .canonicalise = {port}},
    OptionSpec{.name = "--on-ip", .canonicalise = {address}},
    OptionSpec{.name = "--tproxy-mark", .canonicalise = {maskedMark}},
};

constexpr std::array Extensions{
    Extension{"DNAT", Dnat, destinationNeeded},
    Extension{"SNAT", Snat, sourceNeeded},
    Extension{"MASQUERADE", Masquerade},
    Extension{"REDIRECT", Redirect},
    Extension{"NETMAP", Netmap},
    Extension{"TPROXY", Tproxy, tproxyComplete},
};

}  // namespace

std::span<const Extension> natTargets() {
    return Extensions;
}

}  // namespace podwire::netfilter
