// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/netfilter/canonical.h"
#include "core/netfilter/names.h"

namespace podwire::netfilter::canonical {
namespace {

Reason atMost(std::size_t longest, std::string_view text, std::string& out, Reason reason) {
    out = text;
    return text.size() > longest ? reason : nullptr;
}

Reason prefixText(std::size_t longest, std::string_view text, std::string& out, Reason tooLong) {
    if (text.empty()) {
        return "is empty: a prefix has at least one character";
    }
    if (text.find('\n') != std::string_view::npos) {
        return "has a line break, which a prefix may not have";
    }
    return atMost(longest, text, out, tooLong);
}

struct MaskedByte {
    std::uint64_t value;
    std::uint64_t mask;
};

std::optional<MaskedByte> maskedByte(std::string_view text, std::uint64_t defaultMask) {
    constexpr std::uint64_t Highest = 255;
    const std::size_t slash = text.find('/');
    const auto value = number(text.substr(0, slash));
    const auto mask = slash == std::string_view::npos ? defaultMask : number(text.substr(slash + 1));
    if (!value || !mask || *value > Highest || *mask > Highest) {
        return std::nullopt;
    }
    return MaskedByte{*value, *mask};
}

std::string hexByte(std::uint64_t value) {
    std::string text = hex(value);
    if (text.size() == sizeof "0x0" - 1) {
        text.insert(2, 1, '0');
    }
    return text;
}

}  // namespace

Reason asWritten(std::string_view text, std::string& out) {
    out = text;
    return nullptr;
}

Reason lowerCase(std::string_view text, std::string& out) {
    out = text;
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return nullptr;
}

Reason upperCase(std::string_view text, std::string& out) {
    out = text;
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return nullptr;
}

Reason tos(std::string_view text, std::string& out) {
    if (const auto named = tosByName(text)) {
        out = *named;
        return nullptr;
    }
    const auto value = maskedByte(text, 0xff);
    if (!value) {
        return "is not a TOS: VALUE, VALUE/MASK or a name such as Minimize-Delay";
    }
    out = hexByte(value->value) + '/' + hexByte(value->mask);
    return nullptr;
}

Reason dscp(std::string_view text, std::string& out) {
    constexpr std::uint64_t Highest = 63;
    const auto value = number(text);
    if (!value || *value > Highest) {
        return "is not a DSCP: a number from 0 to 63";
    }
    out = hexByte(*value);
    return nullptr;
}

Reason dscpClass(std::string_view text, std::string& out) {
    const auto value = dscpByClass(text);
    if (!value) {
        return "is not a DSCP class: BE, EF, AFxx or CSx";
    }
    out = *value;
    return nullptr;
}

Reason trafficClass(std::string_view text, std::string& out) {
    constexpr Reason NotAClass = "is not a class MAJOR:MINOR in hexadecimal";
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        return NotAClass;
    }
    for (const std::string_view part : {text.substr(0, colon), text.substr(colon + 1)}) {
        const auto value = number("0x" + std::string(part));
        if (part.empty() || part.front() == 'x' || !value || *value > 0xffff) {
            return NotAClass;
        }
        const std::string digits = hex(*value).substr(2);
        out += (out.empty() ? "" : ":") + std::string(4 - digits.size(), '0') + digits;
    }
    return nullptr;
}

Reason packetType(std::string_view text, std::string& out) {
    constexpr std::array<std::string_view, 3> Types{"unicast", "broadcast", "multicast"};
    lowerCase(text, out);
    if (out == "host") {
        out = "unicast";
    }
    return std::find(Types.begin(), Types.end(), out) == Types.end()
               ? "is not unicast, broadcast or multicast"
               : nullptr;
}

Reason rejectWith(std::string_view text, std::string& out) {
    const auto type = rejectType(text);
    if (!type) {
        return "is not a way to reject, such as icmp-port-unreachable or tcp-reset";
    }
    out = *type;
    return nullptr;
}

Reason logLevel(std::string_view text, std::string& out) {
    constexpr std::uint64_t Highest = 7;
    const auto value = number(text);
    const auto named = value ? std::nullopt : logLevelByName(text);
    if (value ? *value > Highest : !named) {
        return "is not a log level: 0 to 7, or one of emerg, alert, crit, error, warning, notice, info, "
               "debug";
    }
    out = value ? std::to_string(*value) : std::string(*named);
    return nullptr;
}

Reason comment(std::string_view text, std::string& out) {
    return atMost(255, text, out, "is longer than the 255 bytes that a comment may have");
}

Reason logPrefix(std::string_view text, std::string& out) {
    return prefixText(29, text, out, "is longer than the 29 bytes that the kernel keeps of a log prefix");
}

Reason nflogPrefix(std::string_view text, std::string& out) {
    return prefixText(63, text, out, "is longer than the 63 bytes that the kernel keeps of an NFLOG prefix");
}

}  // namespace podwire::netfilter::canonical
