// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/base/shellwords.h"
#include "core/doctor/examine.h"
#include "core/doctor/lookalike.h"

namespace podwire::doctor {
namespace {

using plan::Presence;

std::string textOf(const netstate::Route& route) {
    return (route.type == "unicast" ? "" : route.type + " ") + route.destination +
           (route.gateway.empty() ? "" : " via " + route.gateway) +
           (route.device.empty() || route.type != "unicast" ? "" : " dev " + route.device) +
           (route.metric == 0 ? "" : " metric " + std::to_string(route.metric)) +
           (route.table == "main" || route.table.empty() ? "" : " table " + route.table);
}

std::string textOf(const Lookup& lookup) {
    if (!lookup.found()) {
        return lookup.error.empty() ? "no route" : lookup.error;
    }
    return (lookup.type == "unicast" ? "" : lookup.type + " ") +
           (lookup.gateway.empty() ? "on the link" : "via " + lookup.gateway) + " dev " + lookup.device;
}

int prefixLength(const std::string& destination) {
    const auto prefix =
        destination == "default" ? netfilter::Prefix{0, 0} : netfilter::parsePrefix(destination);
    return prefix ? __builtin_popcount(prefix->mask) : -1;
}

bool leadsTo(const netstate::Route& route, const std::string& address) {
    return route.destination == "default" || holds(route.destination, address);
}

/// Where packets for an address should go.
struct Way {
    std::string node;
    std::string netns;
    std::string address;
    std::string gateway;  ///< empty: on the link
    std::string device;   ///< empty: any
    std::string object;   ///< whom the address belongs to
    bool anyDevice = false;
};

class Routes {
public:
    Routes(const Case& theCase, const Mends& mends, Findings& findings)
        : case_(theCase), mends_(mends), findings_(findings) {}

    void run() {
        for (const Wanted& wanted : case_.picture.wanted) {
            if (const auto* route = std::get_if<lab::Route>(&wanted.resource->what)) {
                wantedRoute(wanted, *route);
            }
        }
        for (const Pod& pod : case_.picture.pods) {
            fromPod(pod);
        }
        for (const Leg& leg : case_.picture.legs) {
            alongLeg(leg);
        }
        for (const Translation& one : case_.picture.translations) {
            if (one.chain == "OUTPUT" && !one.destination.empty()) {
                firstLookup(one);
            }
        }
    }

private:
    Finding& add(const char* id, const std::string& node, const std::string& object, Verdict verdict) {
        Finding& finding = findings_.emplace_back();
        finding.id = id;
        finding.layer = Layer::Route;
        finding.node = node;
        finding.object = object;
        finding.verdict = verdict;
        return finding;
    }

    static std::string getCommand(const std::string& netns, const std::string& address) {
        return ipIn(netns) + " route get " + address;
    }

    void wantedRoute(const Wanted& wanted, const lab::Route& route) {
        const lab::Resource& resource = *wanted.resource;
        const plan::Observed* node = case_.observed(resource.node);
        if (wanted.status->presence != Presence::Absent || node == nullptr ||
            node->findNetns(resource.netns) == nullptr) {
            return;
        }
        const netstate::Route* other = lookalikeRoute(case_.lab, case_.assessment, *wanted.status);
        const std::string who = resource.netns.empty() ? resource.node : resource.netns;
        missing_.insert({resource.node, resource.netns, route.destination});
        Finding& finding = add(other == nullptr ? "route.missing" : "route.other", resource.node,
                               resource.netns.empty() ? route.destination : resource.netns, Verdict::Wrong);
        finding.title = other == nullptr
                            ? who + " has no route to " + nameFor(route.destination)
                            : who + " sends packets for " + nameFor(route.destination) + " another way";
        finding.command = ipIn(resource.netns) + " route show";
        finding.found = other == nullptr ? "there is no such route" : textOf(*other);
        finding.meaning = meaningOf(resource, route);
        finding.mend = mends_.bring(wanted, "Adds the route as the lab does.");
        if (other != nullptr) {
            replaceAdd(finding.mend->command);
            finding.mend->what = "Writes the lab's route over the other one.";
        }
    }

    std::string nameFor(const std::string& destination) const {
        const Pod* pod = case_.picture.podAt(destination);
        return pod == nullptr ? destination : pod->name + " (" + destination + ")";
    }

    static std::string meaningOf(const lab::Resource& resource, const lab::Route& route) {
        if (!resource.netns.empty()) {
            return "Requests arrive, and the answers cannot leave: beyond its own subnet " + resource.netns +
                   " knows nobody. A connection that it begins fails at once, \"network is unreachable\".";
        }
        return "Packets for " + route.destination +
               " follow the next route that fits, mostly the default route, "
               "to somebody who does not know the pod. They are lost in silence.";
    }

    /// "ip route add" -> "ip route replace": add refuses when a route to the destination is there.
    static void replaceAdd(std::string& command) {
        for (const char* add : {" route add ", " route append "}) {
            if (const std::size_t at = command.find(add); at != std::string::npos) {
                command.replace(at, std::string(add).size(), " route replace ");
                return;
            }
        }
    }

    bool isUp(const std::string& node, const std::string& netns, const std::string& device) const {
        const plan::Observed* seen = case_.observed(node);
        const netstate::Netns* space = seen == nullptr ? nullptr : seen->findNetns(netns);
        const netstate::Link* link = space == nullptr ? nullptr : space->findLink(device);
        return link != nullptr && link->up;
    }

    void alongLeg(const Leg& leg) {
        const bool stands = leg.way->status->presence == Presence::Present;
        if (stands && (leg.device.empty() || isUp(leg.node, {}, leg.device))) {
            compare({leg.node, {}, leg.pod->address, leg.gateway, leg.device, leg.pod->name, false});
        }
        if (!leg.isLocal()) {
            compare({leg.node, {}, leg.gateway, {}, {}, leg.gateway, true});
            if (const std::string source = ownAddress(leg); !source.empty()) {
                compare({leg.pod->node, {}, source, {}, {}, leg.node, true});
            }
        }
    }

    /// With which address the node appears at the pod.
    std::string ownAddress(const Leg& leg) const {
        const plan::Observed* node = case_.observed(leg.node);
        const netstate::Netns* own = node == nullptr ? nullptr : node->findNetns("");
        const netstate::Link* link = own == nullptr ? nullptr : own->findLink(leg.device);
        return link == nullptr ? std::string() : addressOf(*link);
    }

    /// The answers of a pod go to its gateway, or to a neighbour in its own subnet.
    void fromPod(const Pod& pod) {
        const lab::Route* gateway = nullptr;
        bool stands = false;
        for (const Wanted& wanted : case_.picture.wanted) {
            const auto* route = std::get_if<lab::Route>(&wanted.resource->what);
            if (route != nullptr && wanted.resource->node == pod.node && wanted.resource->netns == pod.name &&
                route->destination == "default") {
                gateway = route;
                stands = wanted.status->presence == Presence::Present;
            }
        }
        if (gateway == nullptr || !stands || !isUp(pod.node, pod.name, pod.device)) {
            return;
        }
        for (const Leg& leg : case_.picture.legs) {
            const std::string source = leg.pod == &pod ? ownAddress(leg) : std::string();
            if (source.empty()) {
                continue;
            }
            const bool near = source == gateway->gateway;
            compare({pod.node, pod.name, source, near ? std::string() : gateway->gateway, pod.device,
                     pod.name, false});
        }
    }

    void compare(const Way& way) {
        const Look* look = case_.look(way.node);
        const Lookup* seen = look == nullptr ? nullptr : look->lookup(way.netns, way.address);
        if (seen == nullptr || !compared_.insert({way.node, way.netns, way.address}).second) {
            return;
        }
        const bool device = way.anyDevice || way.device.empty() || seen->device == way.device;
        if (seen->found() && seen->type == "unicast" && seen->gateway == way.gateway && device) {
            Finding& fine = add("route", way.node, way.object, Verdict::Ok);
            fine.title = "Packets for " + way.address + " take the right way";
            fine.command = getCommand(way.netns, way.address);
            fine.found = textOf(*seen);
            return;
        }
        blame(way, *seen, *look);
    }

    void blame(const Way& way, const Lookup& seen, const Look& look) {
        const std::string who = way.netns.empty() ? way.node : way.netns;
        const netstate::Route* culprit = culpritFor(way, seen);
        if (culprit == nullptr && missing_.count({way.node, way.netns, way.address}) > 0) {
            return;
        }
        Finding& finding = add(culprit != nullptr          ? "route.wrong"
                               : !look.policyRules.empty() ? "route.policy"
                                                           : "route.astray",
                               way.node, way.object, Verdict::Wrong);
        finding.title = who + " sends packets for " + way.address + " the wrong way";
        finding.command = getCommand(way.netns, way.address);
        finding.found = textOf(seen);
        finding.meaning = "The right way is " + (way.gateway.empty() ? "on the link" : "via " + way.gateway) +
                          (way.device.empty() ? "" : " dev " + way.device) + ".";
        if (culprit != nullptr) {
            finding.found += ", by the route \"" + textOf(*culprit) + "\"";
            finding.meaning +=
                " Of all routes that fit, the one with the longest prefix wins, whoever added it.";
            finding.mend = Mend{way.node,
                                ipIn(way.netns) + " route del " + textOf(*culprit),
                                "Deletes the route that leads astray.",
                                {}};
        } else if (!look.policyRules.empty()) {
            finding.found += "; `ip rule` has \"" + look.policyRules.front() + "\"";
            finding.meaning +=
                " A policy rule sends the packet to another table before the main one is asked.";
            finding.mend = Mend{way.node,
                                "sudo ip rule del pref " +
                                    look.policyRules.front().substr(0, look.policyRules.front().find(':')),
                                "Deletes the policy rule.",
                                {}};
        }
    }

    /// The route by which the look-up went, if it is not one that leads the right way.
    const netstate::Route* culpritFor(const Way& way, const Lookup& seen) const {
        const plan::Observed* node = case_.observed(way.node);
        const netstate::Netns* netns = node == nullptr ? nullptr : node->findNetns(way.netns);
        const netstate::Route* best = nullptr;
        if (netns == nullptr) {
            return nullptr;
        }
        for (const netstate::Route& route : netns->routes) {
            const bool longer = best == nullptr ||
                                prefixLength(route.destination) > prefixLength(best->destination) ||
                                (prefixLength(route.destination) == prefixLength(best->destination) &&
                                 route.metric < best->metric);
            if (route.table == "main" && leadsTo(route, way.address) && longer) {
                best = &route;
            }
        }
        const bool explains =
            best != nullptr && best->destination != "default" &&
            (best->type != "unicast" || best->protocol != "kernel") &&
            (best->type != "unicast" || (best->gateway == seen.gateway && best->device == seen.device));
        const bool isRight = best != nullptr && best->type == "unicast" && best->gateway == way.gateway &&
                             (way.device.empty() || best->device == way.device);
        return explains && !isRight ? best : nullptr;
    }

    /// A local request for an address that a rule in OUTPUT translates is routed twice; the first look-up has
    /// to find something, whatever it is.
    void firstLookup(const Translation& one) {
        const Look* look = case_.look(one.node);
        const Lookup* seen = look == nullptr ? nullptr : look->lookup({}, one.destination);
        if (seen == nullptr || seen->found() || !compared_.insert({one.node, {}, one.destination}).second) {
            return;
        }
        const netstate::Route* culprit = culpritFor({one.node, {}, one.destination, {}, {}, {}, true}, *seen);
        Finding& finding = add(culprit == nullptr ? "route.no_default" : "route.wrong", one.node,
                               one.destination, Verdict::Wrong);
        finding.title = one.node + " has no route at all for " + one.destination;
        finding.command = getCommand({}, one.destination);
        finding.found =
            textOf(*seen) + (culprit == nullptr ? "" : ", by the route \"" + textOf(*culprit) + "\"");
        finding.meaning =
            "A connection begins with a look-up for the address that was asked for, before the rule in "
            "OUTPUT changes it. Any route will do, the default route is enough; without one the "
            "kernel gives up before a packet exists.";
        if (culprit != nullptr) {
            finding.mend = Mend{one.node, "sudo ip route del " + textOf(*culprit), "Deletes the route.", {}};
        } else if (const std::string gateway = usualGateway(one.node); !gateway.empty()) {
            finding.mend = Mend{one.node,
                                "sudo ip route add default via " + gateway,
                                "Gives the node the default route that its neighbours have.",
                                {}};
        }
    }

    /// The default gateway of another node that this one can reach.
    std::string usualGateway(const std::string& node) const {
        for (const auto& [name, other] : case_.assessment.nodes) {
            for (const netstate::Route& route : other.findNetns("")->routes) {
                if (name != node && route.destination == "default" && !route.gateway.empty() &&
                    linkTowards(*case_.observed(node), route.gateway) != nullptr) {
                    return route.gateway;
                }
            }
        }
        return {};
    }

    using Key = std::tuple<std::string, std::string, std::string>;  // node, namespace, address

    const Case& case_;
    const Mends& mends_;
    Findings& findings_;
    std::set<Key> missing_;
    std::set<Key> compared_;
};

}  // namespace

void examineRoutes(const Case& theCase, const Mends& mends, Findings& findings) {
    Routes(theCase, mends, findings).run();
}

}  // namespace podwire::doctor
