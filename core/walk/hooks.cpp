// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/hooks.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/walk/kernel.h"
#include "core/walk/rule_hops.h"

namespace podwire::walk {
namespace {

using netfilter::Endpoints;
using netfilter::Hook;
using netfilter::Passing;
using netfilter::Table;
using netfilter::Tracking;
using Cause = End::Cause;

constexpr int kTrackPriority = -200;  // NF_IP_PRI_CONNTRACK
constexpr const char* kHookNames[] = {"PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"};

constexpr std::array<std::string_view, 9> kTrackingMatches{
    "conntrack", "state", "connmark", "connbytes", "connlabel", "connlimit", "helper", "cluster", "socket"};
constexpr std::array<std::string_view, 4> kTrackingTargets{"CONNMARK", "CONNSECMARK", "CT", "SYNPROXY"};

bool isTracking(const netfilter::Rule& rule) {
    const auto isOneOf = [](const auto& names, const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    return (rule.target && (netfilter::effectOf(rule) == netfilter::Effect::Translates ||
                            isOneOf(kTrackingTargets, rule.target->name))) ||
           std::any_of(rule.matches.begin(), rule.matches.end(), [&](const netfilter::Match& match) {
               return isOneOf(kTrackingMatches, match.module);
           });
}

/// The kernel follows the connections of a namespace only when one of its rules needs that, and without it no
/// packet comes to the chains of nat.
bool hasConntrack(const netfilter::Ruleset& rules) {
    for (const Table& table : rules.tables) {
        for (const netfilter::Chain& chain : table.chains) {
            if (std::any_of(chain.rules.begin(), chain.rules.end(),
                            [](const netfilter::InstalledRule& one) { return isTracking(one.rule); })) {
                return true;
            }
        }
    }
    return false;
}

bool changesDestination(Hook hook) {
    return hook == Hook::Prerouting || hook == Hook::Output;
}

}  // namespace

/// What happens at a hook: conntrack looks, nat acts, or a table's rules are asked. By priority.
struct Hooks::Stage {
    enum class Kind { Track, Nat, Rules };
    Kind kind = Kind::Rules;
    int priority = 0;
    const Table* table = nullptr;  ///< of Nat: nullptr where there are no rules
};

void Hooks::pass(Traveller t, Hook hook, const Next& next) {
    const std::vector<Stage> stages = stagesOf(scene_.here(t), hook);
    passStage(std::move(t), hook, stages, 0, next);
}

std::vector<Hooks::Stage> Hooks::stagesOf(const Namespace& netns, Hook hook) {
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
            nat.table = hasConntrack(netns.rules) ? &table : nullptr;
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

void Hooks::passStage(Traveller t, Hook hook, const std::vector<Stage>& stages, std::size_t i,
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
            askRules(t, hook, *stage.table, then);
            break;
    }
}

void Hooks::knowTypes(Traveller& t) const {
    t.packet.sourceType = addressType(scene_.here(t), *t.packet.source);
    t.packet.destinationType = addressType(scene_.here(t), *t.packet.destination);
}

void Hooks::track(Traveller& t) {
    if (!t.isTracked && t.packet.tracking != Tracking::Untracked) {
        t.connections.track(t.spot, t.packet, t.isReply);
    }
    t.isTracked = true;
}

/// Rules are asked for the first packet of a connection; later ones are translated as that was.
void Hooks::passNat(Traveller t, Hook hook, const Stage& stage, const Next& then) {
    Connection* const connection = t.connections.current();
    const bool ofDestination = changesDestination(hook);
    if (connection == nullptr) {
        then(std::move(t));
        return;
    }
    if (t.packet.isReply) {
        const bool isTurned = turnBack(t, hook);
        if (isTurned && hook == Hook::Output && !routing_.takeAgain(t)) {
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
    askRules(t, hook, *stage.table, then);
}

/// True when that changed the packet.
bool Hooks::turnBack(Traveller& t, Hook hook) {
    const Endpoints before = t.packet;
    t.connections.turnBack(t.packet, changesDestination(hook));
    if (Endpoints(t.packet) == before) {
        return false;
    }
    Hop hop = scene_.hopAt(t, Hop::Kind::Translation);
    hop.hook = kHookNames[static_cast<int>(hook)];
    hop.before = before;
    t.way.hops.push_back(std::move(hop));
    return true;
}

void Hooks::askRules(const Traveller& t, Hook hook, const Table& table, const Next& then) {
    const char* const chain = kHookNames[static_cast<int>(hook)];
    Hop pattern = scene_.hopAt(t, Hop::Kind::Rule);
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

void Hooks::follow(Traveller t, const Passing& passing, Hook hook, const Next& then) {
    const Hop& last = t.way.hops.back();
    const std::string who = scene_.place(t) + ", table " + last.table + ", chain " + last.chain;
    switch (passing.kind) {
        case Passing::Kind::Accepted:
            then(std::move(t));
            return;
        case Passing::Kind::Undecided:
            scene_.end(t, Cause::Unclear, passing.why + " (" + who + ")", End::Kind::Undecided);
            return;
        case Passing::Kind::Dropped:
            drop(t, last, who);
            return;
        case Passing::Kind::Translated:
            translate(std::move(t), *netfilter::translationOf(*passing.met.back().rule()->rule.target), hook,
                      then);
    }
}

void Hooks::drop(Traveller& t, const Hop& by, const std::string& who) {
    const std::string what = by.kind == Hop::Kind::Policy
                                 ? "the policy of " + who
                                 : "rule " + std::to_string(by.position) + " of " + who;
    if (by.verdict == "reject") {
        scene_.end(t, Cause::RejectedByRule, what + " rejects it",
                   t.isReply ? End::Kind::Lost : End::Kind::Refused);
    } else {
        scene_.end(t, Cause::DroppedByRule, what + " drops it");
    }
}

void Hooks::translate(Traveller t, const netfilter::Translation& to, Hook hook, const Next& then) {
    const Endpoints before = t.packet;
    static_cast<Endpoints&>(t.packet) = netfilter::translated(t.packet, to);
    if (to.isOwnAddress) {
        (to.ofDestination ? t.packet.destination : t.packet.source) = ownAddress(t, hook);
    }
    if (!t.packet.source || !t.packet.destination) {
        scene_.end(t, Cause::Unclear,
                   to.isOwnAddress ? scene_.place(t) + " has no address to put into the packet"
                                   : "the kernel chooses one of " + to.text,
                   End::Kind::Undecided);
        return;
    }
    t.way.hops.back().after = t.packet;
    t.connections.noteTranslation(t.packet, to.ofDestination);
    const bool isNew = t.packet.destination != before.destination;
    if (hook == Hook::Output && isNew && !routing_.takeAgain(t)) {
        return;
    }
    then(std::move(t));
}

/// What MASQUERADE and REDIRECT put in.
std::optional<std::uint32_t> Hooks::ownAddress(const Traveller& t, Hook hook) const {
    const Namespace& netns = scene_.here(t);
    if (hook == Hook::Output) {
        return netfilter::parseAddress("127.0.0.1");
    }
    if (hook == Hook::Prerouting) {
        return addressOn(netns, *t.packet.in, *t.packet.source);
    }
    return addressOn(netns, *t.packet.out, chooseRoute(netns, *t.packet.destination).nextHop);
}

}  // namespace podwire::walk
