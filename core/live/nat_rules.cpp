// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/nat_rules.h"

#include <algorithm>

#include "core/conntrack/nat.h"
#include "core/doctor/chain_walk.h"
#include "core/live/nat_target.h"
#include "core/netstate/route_match.h"

namespace podwire::live {
namespace {

using doctor::Effect;
using doctor::Fit;
using doctor::Packet;

constexpr int kDepth = 16;  // of jumps, as the kernel allows them
constexpr std::uint32_t kLoopback = 127;
constexpr unsigned kFirstOctet = 24;

using Translates = bool (*)(const netfilter::Target&, const Endpoints&);

NatRule placeOf(const netfilter::Chain& chain, std::size_t index) {
    const netfilter::InstalledRule& rule = chain.rules[index];
    return {chain.name, index + 1, rule.line, netfilter::specification(rule.rule)};
}

/// Goes the way of one packet through the chains until a rule that may have made the translation.
class Walk {
public:
    Walk(const netfilter::Table& table, const Packet& packet, Translates translates, Endpoints endpoints)
        : table_(table), packet_(packet), translates_(translates), endpoints_(endpoints) {}

    void run(const std::string& hook) {
        if (const netfilter::Chain* const chain = table_.find(hook)) {
            enter(*chain, 0);
        }
    }
    [[nodiscard]] const std::optional<NatRule>& maker() const { return maker_; }
    /// A rule that surely ends such a packet's way before any that may have made the translation.
    [[nodiscard]] const std::optional<NatRule>& taker() const { return taker_; }

private:
    /// True when the way through the table ends in this chain.
    bool enter(const netfilter::Chain& chain, int depth) {
        for (std::size_t i = 0; i < chain.rules.size(); ++i) {
            const netfilter::Rule& rule = chain.rules[i].rule;
            const Fit fit = doctor::fits(rule, packet_);
            if (fit == Fit::No || !rule.target) {
                continue;
            }
            const bool sure = fit == Fit::Yes;
            const Effect effect = doctor::effectOf(rule);
            if (effect == Effect::Translates && translates_(*rule.target, endpoints_)) {
                maker_ = placeOf(chain, i);
                return true;
            }
            if (effect == Effect::Jumps && depth < kDepth && jump(rule, sure, depth)) {
                return true;
            }
            if (effect == Effect::Returns && sure) {
                return false;
            }
            if (sure && ends(effect)) {
                taker_ = placeOf(chain, i);
                return true;
            }
        }
        return false;
    }

    bool jump(const netfilter::Rule& rule, bool sure, int depth) {
        const netfilter::Chain* const chain = table_.find(rule.target->name);
        if (chain == nullptr) {
            return false;
        }
        const bool ended = enter(*chain, depth + 1);
        if (maker_) {
            return true;
        }
        if (!sure) {
            taker_.reset();
        }
        return sure && (ended || rule.target->isGoto);
    }

    static bool ends(Effect effect) {
        return effect == Effect::Translates || effect == Effect::Accepts || effect == Effect::Drops;
    }

    const netfilter::Table& table_;
    const Packet& packet_;
    Translates translates_;
    Endpoints endpoints_;
    std::optional<NatRule> maker_;
    std::optional<NatRule> taker_;
};

class Finder {
public:
    Finder(const conntrack::Flow& flow, const netfilter::Table& nat, const netstate::Netns* own)
        : flow_(flow), nat_(nat), own_(own) {}

    /// Before routing, so that no device is known that the packet will leave by.
    [[nodiscard]] NatMaker destination() const {
        const conntrack::Tuple& sent = flow_.original;
        const conntrack::Tuple& back = flow_.reply;
        Packet packet = packetTo(sent.destination, sent.destinationPort);
        const bool fromHere = packet.fromHere;
        packet.out = fromHere ? deviceTo(sent.destination) : std::optional<std::string>("");
        const Endpoints endpoints{sent.destination, back.source, sent.destinationPort, back.sourcePort,
                                  isHere(back.source)};
        if (own_ == nullptr) {
            return search(packet, translatesDestination, endpoints, {"PREROUTING", "OUTPUT"});
        }
        return search(packet, translatesDestination, endpoints, {fromHere ? "OUTPUT" : "PREROUTING"});
    }

    /// After routing, and after the destination was translated.
    [[nodiscard]] NatMaker source() const {
        const conntrack::Tuple& sent = flow_.original;
        const conntrack::Tuple& back = flow_.reply;
        Packet packet = packetTo(back.source, back.sourcePort);
        packet.out = deviceTo(back.source);
        const Endpoints endpoints{sent.source, back.destination, sent.sourcePort, back.destinationPort,
                                  own_ == nullptr || isHere(back.destination)};
        const bool delivered = own_ != nullptr && !packet.fromHere && packet.toHere;
        NatMaker maker = search(packet, translatesSource, endpoints, {delivered ? "INPUT" : "POSTROUTING"});
        if (!maker.rule && sent.source == back.destination) {
            maker.why = "No rule did: the sender's port was in use, so the kernel took another one.";
        }
        return maker;
    }

private:
    [[nodiscard]] Packet packetTo(std::uint32_t destination, std::uint16_t port) const {
        Packet packet;
        packet.protocol = conntrack::protocolName(flow_.protocol);
        packet.source = flow_.original.source;
        packet.destination = destination;
        packet.sourcePort = flow_.original.sourcePort;
        packet.destinationPort = port;
        packet.fromHere = isHere(flow_.original.source);
        packet.toHere = isHere(destination);
        if (packet.fromHere) {
            packet.in = "";
        }
        return packet;
    }

    [[nodiscard]] bool isHere(std::uint32_t address) const {
        if (address >> kFirstOctet == kLoopback) {
            return true;
        }
        if (own_ == nullptr) {
            return false;
        }
        const std::string text = netfilter::formatAddress(address);
        const auto has = [&](const netstate::Link& link) {
            return std::any_of(link.addresses.begin(), link.addresses.end(),
                               [&](const netstate::Address& one) { return one.local == text; });
        };
        return std::any_of(own_->links.begin(), own_->links.end(), has);
    }

    [[nodiscard]] std::optional<std::string> deviceTo(std::uint32_t address) const {
        if (own_ == nullptr) {
            return std::nullopt;
        }
        if (isHere(address)) {
            return "lo";
        }
        const auto routes = netstate::routesTo(own_->routes, address);
        return routes.empty() ? std::nullopt : std::optional(own_->routes[routes.front()].device);
    }

    [[nodiscard]] NatMaker search(const Packet& packet, Translates translates, const Endpoints& endpoints,
                                  std::initializer_list<const char*> hooks) const {
        NatMaker maker;
        maker.translated = true;
        std::string names;
        std::optional<NatRule> taker;
        for (const char* const hook : hooks) {
            Walk walk(nat_, packet, translates, endpoints);
            walk.run(hook);
            if (walk.maker()) {
                maker.rule = walk.maker();
                return maker;
            }
            taker = taker ? taker : walk.taker();
            names += (names.empty() ? "" : " or ") + std::string(hook);
        }
        maker.why = taker ? "Such connections now end at rule " + std::to_string(taker->number) + " of " +
                                taker->chain +
                                ", which does something else: the rule that made this one has "
                                "gone, or stands behind it."
                          : "No rule that " + names + " leads to does this now: the one that did has gone.";
        return maker;
    }

    const conntrack::Flow& flow_;
    const netfilter::Table& nat_;
    const netstate::Netns* own_;
};

}  // namespace

NatMakers natMakersOf(const conntrack::Flow& flow, const netfilter::Ruleset& rules,
                      const netstate::Netns* own) {
    static const netfilter::Table kEmpty{"nat", {}};
    const netfilter::Table* const nat = rules.find("nat");
    const Finder finder(flow, nat == nullptr ? kEmpty : *nat, own);
    const conntrack::Nat translated = conntrack::natOf(flow);
    return {translated.destination ? finder.destination() : NatMaker(),
            translated.source ? finder.source() : NatMaker()};
}

}  // namespace podwire::live
