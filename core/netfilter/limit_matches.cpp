// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/netfilter/extension.h"

namespace podwire::netfilter {
namespace {

using namespace canonical;

constexpr std::string_view DefaultBurst = "5";

Reason burst(std::string_view text, std::string& out) {
    const auto reason = word32(text, out);
    return reason == nullptr && out == "0" ? "is not a number from 1 on" : reason;
}

Reason limitComplete(Options& options) {
    addDefault(options, "--limit", "3/hour");
    dropDefault(options, "--limit-burst", DefaultBurst);
    return nullptr;
}

Reason upTo(Option& option) {
    option.name = "--hashlimit-upto";
    return nullptr;
}

/// How long an idle entry stays unless told otherwise: one of the rate's units, in milliseconds.
std::string_view defaultExpire(std::string_view rate) {
    const std::string_view unit = rate.substr(std::min(rate.find('/'), rate.size()));
    return unit == "/day" ? "86400000" : unit == "/hour" ? "3600000" : unit == "/min" ? "60000" : "1000";
}

Reason hashlimitComplete(Options& options) {
    const Option* limit = find(options, "--hashlimit-upto");
    if (limit == nullptr) {
        limit = find(options, "--hashlimit-above");
    }
    if (limit == nullptr || !has(options, "--hashlimit-name")) {
        return "-m hashlimit needs --hashlimit-upto or --hashlimit-above, and --hashlimit-name";
    }
    const std::string rate = limit->values.front();
    if (!rate.ends_with("b/s")) {
        addDefault(options, "--hashlimit-burst", DefaultBurst);
    }
    dropDefault(options, "--hashlimit-htable-size", "0");
    dropDefault(options, "--hashlimit-htable-max", "0");
    dropDefault(options, "--hashlimit-htable-gcinterval", "1000");
    dropDefault(options, "--hashlimit-htable-expire", defaultExpire(rate));
    dropDefault(options, "--hashlimit-srcmask", "32");
    dropDefault(options, "--hashlimit-dstmask", "32");
    return nullptr;
}

Reason connlimitComplete(Options& options) {
    addDefault(options, "--connlimit-mask", "32");
    if (!has(options, "--connlimit-daddr")) {
        addFlag(options, "--connlimit-saddr");
    }
    const bool told = has(options, "--connlimit-upto") || has(options, "--connlimit-above");
    return told ? nullptr : "-m connlimit needs --connlimit-upto or --connlimit-above";
}

constexpr std::array Limit{
    OptionSpec{.name = "--limit", .canonicalise = {rate}},
    OptionSpec{.name = "--limit-burst", .canonicalise = {burst}},
};

constexpr std::array Hashlimit{
    OptionSpec{.name = "--hashlimit-upto", .canonicalise = {hashlimitRate}},
    OptionSpec{.name = "--hashlimit", .canonicalise = {hashlimitRate}, .rewrite = upTo},
    OptionSpec{.name = "--hashlimit-above", .canonicalise = {hashlimitRate}},
    OptionSpec{.name = "--hashlimit-burst"},
    OptionSpec{.name = "--hashlimit-mode", .canonicalise = {hashlimitModes}},
    OptionSpec{.name = "--hashlimit-name"},
    OptionSpec{.name = "--hashlimit-htable-size", .canonicalise = {word32}},
    OptionSpec{.name = "--hashlimit-htable-max", .canonicalise = {word32}},
    OptionSpec{.name = "--hashlimit-htable-gcinterval", .canonicalise = {word32}},
    OptionSpec{.name = "--hashlimit-htable-expire", .canonicalise = {word32}},
    OptionSpec{.name = "--hashlimit-srcmask", .canonicalise = {byte}},
    OptionSpec{.name = "--hashlimit-dstmask", .canonicalise = {byte}},
};

constexpr std::array Connlimit{
    OptionSpec{.name = "--connlimit-upto", .canonicalise = {word32}},
    OptionSpec{.name = "--connlimit-above", .canonicalise = {word32}},
    OptionSpec{.name = "--connlimit-mask", .canonicalise = {byte}},
    OptionSpec{.name = "--connlimit-saddr", .values = 0},
    OptionSpec{.name = "--connlimit-daddr", .values = 0},
};

constexpr std::array Quota{OptionSpec{.name = "--quota", .negatable = true, .canonicalise = {word64}}};

constexpr std::array Extensions{
    Extension{"limit", Limit, limitComplete},
    Extension{"hashlimit", Hashlimit, hashlimitComplete},
    Extension{"connlimit", Connlimit, connlimitComplete},
    Extension{"quota", Quota},
};

}  // namespace

std::span<const Extension> limitMatches() {
    return Extensions;
}

}  // namespace podwire::netfilter
