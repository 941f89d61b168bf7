// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

/// Links, addresses (IPv4 and IPv6) and routes (IPv4) as `ip -j` of iproute2 5.15 to 6.10 prints them.
namespace podwire::netstate {

struct Address {
    std::string family;  ///< "inet" or "inet6"
    std::string local;   ///< without prefix length
    int prefixLength = 0;
    std::string scope;  ///< "global", "link", "host"
    bool dynamic = false;
    bool operator==(const Address&) const = default;
    [[nodiscard]] std::string text() const;  ///< "192.168.1.1/24"
};

struct Link {
    int index = 0;
    std::string name;
    std::string kind;  ///< "veth", "bridge", "dummy", ...; empty for hardware and lo
    std::string mac;
    std::string operState;  ///< "UP", "DOWN", "UNKNOWN", "LOWERLAYERDOWN"
    bool up = false;        ///< the IFF_UP flag: what `ip link set up` set
    bool carrier = false;   ///< the LOWER_UP flag
    std::string master;     ///< the bridge it is a port of, or empty
    std::string peer;       ///< the other end's name when it is in the same namespace, else empty
    int peerIndex = 0;      ///< the other end's index in its own namespace; 0: none
    int peerNetnsId = -1;   ///< nsid of the peer's namespace; -1: this one or unknown
    int mtu = 0;
    std::vector<Address> addresses;
    bool operator==(const Link&) const = default;
};

struct Route {
    std::string type;         ///< "unicast", "blackhole", "local", ...
    std::string destination;  ///< "default", "192.168.1.0/24", "192.168.2.20"
    std::string gateway;      ///< empty: on the link
    std::string device;
    std::string source;    ///< the preferred source, or empty
    std::string table;     ///< "main", "local", "default" or a number
    std::string protocol;  ///< "kernel", "boot", "static", "dhcp"
    std::string scope;
    std::uint32_t metric = 0;
    bool operator==(const Route&) const = default;
};

/// One network namespace of a node.
struct Netns {
    std::string name;  ///< as in /run/netns; empty for the node's own
    std::vector<Link> links;
    std::vector<Route> routes;  ///< IPv4, tables main and those that rules name; not table local
    [[nodiscard]] const Link* findLink(std::string_view link) const;
};

/// Parses `ip -j -d addr show`. Empty input is an empty list. InvalidInput for anything that is not a JSON
/// list of links.
Result<std::vector<Link>> parseLinks(std::string_view json);
/// Parses `ip -j route show table all` or of one table, with -d or without. Routes of table local and IPv6
/// routes are left out. A route with several next hops is one Route for each.
Result<std::vector<Route>> parseRoutes(std::string_view json);

/// The answer of `ip -j route get ADDRESS`.
struct RouteLookup {
    std::string destination;
    std::string gateway;  ///< empty: on the link
    std::string device;
    std::string source;
    std::string type;  ///< "unicast" when none is printed
};
/// NotFound for empty output, which is what `ip` prints when no route leads there.
Result<RouteLookup> parseRouteGet(std::string_view json);

}  // namespace podwire::netstate
