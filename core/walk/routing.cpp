// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/routing.h"

#include <utility>

#include "core/netfilter/rule.h"

namespace podwire::walk {
namespace {

using netfilter::formatAddress;
using Cause = End::Cause;

std::string localnetOff(const std::string& device) {
    return "net.ipv4.conf." + device + ".route_localnet is 0";
}

}  // namespace

bool Routing::take(Traveller& t, const RouteChoice& choice, const char* hook) {
    Hop hop = scene_.hopAt(t, Hop::Kind::Route);
    hop.hook = hook;
    hop.rule = choice.route;
    switch (choice.kind) {
        case RouteChoice::Kind::None:
            scene_.end(t, Cause::NoRoute,
                       scene_.place(t) + " has no route to " + formatAddress(*t.packet.destination));
            return false;
        case RouteChoice::Kind::Forbidden:
            t.way.hops.push_back(std::move(hop));
            scene_.end(t, Cause::RouteForbids, scene_.place(t) + " has the route " + choice.route);
            return false;
        case RouteChoice::Kind::Local:
            hop.verdict = "local";
            break;
        case RouteChoice::Kind::Away:
            hop.verdict =
                choice.nextHop == *t.packet.destination ? "on link" : "via " + formatAddress(choice.nextHop);
            break;
    }
    hop.out = choice.device;
    t.packet.out = choice.device;
    t.way.hops.push_back(std::move(hop));
    return maySend(t, choice.device);
}

/// No address of 127.0.0.0/8 leaves by another device than lo, unless that is allowed.
bool Routing::maySend(Traveller& t, const std::string& device) {
    if (!t.packet.source) {
        scene_.end(t, Cause::Unclear, scene_.place(t) + " has no address to send from");
        return false;
    }
    if (device == "lo" || !isLoopback(*t.packet.source) ||
        deviceSetting(scene_.here(t), device, "route_localnet") > 0) {
        return true;
    }
    scene_.end(t, Cause::LoopbackOutside,
               scene_.place(t) + " sends nothing from " + formatAddress(*t.packet.source) + " through " +
                   device + ": " + localnetOff(device));
    return false;
}

bool Routing::takeAgain(Traveller& t) {
    const auto out = t.packet.out;
    const bool isSent = take(t, chooseRoute(scene_.here(t), *t.packet.destination), "OUTPUT");
    t.packet.out = out;
    return isSent;
}

bool Routing::isWelcome(Traveller& t) {
    const std::string& in = *t.packet.in;
    const Namespace& netns = scene_.here(t);
    for (const std::uint32_t one : {*t.packet.source, *t.packet.destination}) {
        if (isLoopback(one) && deviceSetting(netns, in, "route_localnet") == 0) {
            scene_.end(t, Cause::LoopbackOutside,
                       scene_.place(t) + " takes nothing from or to " + formatAddress(one) + " on " + in +
                           ": " + localnetOff(in));
            return false;
        }
    }
    if (hasAddress(netns, *t.packet.source) && !isLoopback(*t.packet.source) &&
        deviceSetting(netns, in, "accept_local") == 0) {
        scene_.end(t, Cause::OwnSource,
                   scene_.place(t) + " drops what comes from outside and claims to be from its own address " +
                       formatAddress(*t.packet.source));
        return false;
    }
    return passesReversePath(t, in);
}

bool Routing::passesReversePath(Traveller& t, const std::string& in) {
    constexpr int kStrict = 1;
    const int filter = deviceSetting(scene_.here(t), in, "rp_filter");
    const RouteChoice back = chooseRoute(scene_.here(t), *t.packet.source);
    const bool hasWay = back.kind == RouteChoice::Kind::Away;
    if (filter == 0 || isLoopback(*t.packet.source) || (hasWay && (filter != kStrict || back.device == in))) {
        return true;
    }
    const std::string way = hasWay ? back.device : std::string("no device");
    scene_.end(t, Cause::ReversePath,
               scene_.place(t) + " would answer " + formatAddress(*t.packet.source) + " by " + way +
                   ", and rp_filter is " + std::to_string(filter) + " for " + in);
    return false;
}

}  // namespace podwire::walk
