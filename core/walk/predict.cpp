// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/predict.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "core/walk/cables.h"
#include "core/walk/hooks.h"

namespace podwire::walk {
namespace {

using netfilter::Endpoints;
using netfilter::Hook;
using netfilter::Packet;
using Cause = End::Cause;

std::string ends(const Packet& packet) {
    return netfilter::endpointText(packet.destination, packet.destinationPort);
}

bool isListening(const netstate::Listener& listener, const Packet& packet) {
    const std::string& address = listener.address;
    const bool any = address == "0.0.0.0" || address == "*" || address == "[::]";
    return (listener.protocol.empty() || listener.protocol == packet.protocol) &&
           packet.destinationPort == netfilter::onePort(static_cast<std::uint16_t>(listener.port)) &&
           (any || netfilter::parseAddress(address) == packet.destination);
}

class Walker {
public:
    Walker(const World& world, const Request& request, Spot client)
        : scene_(world), cables_(world), request_(request), client_(client) {}

    Prediction run() {
        Traveller first;
        first.spot = client_;
        first.packet.protocol = request_.protocol;
        first.packet.destination = request_.destination;
        first.packet.destinationPort = netfilter::onePort(request_.port);
        first.packet.sourcePort = netfilter::kClientPorts;
        send(std::move(first));
        return {scene_.takeWays()};
    }

private:
    // --- What a namespace sends ---------------------------------------------------------------------------

    void send(Traveller t) {
        const RouteChoice choice = chooseRoute(scene_.here(t), *t.packet.destination);
        if (!t.packet.source) {
            t.packet.source = choice.source;
            asked_ = t.packet;
        }
        t.isTracked = false;
        t.packet.in = "";
        if (!routing_.take(t, choice, "OUTPUT")) {
            return;
        }
        hooks_.pass(std::move(t), Hook::Output, [this](Traveller after) { leave(std::move(after)); });
    }

    void leave(Traveller t) {
        t.packet.in = "";
        t.packet.out = chooseRoute(scene_.here(t), *t.packet.destination).device;
        hooks_.pass(std::move(t), Hook::Postrouting, [this](Traveller after) { deliver(std::move(after)); });
    }

    // --- From namespace to namespace ----------------------------------------------------------------------

    void deliver(Traveller t) {
        const RouteChoice choice = chooseRoute(scene_.here(t), *t.packet.destination);
        if (choice.kind == RouteChoice::Kind::Local) {
            t.packet.in = "lo";
            t.packet.out = "";
            hooks_.pass(std::move(t), Hook::Prerouting, [this](Traveller after) { input(std::move(after)); });
            return;
        }
        const netstate::Link* const link = scene_.here(t).findLink(choice.device);
        const auto stations = cables_.reachedFrom(t.spot, *link);
        const Station* const station = whoHas(stations, choice.nextHop);
        if (station == nullptr) {
            scene_.end(t, Cause::NobodyThere,
                       "nobody that " + scene_.place(t) + " reaches by " + choice.device +
                           " has the address " + netfilter::formatAddress(choice.nextHop));
            return;
        }
        if (!mayReturn(t, *station)) {
            return;
        }
        cross(std::move(t), *station, 0);
    }

    /// A bridge whose frames pass the rules hands on by itself what these sent back into it.
    bool mayReturn(Traveller& t, const Station& station) {
        const auto& through = station.through;
        const bool isSamePort =
            !through.empty() && !t.translatedFrom.empty() && through.front().out == t.translatedFrom;
        if (!isSamePort || !asksRules(t.spot)) {
            return true;
        }
        scene_.end(t, Cause::Unclear,
                   "net.bridge.bridge-nf-call-iptables is 1 in " + scene_.place(t) +
                       ", so that only hairpin mode lets a packet back out of " + t.translatedFrom,
                   End::Kind::Undecided);
        return false;
    }

    [[nodiscard]] bool asksRules(Spot spot) const {
        const auto& sysctls = at(scene_.world(), spot).sysctls;
        const auto found = sysctls.find("net.bridge.bridge-nf-call-iptables");
        return found != sysctls.end() && found->second == "1";
    }

    /// Takes the packet through the bridges from the i-th on.
    void cross(Traveller t, const Station& station, std::size_t i) {
        if (i == station.through.size()) {
            arrive(std::move(t), station);
            return;
        }
        const Switched& one = station.through[i];
        addBridge(t, one);
        const Next next = [&, i](Traveller after) { cross(std::move(after), station, i + 1); };
        if (one.in.empty() || one.out.empty() || !asksRules(one.spot)) {
            next(std::move(t));
        } else {
            passBridged(std::move(t), one, next);
        }
    }

    /// A frame from port to port where net.bridge.bridge-nf-call-iptables is 1.
    void passBridged(Traveller t, const Switched& one, const Next& next) {
        enter(t, one.spot, one.bridge);
        const auto destination = t.packet.destination;
        const Next post = [&](Traveller after) {
            after.packet.in = "";
            hooks_.pass(std::move(after), Hook::Postrouting, next);
        };
        hooks_.pass(std::move(t), Hook::Prerouting, [&](Traveller after) {
            if (after.packet.destination != destination) {
                scene_.end(after, Cause::Unclear,
                           "where " + one.bridge + " takes what is translated on its way is not followed",
                           End::Kind::Undecided);
                return;
            }
            after.packet.out = one.bridge;
            hooks_.pass(std::move(after), Hook::Forward, post);
        });
    }

    /// A link with the address, else a namespace with it: Linux answers ARP for all its addresses on any
    /// link.
    const Station* whoHas(const std::vector<Station>& stations, std::uint32_t wanted) const {
        const Station* found = nullptr;
        for (const Station& one : stations) {
            const bool onLink = std::any_of(
                one.link->addresses.begin(), one.link->addresses.end(),
                [&](const netstate::Address& each) { return netfilter::parseAddress(each.local) == wanted; });
            if (onLink) {
                return &one;
            }
            if (found == nullptr && hasAddress(at(scene_.world(), one.spot), wanted)) {
                found = &one;
            }
        }
        return found;
    }

    void addBridge(Traveller& t, const Switched& one) {
        Traveller there = t;
        there.spot = one.spot;
        Hop hop = scene_.hopAt(there, Hop::Kind::Bridge);
        hop.in = one.in;
        hop.out = one.out;
        hop.rule = one.bridge;
        t.way.hops.push_back(std::move(hop));
    }

    static void enter(Traveller& t, Spot spot, const std::string& device) {
        t.spot = spot;
        t.isTracked = false;
        t.connections.forgetCurrent();
        t.packet.mark = 0;
        t.packet.in = device;
        t.packet.out = "";
    }

    void arrive(Traveller t, const Station& station) {
        enter(t, station.spot, station.link->name);
        const bool isBridged = !station.through.empty() && station.through.back().out.empty();
        const std::string port = isBridged ? station.through.back().in : std::string();
        const auto destination = t.packet.destination;
        hooks_.pass(std::move(t), Hook::Prerouting, [&](Traveller after) {
            after.translatedFrom = after.packet.destination == destination ? std::string() : port;
            decide(std::move(after));
        });
    }

    // --- What arrived -------------------------------------------------------------------------------------

    void decide(Traveller t) {
        if (!routing_.isWelcome(t)) {
            return;
        }
        const RouteChoice choice = chooseRoute(scene_.here(t), *t.packet.destination);
        if (choice.kind == RouteChoice::Kind::Local) {
            Hop hop = scene_.hopAt(t, Hop::Kind::Route);
            hop.hook = "PREROUTING";
            hop.rule = choice.route;
            hop.verdict = "local";
            t.way.hops.push_back(std::move(hop));
            input(std::move(t));
        } else {
            forward(std::move(t), choice);
        }
    }

    void forward(Traveller t, const RouteChoice& choice) {
        const std::string in = *t.packet.in;
        if (!forwards(scene_.here(t), in)) {
            scene_.end(t, Cause::NotForwarding,
                       scene_.place(t) + " does not send on what is not for it: ip_forward is 0");
            return;
        }
        if (--t.timeToLive == 0) {
            scene_.end(t, Cause::Circle, "the packet goes round in circles until its time to live is over");
            return;
        }
        if (!routing_.take(t, choice, "PREROUTING")) {
            return;
        }
        hooks_.pass(std::move(t), Hook::Forward, [this](Traveller after) { leave(std::move(after)); });
    }

    void input(Traveller t) {
        t.packet.out = "";
        hooks_.pass(std::move(t), Hook::Input, [this](Traveller after) {
            if (after.isReply) {
                takeReply(std::move(after));
            } else {
                serve(std::move(after));
            }
        });
    }

    void serve(Traveller t) {
        const auto& listeners = scene_.here(t).listeners;
        const bool isTaken =
            !listeners || std::any_of(listeners->begin(), listeners->end(),
                                      [&](const auto& one) { return isListening(one, t.packet); });
        if (!isTaken) {
            scene_.end(t, Cause::NoListener, "nobody listens on " + ends(t.packet) + " in " + scene_.place(t),
                       End::Kind::Refused);
            return;
        }
        t.way.hops.push_back(scene_.hopAt(t, Hop::Kind::Socket));
        t.way.server = ends(t.packet);
        t.way.serverNode = scene_.world()[t.spot.node].name;
        t.way.serverNetns = scene_.here(t).name;
        t.way.seenClient = netfilter::formatAddress(*t.packet.source);
        reply(std::move(t));
    }

    void reply(Traveller t) {
        Packet answer;
        static_cast<Endpoints&>(answer) = Endpoints(t.packet).reversed();
        answer.protocol = t.packet.protocol;
        answer.tcpFlags = netfilter::kSyn | netfilter::kAck;
        t.packet = answer;
        t.isReply = true;
        t.translatedFrom.clear();
        t.timeToLive = kTimeToLive;
        send(std::move(t));
    }

    void takeReply(Traveller t) {
        if (!(t.spot == client_)) {
            scene_.end(t, Cause::StrayReply,
                       "the reply ends at " + scene_.place(t) + ", where nobody waits for " + from(t.packet));
            return;
        }
        if (Endpoints(t.packet) != asked_.reversed()) {
            scene_.end(t, Cause::StrayReply,
                       scene_.place(t) + " asked " +
                           netfilter::endpointText(asked_.destination, asked_.destinationPort) +
                           " and knows no connection with " + from(t.packet) +
                           ": the reply came past the place that would have turned its address back");
            return;
        }
        t.way.hops.push_back(scene_.hopAt(t, Hop::Kind::Socket));
        scene_.end(t, Cause::None, scene_.place(t) + " gets its answer from " + t.way.server,
                   End::Kind::Answered);
    }

    // --- Small things -------------------------------------------------------------------------------------

    static std::string from(const Packet& packet) {
        return netfilter::endpointText(packet.source, packet.sourcePort);
    }

    Scene scene_;
    Routing routing_{scene_};
    Hooks hooks_{scene_, routing_};
    Cables cables_;
    const Request& request_;
    Spot client_;
    Endpoints asked_;
};

}  // namespace

double Prediction::answered() const {
    double sum = 0;
    for (const Way& way : ways) {
        sum += way.end.kind == End::Kind::Answered ? way.probability : 0;
    }
    return sum;
}

Result<Prediction> predict(const World& world, const Request& request) {
    const auto client = findSpot(world, request.node, request.netns);
    if (!client) {
        return fail(ErrorKind::NotFound, request.netns.empty()
                                             ? "There is no node " + request.node
                                             : "There is no pod " + request.netns + " on " + request.node);
    }
    return Walker(world, request, *client).run();
}

}  // namespace podwire::walk
