// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/extension.h"

namespace podwire::netfilter {
namespace {

using namespace canonical;

Reason anyOption(Options& options) {
    return options.empty() ? "-m conntrack needs at least one option" : nullptr;
}
Reason stateNeeded(Options& options) {
    return options.empty() ? "-m state needs --state" : nullptr;
}
Reason markNeeded(Options& options) {
    return options.empty() ? "-m mark and -m connmark need --mark" : nullptr;
}
Reason commentNeeded(Options& options) {
    return options.empty() ? "-m comment needs --comment" : nullptr;
}

Reason statisticComplete(Options& options) {
    const Option* const mode = find(options, "--mode");
    if (mode == nullptr) {
        return "-m statistic needs --mode random or --mode nth";
    }
    if (mode->values.front() == "random") {
        return has(options, "--probability") ? nullptr : "--mode random needs --probability";
    }
    const Option* const every = find(options, "--every");
    const Option* const packet = find(options, "--packet");
    if (every == nullptr || packet == nullptr) {
        return "--mode nth needs --every and --packet";
    }
    const auto period = number(every->values.front());
    const auto offset = number(packet->values.front());
    return period && offset && *offset < *period ? nullptr : "--packet must be less than --every";
}

Reason statisticMode(std::string_view text, std::string& out) {
    out = text;
    return text == "random" || text == "nth" ? nullptr : "is not a mode: random or nth";
}

Reason recentComplete(Options& options) {
    addDefault(options, "--name", "DEFAULT");
    addDefault(options, "--mask", "255.255.255.255");
    if (!has(options, "--rdest")) {
        addFlag(options, "--rsource");
    }
    const bool told = has(options, "--set") || has(options, "--rcheck") || has(options, "--update") ||
                      has(options, "--remove");
    return told ? nullptr : "-m recent needs --set, --rcheck, --update or --remove";
}

constexpr std::array Conntrack{
    OptionSpec{.name = "--ctstate", .negatable = true, .canonicalise = {conntrackStates}},
    OptionSpec{.name = "--ctproto", .negatable = true, .canonicalise = {protocolNumber}},
    OptionSpec{.name = "--ctorigsrc", .negatable = true, .canonicalise = {hostOrPrefix}},
    OptionSpec{.name = "--ctorigdst", .negatable = true, .canonicalise = {hostOrPrefix}},
    OptionSpec{.name = "--ctreplsrc", .negatable = true, .canonicalise = {hostOrPrefix}},
    OptionSpec{.name = "--ctrepldst", .negatable = true, .canonicalise = {hostOrPrefix}},
    OptionSpec{.name = "--ctorigsrcport", .negatable = true, .canonicalise = {portRange}},
    OptionSpec{.name = "--ctorigdstport", .negatable = true, .canonicalise = {portRange}},
    OptionSpec{.name = "--ctreplsrcport", .negatable = true, .canonicalise = {portRange}},
    OptionSpec{.name = "--ctrepldstport", .negatable = true, .canonicalise = {portRange}},
    OptionSpec{.name = "--ctstatus", .negatable = true, .canonicalise = {conntrackStatuses}},
    OptionSpec{.name = "--ctexpire", .negatable = true, .canonicalise = {range32}},
    OptionSpec{.name = "--ctdir", .canonicalise = {upperCase}},
};

constexpr std::array State{OptionSpec{.name = "--state", .negatable = true, .canonicalise = {states}}};
constexpr std::array Mark{OptionSpec{.name = "--mark", .negatable = true, .canonicalise = {mark}}};

constexpr std::array Comment{
    OptionSpec{.name = "--comment", .canonicalise = {comment}, .quoting = Quoting::WhenNeeded},
};

constexpr std::array Statistic{
    OptionSpec{.name = "--mode", .canonicalise = {statisticMode}},
    OptionSpec{.name = "--probability", .negatable = true, .canonicalise = {probability}},
    OptionSpec{.name = "--every", .negatable = true, .canonicalise = {word32}},
    OptionSpec{.name = "--packet", .canonicalise = {word32}},
};

constexpr std::array Recent{
    OptionSpec{.name = "--set", .values = 0, .negatable = true},
    OptionSpec{.name = "--rcheck", .values = 0, .negatable = true},
    OptionSpec{.name = "--update", .values = 0, .negatable = true},
    OptionSpec{.name = "--remove", .values = 0, .negatable = true},
    OptionSpec{.name = "--seconds", .canonicalise = {word32}},
    OptionSpec{.name = "--reap", .values = 0},
    OptionSpec{.name = "--hitcount", .canonicalise = {word32}},
    OptionSpec{.name = "--rttl", .values = 0},
    OptionSpec{.name = "--name"},
    OptionSpec{.name = "--mask", .canonicalise = {address}},
    OptionSpec{.name = "--rsource", .values = 0},
    OptionSpec{.name = "--rdest", .values = 0},
};

constexpr std::array Helper{
    OptionSpec{.name = "--helper", .negatable = true, .quoting = Quoting::WhenNeeded}};

constexpr std::array Connbytes{
    OptionSpec{.name = "--connbytes", .negatable = true},
    OptionSpec{.name = "--connbytes-mode"},
    OptionSpec{.name = "--connbytes-dir"},
};

constexpr std::array Extensions{
    Extension{"conntrack", Conntrack, anyOption},
    Extension{"state", State, stateNeeded},
    Extension{"mark", Mark, markNeeded},
    Extension{"connmark", Mark, markNeeded},
    Extension{"comment", Comment, commentNeeded},
    Extension{"statistic", Statistic, statisticComplete},
    Extension{"recent", Recent, recentComplete},
    Extension{"helper", Helper},
    Extension{"connbytes", Connbytes},
};

}  // namespace

std::span<const Extension> stateMatches() {
    return Extensions;
}

}  // namespace podwire::netfilter
