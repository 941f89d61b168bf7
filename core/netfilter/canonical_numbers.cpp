// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "core/netfilter/canonical.h"
#include "core/netfilter/names.h"

namespace podwire::netfilter::canonical {
namespace {

Reason decimal(std::string_view text, std::string& out, std::uint64_t highest, Reason reason) {
    const auto value = number(text);
    if (!value || *value > highest) {
        return reason;
    }
    out = std::to_string(*value);
    return nullptr;
}

/// "low:high", "low:", ":high" or one number.
Reason range(std::string_view text, std::string& out, std::uint64_t highest, Reason reason) {
    const std::size_t colon = text.find(':');
    const std::string_view first = text.substr(0, colon);
    const auto low = first.empty() && colon != std::string_view::npos ? 0 : number(first);
    auto high = low;
    if (colon != std::string_view::npos) {
        const std::string_view second = text.substr(colon + 1);
        high = second.empty() ? highest : number(second);
    }
    if (!low || !high || *high > highest || *low > *high) {
        return reason;
    }
    out = std::to_string(*low);
    if (*low != *high) {
        out += ':' + std::to_string(*high);
    }
    return nullptr;
}

}  // namespace

std::optional<std::uint64_t> number(std::string_view text) {
    int base = 10;
    if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        base = 16;
        text.remove_prefix(2);
    } else if (text.size() > 1 && text[0] == '0') {
        base = 8;
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::string hex(std::uint64_t value) {
    std::array<char, 18> text{'0', 'x'};
    const auto [end, error] = std::to_chars(text.data() + 2, text.data() + text.size(), value, 16);
    return {text.data(), end};
}

Reason byte(std::string_view text, std::string& out) {
    return decimal(text, out, std::numeric_limits<std::uint8_t>::max(), "is not a number from 0 to 255");
}

Reason word16(std::string_view text, std::string& out) {
    return decimal(text, out, std::numeric_limits<std::uint16_t>::max(), "is not a number from 0 to 65535");
}

Reason word32(std::string_view text, std::string& out) {
    return decimal(text, out, std::numeric_limits<std::uint32_t>::max(),
                   "is not a number from 0 to 4294967295");
}

Reason word64(std::string_view text, std::string& out) {
    return decimal(text, out, std::numeric_limits<std::uint64_t>::max(), "is not a number");
}

Reason hexWord(std::string_view text, std::string& out) {
    const auto value = number(text);
    if (!value || *value > std::numeric_limits<std::uint32_t>::max()) {
        return "is not a number of 32 bits";
    }
    out = hex(*value);
    return nullptr;
}

Reason hexWord32(std::string_view text, std::string& out) {
    if (Reason reason = hexWord(text, out)) {
        return reason;
    }
    constexpr std::size_t FullLength = sizeof "0x00000000" - 1;
    out.insert(2, FullLength - out.size(), '0');
    return nullptr;
}

Reason range16(std::string_view text, std::string& out) {
    return range(text, out, std::numeric_limits<std::uint16_t>::max(),
                 "is not a range of numbers from 0 to 65535");
}

Reason range32(std::string_view text, std::string& out) {
    return range(text, out, std::numeric_limits<std::uint32_t>::max(),
                 "is not a range of numbers of 32 bits");
}

Reason idRange(std::string_view text, std::string& out) {
    if (text == "root") {
        out = "0";
        return nullptr;
    }
    const std::size_t dash = text.find('-');
    const auto low = number(text.substr(0, dash));
    const auto high = dash == std::string_view::npos ? low : number(text.substr(dash + 1));
    constexpr std::uint64_t Highest = std::numeric_limits<std::uint32_t>::max();
    if (!low || !high || *low > *high || *high > Highest) {
        return "is not a numeric id or a range of them: write the number that id(1) prints, a name means "
               "another on every node";
    }
    out = std::to_string(*low);
    if (*low != *high) {
        out += '-' + std::to_string(*high);
    }
    return nullptr;
}

Reason mark(std::string_view text, std::string& out) {
    if (Reason reason = maskedMark(text, out)) {
        return reason;
    }
    constexpr std::string_view WholeMask = "/0xffffffff";
    if (out.ends_with(WholeMask)) {
        out.resize(out.size() - WholeMask.size());
    }
    return nullptr;
}

Reason maskedMark(std::string_view text, std::string& out) {
    const std::size_t slash = text.find('/');
    constexpr std::uint64_t Highest = std::numeric_limits<std::uint32_t>::max();
    const auto value = number(text.substr(0, slash));
    const auto mask = slash == std::string_view::npos ? Highest : number(text.substr(slash + 1));
    if (!value || !mask || *value > Highest || *mask > Highest) {
        return "is not a mark: a number of 32 bits, or number/mask";
    }
    out = hex(*value) + '/' + hex(*mask);
    return nullptr;
}

Reason probability(std::string_view text, std::string& out) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(value >= 0 && value <= 1)) {
        return "is not a probability: a number from 0 to 1 with a decimal point";
    }
    // The kernel keeps 31 bits (struct xt_statistic_info); libxt_statistic prints them with %.11f.
    constexpr double Parts = 2147483648.0;
    const double kept = static_cast<double>(std::lround(value * Parts)) / Parts;
    std::array<char, 32> digits{};
    const auto written =
        std::to_chars(digits.data(), digits.data() + digits.size(), kept, std::chars_format::fixed, 11);
    out.assign(digits.data(), written.ptr);
    return nullptr;
}

}  // namespace podwire::netfilter::canonical
