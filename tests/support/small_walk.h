// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/live/packet_walk.h"
#include "core/netfilter/rule.h"

namespace podwire::test {

inline netfilter::Endpoints ends(const std::string& source, std::uint16_t sourcePort,
                                 const std::string& destination, std::uint16_t destinationPort) {
    netfilter::Endpoints made;
    made.source = netfilter::parseAddress(source);
    made.destination = netfilter::parseAddress(destination);
    if (sourcePort != 0) {
        made.sourcePort = netfilter::onePort(sourcePort);
    }
    made.destinationPort = netfilter::onePort(destinationPort);
    return made;
}

inline walk::Hop hop(walk::Hop::Kind kind, const std::string& node, const std::string& netns,
                     const std::string& hook, const std::string& rule) {
    walk::Hop made;
    made.kind = kind;
    made.node = node;
    made.netns = netns;
    made.hook = hook;
    made.rule = rule;
    made.before = made.after = ends("10.30.45.200", 40000, "192.168.1.10", 80);
    return made;
}

inline walk::Hop policy(const std::string& node, const std::string& table, const std::string& chain) {
    walk::Hop made = hop(walk::Hop::Kind::Policy, node, {}, chain, {});
    made.table = table;
    made.chain = chain;
    made.verdict = "accept";
    return made;
}

/// node2 sends to the service; its rule chooses pod1a, and pod1a answers.
inline walk::Way smallWay() {
    using Kind = walk::Hop::Kind;
    walk::Way way;
    way.probability = 0.33;
    way.end.kind = walk::End::Kind::Answered;
    way.end.text = "node2 gets its answer from 192.168.1.10:80";
    way.hops.push_back(hop(Kind::Route, "node2", {}, "OUTPUT", "default via 10.30.45.1 dev ens3"));
    walk::Hop dnat = hop(Kind::Rule, "node2", {}, "OUTPUT",
                         "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination "
                         "192.168.1.10:80");
    dnat.table = "nat";
    dnat.chain = "OUTPUT";
    dnat.position = 2;
    dnat.verdict = "dnat";
    dnat.chance = 0.33;
    dnat.before = ends("10.30.45.200", 40000, "10.96.1.100", 8080);
    dnat.misses = {{1, "-A OUTPUT -d 10.0.0.1/32 -j ACCEPT", "destination 10.96.1.100 is not 10.0.0.1", 1}};
    way.hops.push_back(dnat);
    way.hops.push_back(policy("node1", "filter", "FORWARD"));
    way.hops.push_back(hop(Kind::Bridge, "node1", {}, {}, "br0"));
    way.hops.push_back(hop(Kind::Socket, "node1", "pod1a", {}, {}));
    return way;
}

/// The same request, foretold with another way beside it and not traced.
inline live::PacketWalk smallForetold() {
    live::PacketWalk walk;
    walk.asked.node = "node2";
    walk.asked.address = "10.96.1.100";
    walk.asked.port = 8080;
    walk::Way lost;
    lost.probability = 0.67;
    lost.end.kind = walk::End::Kind::Lost;
    lost.end.text = "the request is lost on node1: there is no route";
    lost.hops.push_back(hop(walk::Hop::Kind::Route, "node2", {}, "OUTPUT", "unreachable"));
    walk.foretold.ways = {smallWay(), lost};
    return walk;
}

/// And traced: `told` is what the kernel says of it.
inline live::PacketWalk smallTraced(std::vector<walk::Hop> told) {
    live::PacketWalk walk = smallForetold();
    live::TracedWalk traced;
    traced.result = {"answered", "192.168.1.10"};
    traced.story.hops = std::move(told);
    traced.story.isDelivered = traced.story.isReplied = true;
    traced.comparison = trace::compare(walk.foretold, traced.story, traced.result);
    walk.traced = std::move(traced);
    return walk;
}

}  // namespace podwire::test
