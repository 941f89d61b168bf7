// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/extension.h"

namespace podwire::netfilter {
namespace {

using namespace canonical;

struct MarkParts {
    std::uint32_t value = 0;
    std::uint32_t mask = 0;
};

MarkParts partsOf(const std::string& mark) {
    const std::size_t slash = mark.find('/');
    const auto value = number(std::string_view(mark).substr(0, slash));
    const auto mask =
        slash == std::string::npos ? std::nullopt : number(std::string_view(mark).substr(slash + 1));
    return {static_cast<std::uint32_t>(value.value_or(0)), static_cast<std::uint32_t>(mask.value_or(~0U))};
}

Reason setXmark(Option& option, std::uint32_t value, std::uint32_t mask) {
    option.name = "--set-xmark";
    option.values = {hex(value) + '/' + hex(mask)};
    return nullptr;
}

Reason setMark(Option& option) {
    const MarkParts parts = partsOf(option.values.front());
    return setXmark(option, parts.value, parts.value | parts.mask);
}

Reason andMark(Option& option) {
    return setXmark(option, 0, ~partsOf(option.values.front()).value);
}

Reason orMark(Option& option) {
    const std::uint32_t bits = partsOf(option.values.front()).value;
    return setXmark(option, bits, bits);
}

Reason xorMark(Option& option) {
    return setXmark(option, partsOf(option.values.front()).value, 0);
}

Reason markComplete(Options& options) {
    return options.empty() ? "-j MARK needs --set-mark, --set-xmark, --and-mark, --or-mark or --xor-mark"
                           : nullptr;
}

Reason connmarkComplete(Options& options) {
    if (has(options, "--set-xmark")) {
        return nullptr;
    }
    if (!has(options, "--save-mark") && !has(options, "--restore-mark")) {
        return "-j CONNMARK needs --set-mark, --save-mark or --restore-mark";
    }
    const Option* const both = find(options, "--mask");
    const std::string mask = both == nullptr ? "0xffffffff" : both->values.front();
    addDefault(options, "--nfmask", mask);
    addDefault(options, "--ctmask", mask);
    drop(options, "--mask");
    return nullptr;
}

constexpr OptionSpec SetXmark{.name = "--set-xmark", .canonicalise = {maskedMark}};
constexpr OptionSpec SetMark{.name = "--set-mark", .canonicalise = {maskedMark}, .rewrite = setMark};
constexpr OptionSpec AndMark{.name = "--and-mark", .canonicalise = {hexWord}, .rewrite = andMark};
constexpr OptionSpec OrMark{.name = "--or-mark", .canonicalise = {hexWord}, .rewrite = orMark};
constexpr OptionSpec XorMark{.name = "--xor-mark", .canonicalise = {hexWord}, .rewrite = xorMark};

constexpr std::array Mark{SetXmark, SetMark, AndMark, OrMark, XorMark};

constexpr std::array Connmark{
    SetXmark,
    SetMark,
    AndMark,
    OrMark,
    XorMark,
    OptionSpec{.name = "--save-mark", .values = 0},
    OptionSpec{.name = "--restore-mark", .values = 0},
    OptionSpec{.name = "--nfmask", .canonicalise = {hexWord}},
    OptionSpec{.name = "--ctmask", .canonicalise = {hexWord}},
    OptionSpec{.name = "--mask", .canonicalise = {hexWord}},
};

Reason dscpValue(Option& option) {
    option.name = "--set-dscp";
    return nullptr;
}

/// One byte of TOS: what is set, and which bits are cleared before.
Reason setTos(Option& option, std::uint32_t value, std::uint32_t mask) {
    option.name = "--set-tos";
    std::string text = hex(value) + '/' + hex(mask);
    option.values.front().clear();
    return tos(text, option.values.front());
}

Reason andTos(Option& option) {
    return setTos(option, 0, ~partsOf(option.values.front()).value & 0xffU);
}

Reason orTos(Option& option) {
    const std::uint32_t bits = partsOf(option.values.front()).value;
    return setTos(option, bits, bits);
}

Reason xorTos(Option& option) {
    return setTos(option, partsOf(option.values.front()).value, 0);
}

constexpr std::array Tos{
    OptionSpec{.name = "--set-tos", .canonicalise = {tos}},
    OptionSpec{.name = "--and-tos", .canonicalise = {byte}, .rewrite = andTos},
    OptionSpec{.name = "--or-tos", .canonicalise = {byte}, .rewrite = orTos},
    OptionSpec{.name = "--xor-tos", .canonicalise = {byte}, .rewrite = xorTos},
};
constexpr std::array Dscp{
    OptionSpec{.name = "--set-dscp", .canonicalise = {dscp}},
    OptionSpec{.name = "--set-dscp-class", .canonicalise = {dscpClass}, .rewrite = dscpValue},
};
constexpr std::array Ttl{
    OptionSpec{.name = "--ttl-set", .canonicalise = {byte}},
    OptionSpec{.name = "--ttl-dec", .canonicalise = {byte}},
    OptionSpec{.name = "--ttl-inc", .canonicalise = {byte}},
};
constexpr std::array Classify{OptionSpec{.name = "--set-class", .canonicalise = {trafficClass}}};

constexpr std::array Extensions{
    Extension{"MARK", Mark, markComplete},
    Extension{"CONNMARK", Connmark, connmarkComplete},
    Extension{"TOS", Tos},
    Extension{"DSCP", Dscp},
    Extension{"TTL", Ttl},
    Extension{"CLASSIFY", Classify},
};

}  // namespace

std::span<const Extension> markTargets() {
    return Extensions;
}

}  // namespace podwire::netfilter
