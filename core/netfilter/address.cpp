// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <charconv>

#include "core/netfilter/rule.h"

namespace podwire::netfilter {
namespace {

constexpr int AddressBits = 32;

/// Takes one decimal part off the front of `text`: no sign, no leading zero, at most `highest`.
std::optional<std::uint32_t> takeDecimal(std::string_view& text, std::uint32_t highest) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const auto length = static_cast<std::size_t>(end - text.data());
    if (error != std::errc() || value > highest || (length > 1 && text.front() == '0')) {
        return std::nullopt;
    }
    text.remove_prefix(length);
    return value;
}

std::uint32_t maskOfLength(std::uint32_t length) {
    return length == 0 ? 0 : ~std::uint32_t{0} << (AddressBits - length);
}

std::optional<std::uint32_t> parseMask(std::string_view text) {
    std::string_view rest = text;
    if (const auto length = takeDecimal(rest, AddressBits); length && rest.empty()) {
        return maskOfLength(*length);
    }
    return parseAddress(text);
}

}  // namespace

std::string formatAddress(std::uint32_t address) {
    std::string text;
    for (int shift = 24; shift >= 0; shift -= 8) {
        text += std::to_string((address >> shift) & 0xffU);
        text += shift > 0 ? "." : "";
    }
    return text;
}

std::string formatPrefix(const Prefix& prefix) {
    std::string text = formatAddress(prefix.address);
    const int length = std::countl_one(prefix.mask);
    if (length == AddressBits) {
        return text;
    }
    const bool contiguous = maskOfLength(static_cast<std::uint32_t>(length)) == prefix.mask;
    return text + '/' + (contiguous ? std::to_string(length) : formatAddress(prefix.mask));
}

std::optional<std::uint32_t> parseAddress(std::string_view text) {
    std::uint32_t address = 0;
    for (int part = 0; part < 4; ++part) {
        if (part > 0) {
            if (text.empty() || text.front() != '.') {
                return std::nullopt;
            }
            text.remove_prefix(1);
        }
        const auto value = takeDecimal(text, 255);
        if (!value) {
            return std::nullopt;
        }
        address = address << 8U | *value;
    }
    return text.empty() ? std::optional(address) : std::nullopt;
}

std::optional<Prefix> parsePrefix(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = parseAddress(text.substr(0, slash));
    const auto mask = slash == std::string_view::npos ? ~std::uint32_t{0} : parseMask(text.substr(slash + 1));
    if (!address || !mask) {
        return std::nullopt;
    }
    return Prefix{*address & *mask, *mask};
}

}  // namespace podwire::netfilter
