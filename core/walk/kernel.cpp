// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/kernel.h"

#include <algorithm>
#include <cstdlib>

#include "core/netfilter/rule.h"
#include "core/netstate/route_match.h"

namespace podwire::walk {
namespace {

using netstate::Address;
using netstate::Link;

constexpr std::uint32_t kHostMask = 0xffffffffU;

std::optional<std::uint32_t> valueOf(const Address& address) {
    return address.family == "inet" ? netfilter::parseAddress(address.local) : std::nullopt;
}

bool holds(const Address& address, std::uint32_t other) {
    const auto prefix = netfilter::parsePrefix(address.text());
    return address.family == "inet" && prefix && prefix->contains(other);
}

std::string textOf(const netstate::Route& route) {
    return route.destination + (route.gateway.empty() ? "" : " via " + route.gateway) + " dev " +
           route.device;
}

int numberAt(const Namespace& netns, const std::string& key, int missing) {
    const auto found = netns.sysctls.find(key);
    return found == netns.sysctls.end() ? missing : std::atoi(found->second.c_str());
}

RouteChoice localChoice(std::uint32_t destination) {
    RouteChoice choice;
    choice.kind = RouteChoice::Kind::Local;
    choice.device = "lo";
    choice.nextHop = destination;
    choice.source = isLoopback(destination) ? netfilter::parseAddress("127.0.0.1") : destination;
    choice.route = "local";
    return choice;
}

RouteChoice choiceOf(const Namespace& netns, const netstate::Route& route, std::uint32_t destination) {
    RouteChoice choice;
    choice.route = textOf(route);
    if (route.type != "unicast") {
        choice.kind = RouteChoice::Kind::Forbidden;
        choice.route = route.type + ' ' + route.destination;
        return choice;
    }
    choice.kind = RouteChoice::Kind::Away;
    choice.device = route.device;
    choice.nextHop = netfilter::parseAddress(route.gateway).value_or(destination);
    choice.source = netfilter::parseAddress(route.source);
    if (!choice.source) {
        choice.source = addressOn(netns, route.device, choice.nextHop);
    }
    return choice;
}

}  // namespace

bool isLoopback(std::uint32_t address) {
    return address >> 24U == 127;
}

bool hasAddress(const Namespace& netns, std::uint32_t address) {
    return std::any_of(netns.links.begin(), netns.links.end(), [&](const Link& link) {
        return link.up && std::any_of(link.addresses.begin(), link.addresses.end(), [&](const Address& one) {
                   return valueOf(one) == address ||
                          (isLoopback(address) && link.name == "lo" && holds(one, address));
               });
    });
}

std::optional<std::uint32_t> addressOn(const Namespace& netns, const std::string& device,
                                       std::uint32_t towards) {
    const Link* const link = netns.findLink(device);
    std::optional<std::uint32_t> first;
    for (const Address& one : link == nullptr ? std::vector<Address>() : link->addresses) {
        if (one.family != "inet" || one.scope == "host") {
            continue;
        }
        if (holds(one, towards)) {
            return valueOf(one);
        }
        first = first ? first : valueOf(one);
    }
    if (first) {
        return first;
    }
    for (const Link& other : netns.links) {
        for (const Address& one : other.addresses) {
            if (one.family == "inet" && one.scope == "global" && other.up) {
                return valueOf(one);
            }
        }
    }
    return std::nullopt;
}

std::string addressType(const Namespace& netns, std::uint32_t address) {
    if (hasAddress(netns, address)) {
        return "LOCAL";
    }
    if (address >> 28U == 0xe) {
        return "MULTICAST";
    }
    for (const Link& link : netns.links) {
        for (const Address& one : link.addresses) {
            const auto prefix = netfilter::parsePrefix(one.text());
            if (one.family == "inet" && prefix && prefix->mask < 0xfffffffeU &&
                address == (prefix->address | ~prefix->mask)) {
                return "BROADCAST";
            }
        }
    }
    return address == kHostMask ? "BROADCAST" : "UNICAST";
}

RouteChoice chooseRoute(const Namespace& netns, std::uint32_t destination) {
    if (hasAddress(netns, destination)) {
        return localChoice(destination);
    }
    for (const std::size_t i : netstate::routesTo(netns.routes, destination)) {
        const netstate::Route& route = netns.routes[i];
        const Link* const link = netns.findLink(route.device);
        if (route.type != "unicast" || (link != nullptr && link->up)) {
            return choiceOf(netns, route, destination);
        }
    }
    return {};
}

int deviceSetting(const Namespace& netns, const std::string& device, const std::string& name) {
    return std::max(numberAt(netns, "net.ipv4.conf.all." + name, 0),
                    numberAt(netns, "net.ipv4.conf." + device + '.' + name, 0));
}

bool forwards(const Namespace& netns, const std::string& in) {
    const int all = numberAt(netns, "net.ipv4.ip_forward", 0);
    return numberAt(netns, "net.ipv4.conf." + in + ".forwarding", all) != 0;
}

}  // namespace podwire::walk
