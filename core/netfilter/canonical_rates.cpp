// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>

#include "core/netfilter/canonical.h"

namespace podwire::netfilter::canonical {
namespace {

struct Unit {
    std::string_view name;     ///< as printed
    std::string_view longest;  ///< any prefix of it is taken
    std::uint64_t seconds;
};

constexpr std::array<Unit, 4> Units{
    {{"day", "day", 86400}, {"hour", "hour", 3600}, {"min", "minute", 60}, {"sec", "second", 1}}};
constexpr Reason NotARate = "is not a rate NUMBER[/second|/minute|/hour|/day]";

std::optional<std::uint64_t> secondsOf(std::string_view unit) {
    std::string lower;
    lowerCase(unit, lower);
    const auto* const found = std::find_if(Units.begin(), Units.end(),
                                           [&](const Unit& each) { return each.longest.starts_with(lower); });
    return lower.empty() || found == Units.end() ? std::nullopt : std::optional(found->seconds);
}

/// The kernel keeps the time between two packets in 1/scale seconds; what is printed is made from that again
/// (libxt_limit.c, libxt_hashlimit.c: parse_rate, print_rate).
std::string printRate(std::uint64_t period, std::uint64_t scale) {
    std::size_t unit = 1;
    for (; unit < Units.size(); ++unit) {
        const std::uint64_t span = Units[unit].seconds * scale;
        if (period > span || span / period < span % period) {
            break;
        }
    }
    const Unit& printed = Units[unit - 1];
    return std::to_string(printed.seconds * scale / period) + '/' + std::string(printed.name);
}

Reason packetRate(std::string_view text, std::string& out, std::uint64_t scale) {
    const std::size_t slash = text.find('/');
    const auto seconds =
        slash == std::string_view::npos ? std::optional<std::uint64_t>(1) : secondsOf(text.substr(slash + 1));
    const std::string_view digits = text.substr(0, slash);
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (!seconds || error != std::errc() || end != digits.data() + digits.size() || count == 0) {
        return NotARate;
    }
    const std::uint64_t period = *seconds * scale / count;
    if (period == 0) {
        return "is a faster rate than the kernel can keep";
    }
    out = printRate(period, scale);
    return nullptr;
}

}  // namespace

Reason rate(std::string_view text, std::string& out) {
    constexpr std::uint64_t Scale = 10000;  // XT_LIMIT_SCALE
    return packetRate(text, out, Scale);
}

Reason hashlimitRate(std::string_view text, std::string& out) {
    if (text.ends_with("b/s")) {
        return lowerCase(text, out);
    }
    constexpr std::uint64_t Scale = 1000000;  // XT_HASHLIMIT_SCALE_v2
    return packetRate(text, out, Scale);
}

Reason u32Test(std::string_view text, std::string& out) {
    constexpr std::string_view Operators = "&=:,@<>";
    std::string last;  // "1:1" is printed as "1"
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ' || text[at] == '\t') {
            ++at;
            continue;
        }
        if (Operators.find(text[at]) != std::string_view::npos) {
            out += text[at++];
            continue;
        }
        const std::size_t end = std::min(text.find_first_of(" \t&=:,@<>", at), text.size());
        std::string digits;
        if (hexWord(text.substr(at, end - at), digits) != nullptr) {
            return "is not a u32 test such as 0>>22&0x3C@0=1: numbers of 32 bits joined by & = : , @ && << "
                   ">>";
        }
        if (out.ends_with(':') && digits == last) {
            out.pop_back();
        } else {
            out += digits;
        }
        last = digits;
        at = end;
    }
    return out.empty() ? "is an empty u32 test" : nullptr;
}

}  // namespace podwire::netfilter::canonical
