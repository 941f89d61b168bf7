// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/walk/chapter_world.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <numeric>

#include "core/netfilter/rule.h"

namespace podwire::test {
namespace {

using netstate::Link;

Link link(int index, const std::string& name, const std::string& kind, const std::string& address = {},
          int length = 24) {
    Link one;
    one.index = index;
    one.name = name;
    one.kind = kind;
    one.up = one.carrier = true;
    if (!address.empty()) {
        one.addresses.push_back({"inet", address, length, name == "lo" ? "host" : "global", false});
    }
    return one;
}

Link port(int index, const std::string& name, int peerIndex, const std::string& master,
          const std::string& address = {}) {
    Link one = link(index, name, "veth", address);
    one.peerIndex = peerIndex;
    one.master = master;
    return one;
}

netstate::Listener listener(unsigned number) {
    return {"tcp", "0.0.0.0", number, {}};
}

walk::Namespace space(const std::string& name, std::vector<Link> links) {
    walk::Namespace one;
    one.name = name;
    one.links = std::move(links);
    one.links.insert(one.links.begin(), link(1, "lo", "", "127.0.0.1", 8));
    one.listeners.emplace();
    return one;
}

walk::Namespace pod(const std::string& name, const std::string& address, const std::string& gateway,
                    int index, int peer) {
    walk::Namespace one = space(name, {port(index, "veth-" + name, peer, {}, address)});
    one.routes = {route("default", gateway, "veth-" + name),
                  route(address.substr(0, address.rfind('.')) + ".0/24", "", "veth-" + name)};
    one.listeners->push_back(listener(80));
    return one;
}

walk::Namespace node(const std::string& address, std::vector<Link> links) {
    links.insert(links.begin(), link(2, "ens3", "veth", address));
    walk::Namespace one = space({}, std::move(links));
    one.routes = {route("10.30.45.0/24", "", "ens3")};
    one.sysctls["net.ipv4.ip_forward"] = "1";
    return one;
}

walk::Node host() {
    return {"host", {node("10.30.45.1", {})}};
}

walk::Node node1() {
    walk::Namespace own =
        node("10.30.45.100", {link(3, "br0", "bridge", "192.168.1.1"), port(5, "host-veth-pod1a", 4, "br0"),
                              port(7, "host-veth-pod1b", 6, "br0")});
    own.routes.push_back(route("default", "10.30.45.1", "ens3"));
    own.routes.push_back(route("192.168.1.0/24", "", "br0"));
    own.routes.push_back(route("192.168.2.20", "10.30.45.200", "ens3"));
    return {"node1",
            {own, pod("pod1a", "192.168.1.10", "192.168.1.1", 4, 5),
             pod("pod1b", "192.168.1.20", "192.168.1.1", 6, 7)}};
}

walk::Node node2() {
    walk::Namespace own = node("10.30.45.200", {port(5, "host-veth-pod2", 4, {}, "192.168.2.1")});
    own.routes.push_back(route("default", "10.30.45.1", "ens3"));
    own.routes.push_back(route("192.168.2.0/24", "", "host-veth-pod2"));
    own.routes.push_back(route("192.168.1.10", "10.30.45.100", "ens3"));
    own.routes.push_back(route("192.168.1.20", "10.30.45.100", "ens3"));
    return {"node2", {own, pod("pod2", "192.168.2.20", "192.168.2.1", 4, 5)}};
}

constexpr const char* kKinds[] = {"answered", "refused", "lost", "undecided"};
constexpr const char* kCauses[] = {"",
                                   "NoRoute",
                                   "RouteForbids",
                                   "DroppedByRule",
                                   "RejectedByRule",
                                   "NotForwarding",
                                   "ReversePath",
                                   "LoopbackOutside",
                                   "OwnSource",
                                   "NobodyThere",
                                   "NoListener",
                                   "StrayReply",
                                   "Circle",
                                   "Unclear"};

std::string placeOf(const std::string& node, const std::string& pod) {
    return pod.empty() ? node : node + '/' + pod;
}

std::string spelled(const netfilter::Endpoints& ends) {
    return netfilter::endpointText(ends.source, ends.sourcePort) + " > " +
           netfilter::endpointText(ends.destination, ends.destinationPort);
}

std::string factOf(const walk::Hop& hop) {
    using Kind = walk::Hop::Kind;
    switch (hop.kind) {
        case Kind::Rule:
            return hop.table + ' ' + hop.chain + ' ' + std::to_string(hop.position) + ' ' + hop.verdict;
        case Kind::Policy:
            return hop.table + ' ' + hop.chain + " policy " + hop.verdict;
        case Kind::Translation:
            return "conntrack " + hop.hook;
        case Kind::Route:
            return "route " + hop.rule + ", " + hop.verdict;
        case Kind::Bridge:
            return "bridge " + hop.rule + ' ' + hop.in + '>' + hop.out;
        case Kind::Socket:
            break;
    }
    return "socket";
}

}  // namespace

const char* const kMasqueradeExternal =
    "-A POSTROUTING -s 192.168.1.0/24 ! -d 192.168.1.0/24 -j MASQUERADE\n"
    "-A POSTROUTING -d 192.168.2.20/32 -p tcp -m tcp --dport 80 -j MASQUERADE\n";
const char* const kMasqueradeInternal =
    "-A POSTROUTING -d 192.168.1.0/24 -j MASQUERADE\n"
    "-A POSTROUTING -s 127.0.0.1/32 -d 192.168.2.0/24 -p tcp -m tcp --dport 80 -j SNAT --to-source "
    "10.30.45.100\n";

walk::World chapterWorld() {
    return {host(), node1(), node2()};
}

walk::Namespace& netns(walk::World& world, const std::string& node, const std::string& name) {
    const auto spot = walk::findSpot(world, node, name).value();
    return world[spot.node].namespaces[spot.netns];
}

void setTable(walk::Namespace& to, const std::string& table, const std::string& lines) {
    auto parsed = netfilter::parseSave('*' + table + '\n' + lines + "COMMIT\n").value();
    std::erase_if(to.rules.tables, [&](const netfilter::Table& one) { return one.name == table; });
    to.rules.tables.push_back(std::move(parsed.tables.front()));
}

netstate::Route route(const std::string& destination, const std::string& gateway, const std::string& device) {
    return {"unicast", destination, gateway, device, "", "main", "boot", "global", 0};
}

void removeRoute(walk::Namespace& from, const std::string& destination) {
    const auto removed = std::erase_if(
        from.routes, [&](const netstate::Route& one) { return one.destination == destination; });
    EXPECT_EQ(removed, 1u) << destination;
}

std::string nat(const std::string& lines) {
    std::string text;
    for (const char* const chain : {"PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"}) {
        text += ':' + std::string(chain) + " ACCEPT [0:0]\n";
    }
    return text + lines;
}

std::string threeRules(const std::string& chain, const std::string& address, int port) {
    const std::string head =
        "-A " + chain + " -d " + address + "/32 -p tcp -m tcp --dport " + std::to_string(port);
    const std::string dice = " -m statistic --mode random --probability ";
    const std::string dnat = " -j DNAT --to-destination ";
    return head + dice + "0.33000000007" + dnat + "192.168.1.10:80\n" + head + dice + "0.50000000000" + dnat +
           "192.168.1.20:80\n" + head + dnat + "192.168.2.20:80\n";
}

std::vector<walk::Way> waysOf(const walk::World& world, const std::string& node, const std::string& pod,
                              const std::string& address, int port) {
    auto predicted = walk::predict(world, {node, pod, netfilter::parseAddress(address).value(),
                                           static_cast<std::uint16_t>(port), "tcp"});
    EXPECT_TRUE(predicted.has_value());
    const auto& ways = predicted->ways;
    const double sum = std::accumulate(ways.begin(), ways.end(), 0.0, [](double all, const walk::Way& way) {
        return all + way.probability;
    });
    EXPECT_NEAR(sum, 1, 1e-9);
    return ways;
}

std::vector<std::string> endsOf(const std::vector<walk::Way>& ways) {
    std::vector<std::string> texts;
    for (const walk::Way& way : ways) {
        const walk::End& end = way.end;
        std::array<char, 16> number{};
        std::snprintf(number.data(), number.size(), " %.3f", way.probability);
        std::string text = (way.server.empty() ? "" : way.server + ' ') + kKinds[static_cast<int>(end.kind)];
        if (end.kind != walk::End::Kind::Answered) {
            text += ' ' + std::string(kCauses[static_cast<int>(end.cause)]) + " at " +
                    placeOf(end.node, end.netns);
        }
        texts.push_back(text + number.data());
    }
    return texts;
}

std::vector<std::string> linesOf(const walk::Way& way) {
    std::vector<std::string> lines;
    for (const walk::Hop& hop : way.hops) {
        std::string line = (hop.isReply ? "< " : "> ") + placeOf(hop.node, hop.netns) + ' ' + factOf(hop) +
                           ": " + spelled(hop.before);
        if (hop.after != hop.before) {
            line += " => " + spelled(hop.after);
        }
        lines.push_back(line);
    }
    return lines;
}

}  // namespace podwire::test
