// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/nat_target.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace podwire::live {
namespace {

struct Ports {
    int first = 0;
    int last = 0;
    [[nodiscard]] bool contains(int port) const { return first <= port && port <= last; }
};

std::string_view valueOf(const netfilter::Target& target, std::string_view name) {
    const auto found = std::find_if(target.options.begin(), target.options.end(), [&](const auto& option) {
        return option.name == name && !option.values.empty();
    });
    return found == target.options.end() ? std::string_view() : std::string_view(found->values.front());
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// "80", "8000-8010"; what follows a '/' is where counting begins.
std::optional<Ports> portsOf(std::string_view text) {
    text = text.substr(0, text.find('/'));
    const std::size_t dash = text.find('-');
    const auto first = number(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number(text.substr(dash + 1));
    return first && last ? std::optional(Ports{*first, *last}) : std::nullopt;
}

bool hasAddress(std::string_view range, std::uint32_t address) {
    if (range.empty()) {
        return true;
    }
    const std::size_t dash = range.find('-');
    const auto first = netfilter::parseAddress(range.substr(0, dash));
    const auto last =
        dash == std::string_view::npos ? first : netfilter::parseAddress(range.substr(dash + 1));
    return first && last && *first <= address && address <= *last;
}

/// `to`: "10.0.0.1", "10.0.0.1-10.0.0.9:80-90", ":80". Without ports, `otherwise` says.
bool leadsTo(std::string_view to, const Endpoints& endpoints, bool otherwise) {
    const std::size_t colon = to.find(':');
    if (!hasAddress(to.substr(0, colon), endpoints.to)) {
        return false;
    }
    if (colon == std::string_view::npos) {
        return otherwise;
    }
    const auto ports = portsOf(to.substr(colon + 1));
    return ports && ports->contains(endpoints.toPort);
}

bool netMaps(const netfilter::Target& target, const Endpoints& endpoints) {
    const auto prefix = netfilter::parsePrefix(valueOf(target, "--to"));
    return target.name == "NETMAP" && prefix && prefix->contains(endpoints.to) &&
           (endpoints.from & ~prefix->mask) == (endpoints.to & ~prefix->mask);
}

}  // namespace

bool translatesDestination(const netfilter::Target& target, const Endpoints& endpoints) {
    const bool samePort = endpoints.fromPort == endpoints.toPort;
    if (target.name == "DNAT") {
        return leadsTo(valueOf(target, "--to-destination"), endpoints, samePort);
    }
    if (target.name == "REDIRECT") {
        const auto ports = portsOf(valueOf(target, "--to-ports"));
        return endpoints.toHere && (ports ? ports->contains(endpoints.toPort) : samePort);
    }
    return netMaps(target, endpoints) && samePort;
}

/// The kernel may take another port where the sender's is in use.
bool translatesSource(const netfilter::Target& target, const Endpoints& endpoints) {
    if (target.name == "SNAT") {
        return leadsTo(valueOf(target, "--to-source"), endpoints, true);
    }
    if (target.name == "MASQUERADE") {
        const auto ports = portsOf(valueOf(target, "--to-ports"));
        return endpoints.toHere && (!ports || ports->contains(endpoints.toPort));
    }
    return netMaps(target, endpoints);
}

}  // namespace podwire::live
