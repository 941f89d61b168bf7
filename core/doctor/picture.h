// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/plan/assessment.h"

/// What the wanted resources amount to: pods, ways to them, rules that lead there. Read from the resources
/// alone, so that it holds for any lab. Points into the lab and the assessment that it was made from.
namespace podwire::doctor {

/// A resource that should be there.
struct Wanted {
    const plan::ResourceStatus* status = nullptr;
    const lab::Resource* resource = nullptr;
    std::string step;  ///< the first that wants it
};

struct Pod {
    std::string name;  ///< of its namespace
    std::string node;
    std::string address;
    std::string device;      ///< inside
    std::string hostDevice;  ///< the node's end
    std::string port;        ///< on which its server listens; empty: it has none
    const Wanted* server = nullptr;
    const Wanted* netns = nullptr;
};

/// How a node reaches a pod without NAT.
struct Leg {
    std::string node;
    const Pod* pod = nullptr;
    std::string gateway;          ///< empty: the pod is on the link
    std::string device;           ///< out of which it goes; empty: not known
    const Wanted* way = nullptr;  ///< the route, or the address that brings the route along
    [[nodiscard]] bool isLocal() const { return gateway.empty(); }
};

/// A DNAT rule.
struct Translation {
    const Wanted* wanted = nullptr;
    std::string node;
    std::string chain;  ///< "OUTPUT", "PREROUTING", or a chain of the lab's own
    const netfilter::Rule* rule = nullptr;
    std::string destination;  ///< an address; empty: any of the node's own
    int port = 0;             ///< 0: any
    std::string protocol;
    std::string backend;  ///< address
    int backendPort = 0;  ///< 0: the same
};

/// A name that a DNS server answers as if it had been asked for another.
struct Rewrite {
    std::string from;
    std::string to;
};

/// A DNS server that is a unit.
struct DnsServer {
    const Wanted* unit = nullptr;
    std::string node;
    std::string name;  ///< its unit's, without ".service": "coredns"
    int port = 53;
    std::vector<Rewrite> rewrites;
    std::vector<std::string> upstreams;  ///< whom it asks
};

/// Its parts point at each other: it can be moved, not copied.
struct Picture {
    Picture() = default;
    Picture(Picture&&) = default;
    Picture& operator=(Picture&&) = default;
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;
    ~Picture() = default;

    std::set<std::string> steps;
    std::deque<Wanted> wanted;  ///< each resource once, in the lab's order
    std::deque<Pod> pods;
    std::vector<Leg> legs;
    std::vector<Translation> translations;
    std::vector<DnsServer> dns;

    [[nodiscard]] const Pod* podAt(const std::string& address) const;
    [[nodiscard]] const Pod* podNamed(const std::string& node, const std::string& netns) const;
    [[nodiscard]] const Leg* leg(const std::string& node, const Pod* pod) const;
    [[nodiscard]] bool wants(const lab::Resource& resource) const;
};

/// `steps`: ids of the wanted steps.
Picture paint(const lab::Lab& lab, const plan::Assessment& assessment, std::set<std::string> steps);

/// The node's own link in whose subnet the address lies; nullptr when there is none.
const netstate::Link* linkTowards(const plan::Observed& node, const std::string& address);
/// The first IPv4 address of a link, or empty.
std::string addressOf(const netstate::Link& link);
/// Whether "192.168.1.1/24" holds the address.
bool holds(const std::string& cidr, const std::string& address);
/// "192.168.1.1" of "192.168.1.1/24".
std::string hostPart(const std::string& cidr);

}  // namespace podwire::doctor
