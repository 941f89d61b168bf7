// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>

#include "core/netfilter/canonical.h"
#include "core/netfilter/names.h"
#include "core/netfilter/rule.h"

namespace podwire::netfilter::canonical {
namespace {

constexpr Reason NotAPrefix = "is not an address, ADDRESS/LENGTH or ADDRESS/MASK";

bool isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

Reason address(std::string_view text, std::string& out) {
    const auto value = parseAddress(text);
    if (!value) {
        return "is not an IPv4 address";
    }
    out = formatAddress(*value);
    return nullptr;
}

Reason prefix(std::string_view text, std::string& out) {
    const auto value = parsePrefix(text);
    if (!value) {
        return NotAPrefix;
    }
    out = formatPrefix(*value);
    if (out.find('/') == std::string::npos) {
        out += "/32";
    }
    return nullptr;
}

Reason hostOrPrefix(std::string_view text, std::string& out) {
    const std::size_t slash = text.find('/');
    const auto host = parseAddress(text.substr(0, slash));
    const auto whole = parsePrefix(text);
    if (!host || !whole) {
        return NotAPrefix;
    }
    const std::string masked = formatPrefix(*whole);
    const std::size_t length = masked.find('/');
    out = formatAddress(*host) + (length == std::string::npos ? std::string() : masked.substr(length));
    return nullptr;
}

Reason mac(std::string_view text, std::string& out) {
    constexpr std::size_t Length = sizeof "00:11:22:33:44:55" - 1;
    bool good = text.size() == Length;
    for (std::size_t i = 0; good && i < text.size(); ++i) {
        good = i % 3 == 2 ? text[i] == ':' : isHexDigit(text[i]);
    }
    return good ? lowerCase(text, out) : "is not a MAC address such as 00:11:22:33:44:55";
}

Reason interfaceName(std::string_view text, std::string& out) {
    constexpr std::size_t Longest = 15;  // IFNAMSIZ without the NUL
    if (text.empty()) {
        return "is an empty interface name";
    }
    if (text.size() > Longest) {
        return "is longer than the 15 bytes that an interface name may have";
    }
    if (std::any_of(text.begin(), text.end(),
                    [](char c) { return c == '/' || c == '!' || (c >= 0 && c <= ' '); })) {
        return "is not an interface name: the kernel takes no '/' and no blank in one";
    }
    out = text;
    return nullptr;
}

Reason protocolNumber(std::string_view text, std::string& out) {
    const auto value = number(text);
    const auto named = value ? std::nullopt : netfilter::protocolNumber(text);
    if (value ? *value > 255 : !named) {
        return "is not a protocol: a name such as tcp, or a number from 0 to 255";
    }
    out = std::to_string(value ? *value : *named);
    return nullptr;
}

Reason icmpType(std::string_view text, std::string& out) {
    if (const auto named = icmpTypeByName(text)) {
        out = *named;
        return nullptr;
    }
    constexpr Reason NotAType = "is not an ICMP type: a name such as echo-request, TYPE or TYPE/CODE";
    const std::size_t slash = text.find('/');
    std::string code;
    if (slash != std::string_view::npos && byte(text.substr(slash + 1), code) != nullptr) {
        return NotAType;
    }
    if (byte(text.substr(0, slash), out) != nullptr) {
        return NotAType;
    }
    if (out == "255") {
        out = "any";
    } else if (!code.empty()) {
        out += '/' + code;
    }
    return nullptr;
}

Reason timeOfDay(std::string_view text, std::string& out) {
    constexpr std::array<unsigned, 3> Highest{23, 59, 59};
    std::array<unsigned, 3> parts{};
    for (std::size_t i = 0; i < parts.size() && (i < 2 || !text.empty()); ++i) {
        if (i > 0 && (text.empty() || text.front() != ':')) {
            return "is not a time HH:MM or HH:MM:SS";
        }
        text.remove_prefix(i > 0 ? 1 : 0);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parts[i]);
        if (error != std::errc() || parts[i] > Highest[i]) {
            return "is not a time HH:MM or HH:MM:SS";
        }
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    for (const unsigned part : parts) {
        out += (out.empty() ? "" : ":") + std::string(part < 10 ? "0" : "") + std::to_string(part);
    }
    return text.empty() ? nullptr : "is not a time HH:MM or HH:MM:SS";
}

Reason dateTime(std::string_view text, std::string& out) {
    constexpr std::string_view Pattern = "0000-00-00T00:00:00";
    constexpr std::size_t DateLength = 10;
    out = text;
    if (out.size() == DateLength) {
        out += "T00";
    }
    out += Pattern.substr(std::min(out.size(), Pattern.size()));
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool digit = out[i] >= '0' && out[i] <= '9';
        if (i >= Pattern.size() || (Pattern[i] == '0' ? !digit : out[i] != Pattern[i])) {
            return "is not a date YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS";
        }
    }
    return nullptr;
}

}  // namespace podwire::netfilter::canonical
