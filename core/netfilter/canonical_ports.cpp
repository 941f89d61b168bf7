// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/netfilter/canonical.h"
#include "core/netfilter/names.h"
#include "core/netfilter/rule.h"

namespace podwire::netfilter::canonical {
namespace {

constexpr std::uint16_t HighestPort = 65535;
constexpr Reason NotAPort = "is not a port: a number from 0 to 65535 or a service name such as http";
constexpr Reason NotARange = "is not a port or a range of ports LOW:HIGH";

std::optional<std::uint16_t> portOf(std::string_view text) {
    if (const auto value = number(text)) {
        return *value <= HighestPort ? std::optional(static_cast<std::uint16_t>(*value)) : std::nullopt;
    }
    return servicePort(text);
}

struct Ports {
    std::uint16_t low;
    std::uint16_t high;
};

std::optional<Ports> portsOf(std::string_view text, char separator, bool openEnds) {
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos) {
        const auto only = portOf(text);
        return only ? std::optional(Ports{*only, *only}) : std::nullopt;
    }
    const std::string_view first = text.substr(0, at);
    const std::string_view second = text.substr(at + 1);
    const auto low =
        openEnds && first.empty() ? std::optional<std::uint16_t>(std::uint16_t{0}) : portOf(first);
    const auto high = openEnds && second.empty() ? std::optional(HighestPort) : portOf(second);
    if (!low || !high || *low > *high) {
        return std::nullopt;
    }
    return Ports{*low, *high};
}

void append(std::string& out, Ports ports, char separator) {
    out += std::to_string(ports.low);
    if (ports.low != ports.high) {
        out += separator;
        out += std::to_string(ports.high);
    }
}

bool appendAddresses(std::string& out, std::string_view text) {
    const std::size_t dash = text.find('-');
    const auto first = parseAddress(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : parseAddress(text.substr(dash + 1));
    if (!first || !last) {
        return false;
    }
    out += formatAddress(*first);
    if (*first != *last) {
        out += '-' + formatAddress(*last);
    }
    return true;
}

bool appendNatPorts(std::string& out, std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto ports = portsOf(text.substr(0, slash), '-', false);
    if (!ports) {
        return false;
    }
    append(out, *ports, '-');
    if (slash == std::string_view::npos) {
        return true;
    }
    const auto base = portOf(text.substr(slash + 1));
    if (base) {
        out += '/' + std::to_string(*base);
    }
    return base.has_value();
}

}  // namespace

Reason port(std::string_view text, std::string& out) {
    const auto value = portOf(text);
    if (!value) {
        return NotAPort;
    }
    out = std::to_string(*value);
    return nullptr;
}

Reason portRange(std::string_view text, std::string& out) {
    const auto ports = portsOf(text, ':', true);
    if (!ports) {
        return text.find(':') == std::string_view::npos ? NotAPort : NotARange;
    }
    append(out, *ports, ':');
    return nullptr;
}

Reason portList(std::string_view text, std::string& out) {
    constexpr int MostPorts = 15;  // XT_MULTI_PORTS; a range takes two places
    int places = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        const std::string_view item = text.substr(at, comma - at);
        const bool isRange = item.find(':') != std::string_view::npos;
        const auto ports = portsOf(item, ':', false);
        if (!ports || (isRange && ports->low == ports->high)) {
            return "is not a list of ports and ranges such as 80,443,8000:8100";
        }
        places += isRange ? 2 : 1;
        if (!out.empty()) {
            out += ',';
        }
        append(out, *ports, ':');
        at = comma + 1;
    }
    return places > MostPorts ? "has more than 15 ports, where a range counts for two" : nullptr;
}

Reason natPorts(std::string_view text, std::string& out) {
    const auto ports = portsOf(text, '-', false);
    if (!ports) {
        return "is not a port or a range of ports LOW-HIGH";
    }
    append(out, *ports, '-');
    return nullptr;
}

Reason natAddress(std::string_view text, std::string& out) {
    constexpr Reason NotNat = "is not ADDRESS[-ADDRESS][:PORT[-PORT[/BASE]]]";
    const std::size_t colon = text.find(':');
    const std::string_view addresses = text.substr(0, colon);
    if (addresses.empty() ? colon == std::string_view::npos : !appendAddresses(out, addresses)) {
        return NotNat;
    }
    if (colon == std::string_view::npos) {
        return nullptr;
    }
    out += ':';
    return appendNatPorts(out, text.substr(colon + 1)) ? nullptr : NotNat;
}

Reason addressRange(std::string_view text, std::string& out) {
    const std::size_t dash = text.find('-');
    const auto first = parseAddress(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : parseAddress(text.substr(dash + 1));
    if (!first || !last || *first > *last) {
        return "is not a range of addresses FROM-TO";
    }
    out = formatAddress(*first) + '-' + formatAddress(*last);
    return nullptr;
}

}  // namespace podwire::netfilter::canonical
