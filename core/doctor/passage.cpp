// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/passage.h"

#include <cstdlib>

namespace podwire::doctor {
namespace {

constexpr const char* kLoopback = "127.0.0.1";

std::optional<std::uint32_t> addressOrNone(const std::string& text) {
    return netfilter::parseAddress(text);
}

Packet answerTo(const Packet& request) {
    Packet answer = request;
    std::swap(answer.source, answer.destination);
    std::swap(answer.sourcePort, answer.destinationPort);
    std::swap(answer.in, answer.out);
    std::swap(answer.fromHere, answer.toHere);
    answer.isReply = true;
    return answer;
}

class Finder {
public:
    explicit Finder(const Case& theCase) : case_(theCase) {}

    std::vector<Passage> run() {
        for (const Leg& leg : case_.picture.legs) {
            about_ = "of " + leg.node + " for " + leg.pod->name;
            local(leg, leg.pod->address, portOf(*leg.pod));
        }
        for (const Pod& pod : case_.picture.pods) {
            about_ = "for " + pod.name;
            inside(pod, std::nullopt);
        }
        for (const Translation& one : case_.picture.translations) {
            translated(one);
        }
        for (const DnsServer& server : case_.picture.dns) {
            dns(server);
        }
        return std::move(passages_);
    }

private:
    static int portOf(const Pod& pod) { return std::atoi(pod.port.c_str()); }

    /// The address that the node has on the link.
    std::optional<std::uint32_t> ownAddress(const std::string& node, const std::string& device) const {
        const plan::Observed* seen = case_.observed(node);
        const netstate::Netns* own = seen == nullptr ? nullptr : seen->findNetns("");
        const netstate::Link* link = own == nullptr ? nullptr : own->findLink(device);
        return link == nullptr ? std::nullopt : addressOrNone(addressOf(*link));
    }

    /// The link of `node` on which it has this address.
    std::optional<std::string> deviceWith(const std::string& node, const std::string& address) const {
        const plan::Observed* seen = case_.observed(node);
        const netstate::Link* link = seen == nullptr ? nullptr : linkTowards(*seen, address);
        return link == nullptr ? std::nullopt : std::optional(link->name);
    }

    static std::optional<std::string> known(const std::string& device) {
        return device.empty() ? std::nullopt : std::optional(device);
    }

    void add(const std::string& node, const std::string& netns, const char* chain,
             std::vector<std::string> tables, const Packet& packet) {
        passages_.push_back({node, netns, chain, std::move(tables), packet,
                             (packet.isReply ? "the answer to a request " : "a request ") + about_});
    }

    /// A request of the node's own processes. `destination` is what they ask for.
    void local(const Leg& leg, const std::string& destination, int port) {
        Packet packet;
        packet.source = ownAddress(leg.node, leg.device);
        packet.destination = addressOrNone(destination);
        packet.destinationPort = port;
        packet.in = "";
        packet.fromHere = true;
        const bool direct = destination == leg.pod->address;
        packet.out = direct ? known(leg.device) : std::nullopt;
        packet.toHere = destination.starts_with("127.");
        add(leg.node, {}, "OUTPUT", {"raw", "mangle"}, packet);
        packet.destination = addressOrNone(leg.pod->address);
        packet.destinationPort = portOf(*leg.pod);
        packet.out = known(leg.device);
        packet.toHere = false;
        add(leg.node, {}, "OUTPUT", {"filter"}, packet);
        add(leg.node, {}, "POSTROUTING", {"mangle"}, packet);
        const Packet answer = answerTo(packet);
        add(leg.node, {}, "PREROUTING", {"raw", "mangle"}, answer);
        add(leg.node, {}, "INPUT", {"mangle", "filter"}, answer);
        beyond(leg, packet.source);
    }

    /// From the node of the leg to the pod, when the pod is on another node.
    void beyond(const Leg& leg, std::optional<std::uint32_t> source) {
        const Leg* last = case_.picture.leg(leg.pod->node, leg.pod);
        if (leg.isLocal() || last == nullptr) {
            return;
        }
        Packet packet;
        packet.source = source;
        packet.destination = addressOrNone(leg.pod->address);
        packet.destinationPort = portOf(*leg.pod);
        packet.in = deviceWith(leg.pod->node, leg.gateway);
        crossing(leg.pod->node, packet, known(last->device));
    }

    /// Through a node that is neither end.
    void crossing(const std::string& node, Packet packet, const std::optional<std::string>& out) {
        packet.out = "";
        add(node, {}, "PREROUTING", {"raw", "mangle"}, packet);
        forwarded(node, packet, out);
    }

    void forwarded(const std::string& node, Packet packet, const std::optional<std::string>& out) {
        packet.out = out;
        add(node, {}, "FORWARD", {"mangle", "filter"}, packet);
        Packet answer = answerTo(packet);
        const std::optional<std::string> back = answer.out;
        answer.out = "";
        add(node, {}, "PREROUTING", {"raw", "mangle"}, answer);
        answer.out = back;
        add(node, {}, "FORWARD", {"mangle", "filter"}, answer);
    }

    void inside(const Pod& pod, std::optional<std::uint32_t> source) {
        Packet packet;
        packet.source = source;
        packet.destination = addressOrNone(pod.address);
        packet.destinationPort = portOf(pod);
        packet.in = known(pod.device);
        packet.out = "";
        packet.toHere = true;
        add(pod.node, pod.name, "PREROUTING", {"raw", "mangle"}, packet);
        add(pod.node, pod.name, "INPUT", {"mangle", "filter"}, packet);
        const Packet answer = answerTo(packet);
        add(pod.node, pod.name, "OUTPUT", {"raw", "mangle", "filter"}, answer);
    }

    void translated(const Translation& one) {
        const Leg* leg = case_.picture.leg(one.node, case_.picture.podAt(one.backend));
        if (leg == nullptr) {
            return;
        }
        const std::string what = one.destination.empty() ? "port " + std::to_string(one.port)
                                                         : one.destination + ':' + std::to_string(one.port);
        about_ = "for " + what;
        if (one.chain == "OUTPUT") {
            local(*leg, one.destination.empty() ? kLoopback : one.destination, one.port);
        } else if (one.chain == "PREROUTING") {
            fromOutside(one, *leg);
        }
    }

    void fromOutside(const Translation& one, const Leg& leg) {
        Packet packet;
        packet.destination = addressOrNone(one.destination);
        packet.destinationPort = one.port;
        packet.in = one.destination.empty() ? std::nullopt : deviceWith(one.node, one.destination);
        packet.out = "";
        packet.toHere = true;
        add(one.node, {}, "PREROUTING", {"raw", "mangle"}, packet);
        packet.destination = addressOrNone(leg.pod->address);
        packet.destinationPort = portOf(*leg.pod);
        packet.toHere = false;
        forwarded(one.node, packet, known(leg.device));
        beyond(leg, std::nullopt);
    }

    void dns(const DnsServer& server) {
        about_ = "for a name";
        Packet query;
        query.protocol = "udp";
        query.source = addressOrNone(kLoopback);
        query.destination = addressOrNone(kLoopback);
        query.destinationPort = server.port;
        query.in = "";
        query.out = "lo";
        query.fromHere = query.toHere = true;
        bothWays(server.node, query);
        for (const std::string& upstream : server.upstreams) {
            query.source = std::nullopt;
            query.destination = addressOrNone(upstream);
            query.destinationPort = 53;
            query.out = std::nullopt;
            query.toHere = false;
            bothWays(server.node, query);
        }
    }

    void bothWays(const std::string& node, const Packet& query) {
        add(node, {}, "OUTPUT", {"raw", "mangle", "filter"}, query);
        Packet answer = answerTo(query);
        answer.out = "";
        answer.in = query.out;
        add(node, {}, "PREROUTING", {"raw", "mangle"}, answer);
        add(node, {}, "INPUT", {"mangle", "filter"}, answer);
    }

    const Case& case_;
    std::vector<Passage> passages_;
    std::string about_;
};

}  // namespace

std::vector<Passage> passagesOf(const Case& theCase) {
    return Finder(theCase).run();
}

}  // namespace podwire::doctor
