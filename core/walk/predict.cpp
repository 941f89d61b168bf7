// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/predict.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "core/netfilter/chain_order.h"
#include "core/netfilter/target_effect.h"
#include "core/netfilter/traversal.h"
#include "core/walk/cables.h"
#include "core/walk/connections.h"
#include "core/walk/kernel.h"
#include "core/walk/rule_hops.h"

namespace podwire::walk {
namespace {

using netfilter::Endpoints;
using netfilter::Hook;
using netfilter::Packet;
using netfilter::Passing;
using netfilter::Table;
using netfilter::Tracking;
using Cause = End::Cause;

constexpr int kTimeToLive = 64;
constexpr int kTrackPriority = -200;  // NF_IP_PRI_CONNTRACK
constexpr const char* kHookNames[] = {"PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"};

/// What happens at a hook: conntrack looks, nat acts, or a table's rules are asked. By priority.
struct Stage {
    enum class Kind { Track, Nat, Rules };
    Kind kind = Kind::Rules;
    int priority = 0;
    const Table* table = nullptr;  ///< of Nat: nullptr where there are no rules
};

/// A packet on its way.
struct Traveller {
    Spot spot;
    Packet packet;
    bool isReply = false;
    bool isTracked = false;  ///< conntrack of this namespace has looked
    int timeToLive = kTimeToLive;
    Connections connections;
    Way way;
};

using Next = std::function<void(Traveller)>;

bool changesDestination(Hook hook) {
    return hook == Hook::Prerouting || hook == Hook::Output;
}

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
        : world_(world), cables_(world), request_(request), client_(client) {}

    Prediction run() {
        Traveller first;
        first.spot = client_;
        first.packet.protocol = request_.protocol;
        first.packet.destination = request_.destination;
        first.packet.destinationPort = netfilter::onePort(request_.port);
        first.packet.sourcePort = netfilter::kClientPorts;
        send(std::move(first));
        return std::move(result_);
    }

private:
    // --- What a namespace sends ---------------------------------------------------------------------------

    void send(Traveller t) {
        const RouteChoice choice = chooseRoute(here(t), *t.packet.destination);
        if (!t.packet.source) {
            t.packet.source = choice.source;
            asked_ = t.packet;
        }
        t.isTracked = false;
        t.packet.in = "";
        if (!takeRoute(t, choice, "OUTPUT")) {
            return;
        }
        passHook(std::move(t), Hook::Output, [this](Traveller after) { leave(std::move(after)); });
    }

    /// Notes the routing decision. False when the way ends by it.
    bool takeRoute(Traveller& t, const RouteChoice& choice, const char* hook) {
        Hop hop = hopAt(t, Hop::Kind::Route);
        hop.hook = hook;
        hop.rule = choice.route;
        switch (choice.kind) {
            case RouteChoice::Kind::None:
                end(t, Cause::NoRoute, place(t) + " has no route to " + address(*t.packet.destination));
                return false;
            case RouteChoice::Kind::Forbidden:
                t.way.hops.push_back(std::move(hop));
                end(t, Cause::RouteForbids, place(t) + " has the route " + choice.route);
                return false;
            case RouteChoice::Kind::Local:
                hop.verdict = "local";
                break;
            case RouteChoice::Kind::Away:
                hop.verdict =
                    choice.nextHop == *t.packet.destination ? "on link" : "via " + address(choice.nextHop);
                break;
        }
        hop.out = choice.device;
        t.packet.out = choice.device;
        t.way.hops.push_back(std::move(hop));
        return maySend(t, choice.device);
    }

    /// No address of 127.0.0.0/8 leaves by another device than lo, unless that is allowed.
    bool maySend(Traveller& t, const std::string& device) {
        if (!t.packet.source) {
            end(t, Cause::Unclear, place(t) + " has no address to send from");
            return false;
        }
        if (device == "lo" || !isLoopback(*t.packet.source) ||
            deviceSetting(here(t), device, "route_localnet") > 0) {
            return true;
        }
        end(t, Cause::LoopbackOutside,
            place(t) + " sends nothing from " + address(*t.packet.source) + " through " + device +
                ": net.ipv4.conf." + device + ".route_localnet is 0");
        return false;
    }

    /// The kernel looks for the way once more when nat has changed the destination of what it sends itself.
    bool reroute(Traveller& t) { return takeRoute(t, chooseRoute(here(t), *t.packet.destination), "OUTPUT"); }

    void leave(Traveller t) {
        t.packet.in = "";
        passHook(std::move(t), Hook::Postrouting, [this](Traveller after) { deliver(std::move(after)); });
    }

    // --- From namespace to namespace ----------------------------------------------------------------------

    void deliver(Traveller t) {
        const RouteChoice choice = chooseRoute(here(t), *t.packet.destination);
        if (choice.kind == RouteChoice::Kind::Local) {
            t.packet.in = "lo";
            t.packet.out = "";
            passHook(std::move(t), Hook::Prerouting, [this](Traveller after) { input(std::move(after)); });
            return;
        }
        const netstate::Link* const link = here(t).findLink(choice.device);
        const auto stations = cables_.reachedFrom(t.spot, *link);
        const Station* const station = whoHas(stations, choice.nextHop);
        if (station == nullptr) {
            end(t, Cause::NobodyThere,
                "nobody that " + place(t) + " reaches by " + choice.device + " has the address " +
                    address(choice.nextHop));
            return;
        }
        for (const Switched& one : station->through) {
            addBridge(t, one);
        }
        arrive(std::move(t), *station);
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
            if (found == nullptr && hasAddress(at(world_, one.spot), wanted)) {
                found = &one;
            }
        }
        return found;
    }

    void addBridge(Traveller& t, const Switched& one) {
        Traveller there = t;
        there.spot = one.spot;
        Hop hop = hopAt(there, Hop::Kind::Bridge);
        hop.in = one.in;
        hop.out = one.out;
        hop.rule = one.bridge;
        t.way.hops.push_back(std::move(hop));
    }

    void arrive(Traveller t, const Station& station) {
        t.spot = station.spot;
        t.isTracked = false;
        t.connections.forgetCurrent();
        t.packet.mark = 0;
        t.packet.in = station.link->name;
        t.packet.out = "";
        passHook(std::move(t), Hook::Prerouting, [this](Traveller after) { decide(std::move(after)); });
    }

    // --- What arrived -------------------------------------------------------------------------------------

    void decide(Traveller t) {
        if (!isWelcome(t)) {
            return;
        }
        const RouteChoice choice = chooseRoute(here(t), *t.packet.destination);
        if (choice.kind == RouteChoice::Kind::Local) {
            Hop hop = hopAt(t, Hop::Kind::Route);
            hop.hook = "PREROUTING";
            hop.rule = choice.route;
            hop.verdict = "local";
            t.way.hops.push_back(std::move(hop));
            input(std::move(t));
        } else {
            forward(std::move(t), choice);
        }
    }

    /// The checks of the routing decision: RFC 1812 5.3.7 ("martians") and 5.3.8 (rp_filter).
    bool isWelcome(Traveller& t) {
        const std::string& in = *t.packet.in;
        const Namespace& netns = here(t);
        for (const std::uint32_t one : {*t.packet.source, *t.packet.destination}) {
            if (isLoopback(one) && deviceSetting(netns, in, "route_localnet") == 0) {
                end(t, Cause::LoopbackOutside,
                    place(t) + " takes nothing from or to " + address(one) + " on " + in +
                        ": net.ipv4.conf." + in + ".route_localnet is 0");
                return false;
            }
        }
        if (hasAddress(netns, *t.packet.source) && !isLoopback(*t.packet.source) &&
            deviceSetting(netns, in, "accept_local") == 0) {
            end(t, Cause::OwnSource,
                place(t) + " drops what comes from outside and claims to be from its own address " +
                    address(*t.packet.source));
            return false;
        }
        return passesReversePath(t, in);
    }

    bool passesReversePath(Traveller& t, const std::string& in) {
        constexpr int kStrict = 1;
        const int filter = deviceSetting(here(t), in, "rp_filter");
        const RouteChoice back = chooseRoute(here(t), *t.packet.source);
        const bool hasWay = back.kind == RouteChoice::Kind::Away;
        if (filter == 0 || isLoopback(*t.packet.source) ||
            (hasWay && (filter != kStrict || back.device == in))) {
            return true;
        }
        const std::string way = hasWay ? "by " + back.device : "by no device";
        end(t, Cause::ReversePath,
            place(t) + " would answer " + address(*t.packet.source) + ' ' + way + ", and rp_filter is " +
                std::to_string(filter) + " for " + in);
        return false;
    }

    void forward(Traveller t, const RouteChoice& choice) {
        const std::string in = *t.packet.in;
        if (!forwards(here(t), in)) {
            end(t, Cause::NotForwarding, place(t) + " does not send on what is not for it: ip_forward is 0");
            return;
        }
        if (--t.timeToLive == 0) {
            end(t, Cause::Circle, "the packet goes round in circles until its time to live is over");
            return;
        }
        if (!takeRoute(t, choice, "PREROUTING")) {
            return;
        }
        passHook(std::move(t), Hook::Forward, [this](Traveller after) { leave(std::move(after)); });
    }

    void input(Traveller t) {
        t.packet.out = "";
        passHook(std::move(t), Hook::Input, [this](Traveller after) {
            if (after.isReply) {
                takeReply(std::move(after));
            } else {
                serve(std::move(after));
            }
        });
    }

    void serve(Traveller t) {
        const auto& listeners = here(t).listeners;
        const bool isTaken =
            !listeners || std::any_of(listeners->begin(), listeners->end(),
                                      [&](const auto& one) { return isListening(one, t.packet); });
        if (!isTaken) {
            end(t, Cause::NoListener, "nobody listens on " + ends(t.packet) + " in " + place(t),
                End::Kind::Refused);
            return;
        }
        t.way.hops.push_back(hopAt(t, Hop::Kind::Socket));
        t.way.server = ends(t.packet);
        t.way.serverNode = world_[t.spot.node].name;
        t.way.serverNetns = here(t).name;
        t.way.seenClient = address(*t.packet.source);
        reply(std::move(t));
    }

    void reply(Traveller t) {
        Packet answer;
        static_cast<Endpoints&>(answer) = Endpoints(t.packet).reversed();
        answer.protocol = t.packet.protocol;
        answer.tcpFlags = netfilter::kSyn | netfilter::kAck;
        t.packet = answer;
        t.isReply = true;
        t.timeToLive = kTimeToLive;
        send(std::move(t));
    }

    void takeReply(Traveller t) {
        if (!(t.spot == client_)) {
            end(t, Cause::StrayReply,
                "the reply ends at " + place(t) + ", where nobody waits for " + from(t.packet));
            return;
        }
        if (Endpoints(t.packet) != asked_.reversed()) {
            end(t, Cause::StrayReply,
                place(t) + " asked " + netfilter::endpointText(asked_.destination, asked_.destinationPort) +
                    " and knows no connection with " + from(t.packet) +
                    ": the reply came past the place that would have turned its address back");
            return;
        }
        t.way.hops.push_back(hopAt(t, Hop::Kind::Socket));
        end(t, Cause::None, place(t) + " gets its answer from " + t.way.server, End::Kind::Answered);
    }

    // --- Hooks --------------------------------------------------------------------------------------------

    void passHook(Traveller t, Hook hook, const Next& next) {
        const std::vector<Stage> stages = stagesOf(here(t), hook);
        passStage(std::move(t), hook, stages, 0, next);
    }

    static std::vector<Stage> stagesOf(const Namespace& netns, Hook hook) {
        const char* const chain = kHookNames[static_cast<int>(hook)];
        std::vector<Stage> stages;
        if (changesDestination(hook)) {
            stages.push_back({Stage::Kind::Track, kTrackPriority, nullptr});
        }
        Stage nat{Stage::Kind::Nat, netfilter::priorityOf("nat", hook), nullptr};
        for (const Table& table : netns.rules.tables) {
            if (table.find(chain) == nullptr) {
                continue;
            }
            if (table.name == "nat") {
                nat.table = &table;
            } else {
                stages.push_back({Stage::Kind::Rules, netfilter::priorityOf(table.name, hook), &table});
            }
        }
        if (hook != Hook::Forward) {
            stages.push_back(nat);
        }
        std::stable_sort(stages.begin(), stages.end(),
                         [](const Stage& a, const Stage& b) { return a.priority < b.priority; });
        return stages;
    }

    void passStage(Traveller t, Hook hook, const std::vector<Stage>& stages, std::size_t i,
                   const Next& next) {
        if (i == stages.size()) {
            if (auto* const connection = t.connections.current()) {
                connection->mark = t.packet.connectionMark;
            }
            next(std::move(t));
            return;
        }
        const Next then = [&](Traveller after) { passStage(std::move(after), hook, stages, i + 1, next); };
        const Stage& stage = stages[i];
        knowTypes(t);
        switch (stage.kind) {
            case Stage::Kind::Track:
                track(t);
                then(std::move(t));
                break;
            case Stage::Kind::Nat:
                passNat(std::move(t), hook, stage, then);
                break;
            case Stage::Kind::Rules:
                if (!t.isTracked) {
                    t.packet.tracking = Tracking::Invalid;  // raw comes before conntrack
                    t.packet.original = t.packet.reply = {};
                }
                askRules(std::move(t), hook, *stage.table, then);
                break;
        }
    }

    void knowTypes(Traveller& t) const {
        t.packet.sourceType = addressType(here(t), *t.packet.source);
        t.packet.destinationType = addressType(here(t), *t.packet.destination);
    }

    static void track(Traveller& t) {
        if (!t.isTracked && t.packet.tracking != Tracking::Untracked) {
            t.connections.track(t.spot, t.packet, t.isReply);
        }
        t.isTracked = true;
    }

    /// Rules are asked for the first packet of a connection; later ones are translated as that was.
    void passNat(Traveller t, Hook hook, const Stage& stage, const Next& then) {
        Connection* const connection = t.connections.current();
        const bool ofDestination = changesDestination(hook);
        if (connection == nullptr) {
            then(std::move(t));
            return;
        }
        if (t.packet.isReply) {
            const bool isTurned = turnBack(t, hook);
            if (isTurned && hook == Hook::Output && !reroute(t)) {
                return;
            }
            then(std::move(t));
            return;
        }
        bool& isSet = ofDestination ? connection->isDestinationSet : connection->isSourceSet;
        if (std::exchange(isSet, true) || stage.table == nullptr) {
            then(std::move(t));
            return;
        }
        askRules(std::move(t), hook, *stage.table, then);
    }

    /// True when that changed the packet.
    bool turnBack(Traveller& t, Hook hook) {
        const Endpoints before = t.packet;
        t.connections.turnBack(t.packet, changesDestination(hook));
        if (Endpoints(t.packet) == before) {
            return false;
        }
        Hop hop = hopAt(t, Hop::Kind::Translation);
        hop.hook = kHookNames[static_cast<int>(hook)];
        hop.before = before;
        t.way.hops.push_back(std::move(hop));
        return true;
    }

    void askRules(Traveller t, Hook hook, const Table& table, const Next& then) {
        const char* const chain = kHookNames[static_cast<int>(hook)];
        Hop pattern = hopAt(t, Hop::Kind::Rule);
        pattern.hook = chain;
        pattern.table = table.name;
        for (Passing& passing : netfilter::traverse(table, *table.find(chain), t.packet)) {
            Traveller after = t;
            after.way.probability *= passing.probability;
            for (Hop& hop : hopsOf(pattern, passing, t.packet)) {
                after.way.hops.push_back(std::move(hop));
            }
            after.packet = std::move(passing.packet);
            if (after.packet.tracking == Tracking::Untracked) {
                after.isTracked = true;
            }
            follow(std::move(after), passing, hook, then);
        }
    }

    void follow(Traveller t, const Passing& passing, Hook hook, const Next& then) {
        const Hop& last = t.way.hops.back();
        const std::string who = place(t) + ", table " + last.table + ", chain " + last.chain;
        switch (passing.kind) {
            case Passing::Kind::Accepted:
                then(std::move(t));
                return;
            case Passing::Kind::Undecided:
                end(t, Cause::Unclear, passing.why + " (" + who + ")", End::Kind::Undecided);
                return;
            case Passing::Kind::Dropped:
                drop(t, last, who);
                return;
            case Passing::Kind::Translated:
                translate(std::move(t), *netfilter::translationOf(*passing.met.back().rule()->rule.target),
                          hook, then);
        }
    }

    void drop(Traveller& t, const Hop& by, const std::string& who) {
        const std::string what = by.kind == Hop::Kind::Policy
                                     ? "the policy of " + who
                                     : "rule " + std::to_string(by.position) + " of " + who;
        if (by.verdict == "reject") {
            end(t, Cause::RejectedByRule, what + " rejects it",
                t.isReply ? End::Kind::Lost : End::Kind::Refused);
        } else {
            end(t, Cause::DroppedByRule, what + " drops it");
        }
    }

    void translate(Traveller t, const netfilter::Translation& to, Hook hook, const Next& then) {
        const Endpoints before = t.packet;
        static_cast<Endpoints&>(t.packet) = netfilter::translated(t.packet, to);
        if (to.isOwnAddress) {
            (to.ofDestination ? t.packet.destination : t.packet.source) = ownAddress(t, hook);
        }
        if (!t.packet.source || !t.packet.destination) {
            end(t, Cause::Unclear,
                to.isOwnAddress ? place(t) + " has no address to put into the packet"
                                : "the kernel chooses one of " + to.text,
                End::Kind::Undecided);
            return;
        }
        t.way.hops.back().after = t.packet;
        t.connections.noteTranslation(t.packet, to.ofDestination);
        const bool isNew = t.packet.destination != before.destination;
        if (hook == Hook::Output && isNew && !reroute(t)) {
            return;
        }
        then(std::move(t));
    }

    /// What MASQUERADE and REDIRECT put in.
    std::optional<std::uint32_t> ownAddress(const Traveller& t, Hook hook) const {
        const Namespace& netns = here(t);
        if (hook == Hook::Output) {
            return netfilter::parseAddress("127.0.0.1");
        }
        if (hook == Hook::Prerouting) {
            return addressOn(netns, *t.packet.in, *t.packet.source);
        }
        return addressOn(netns, *t.packet.out, chooseRoute(netns, *t.packet.destination).nextHop);
    }

    // --- Small things -------------------------------------------------------------------------------------

    const Namespace& here(const Traveller& t) const { return at(world_, t.spot); }
    std::string place(const Traveller& t) const { return nameOf(world_, t.spot); }
    static std::string address(std::uint32_t value) { return netfilter::formatAddress(value); }
    static std::string from(const Packet& packet) {
        return netfilter::endpointText(packet.source, packet.sourcePort);
    }

    Hop hopAt(const Traveller& t, Hop::Kind kind) const {
        Hop hop;
        hop.kind = kind;
        hop.isReply = t.isReply;
        hop.node = world_[t.spot.node].name;
        hop.netns = here(t).name;
        hop.in = t.packet.in.value_or("");
        hop.out = t.packet.out.value_or("");
        hop.before = hop.after = t.packet;
        return hop;
    }

    void end(Traveller& t, Cause cause, std::string text, End::Kind kind = End::Kind::Lost) {
        t.way.end = {kind, cause, t.isReply, world_[t.spot.node].name, here(t).name, std::move(text)};
        result_.ways.push_back(std::move(t.way));
    }

    const World& world_;
    Cables cables_;
    const Request& request_;
    Spot client_;
    Endpoints asked_;
    Prediction result_;
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
