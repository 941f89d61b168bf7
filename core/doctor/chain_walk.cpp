// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/chain_walk.h"

#include <algorithm>
#include <string_view>

namespace podwire::doctor {
namespace {

using netfilter::Rule;

constexpr int kDepth = 16;  // of jumps; the kernel's own limit on a table's stack is of this order

bool isOneOf(const std::string& name, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool untracks(const netfilter::Target& target) {
    return target.name == "NOTRACK" ||
           (target.name == "CT" && std::any_of(target.options.begin(), target.options.end(),
                                               [](const auto& one) { return one.name == "--notrack"; }));
}

class Walk {
public:
    Walk(const netfilter::Table& table, const Packet& packet) : table_(table), packet_(packet) {}

    std::vector<Obstacle> run(const std::string& name) {
        const netfilter::Chain* chain = table_.find(name);
        if (chain != nullptr && !enter(*chain, 0) && chain->policy == "DROP") {
            found_.push_back({chain->name, chain->rules.size(), nullptr, Effect::Drops, certain_});
        }
        return std::move(found_);
    }

private:
    /// True when the packet's way through the table ends in this chain.
    bool enter(const netfilter::Chain& chain, int depth) {
        for (std::size_t i = 0; i < chain.rules.size(); ++i) {
            const netfilter::InstalledRule& installed = chain.rules[i];
            const Fit fit = fits(installed.rule, packet_);
            if (fit == Fit::No) {
                continue;
            }
            const bool sure = fit == Fit::Yes;
            const Effect effect = effectOf(installed.rule);
            if (effect == Effect::Drops || effect == Effect::Untracks) {
                found_.push_back({chain.name, i, &installed, effect, certain_ && sure});
            }
            const bool ends =
                effect == Effect::Accepts || effect == Effect::Drops || effect == Effect::Translates;
            if (ends && sure) {
                return true;
            }
            if (effect == Effect::Returns && sure) {
                return false;
            }
            if (effect == Effect::Jumps && depth < kDepth && jump(installed.rule, sure, depth)) {
                return true;
            }
            certain_ = certain_ && (sure || effect == Effect::GoesOn || effect == Effect::Drops ||
                                    effect == Effect::Jumps);
        }
        return false;
    }

    bool jump(const Rule& rule, bool sure, int depth) {
        const netfilter::Chain* chain = table_.find(rule.target->name);
        if (chain == nullptr) {
            return false;
        }
        const bool before = certain_;
        certain_ = certain_ && sure;
        const bool ended = enter(*chain, depth + 1);
        certain_ = before && (sure || !ended);
        return (ended && sure) || (rule.target->isGoto && sure);
    }

    const netfilter::Table& table_;
    const Packet& packet_;
    std::vector<Obstacle> found_;
    bool certain_ = true;
};

bool endsAll(const netfilter::Table& table, const Rule& outer, const Rule& inner, int depth) {
    const Effect effect = effectOf(outer);
    if (!covers(outer, inner) || effect == Effect::GoesOn || effect == Effect::Untracks) {
        return false;
    }
    if (effect != Effect::Jumps) {
        return true;
    }
    const netfilter::Chain* chain = table.find(outer.target->name);
    if (chain == nullptr || depth >= kDepth) {
        return false;
    }
    for (const netfilter::InstalledRule& one : chain->rules) {
        if (endsAll(table, one.rule, inner, depth + 1)) {
            return effectOf(one.rule) != Effect::Returns;
        }
    }
    return false;
}

}  // namespace

Effect effectOf(const Rule& rule) {
    if (!rule.target) {
        return Effect::GoesOn;
    }
    const std::string& name = rule.target->name;
    if (isOneOf(name, {"DROP", "REJECT"})) {
        return Effect::Drops;
    }
    if (isOneOf(name, {"ACCEPT", "QUEUE", "NFQUEUE", "TPROXY"})) {
        return Effect::Accepts;
    }
    if (isOneOf(name, {"DNAT", "SNAT", "MASQUERADE", "REDIRECT", "NETMAP"})) {
        return Effect::Translates;
    }
    if (name == "RETURN") {
        return Effect::Returns;
    }
    if (untracks(*rule.target)) {
        return Effect::Untracks;
    }
    // Any other name is an extension that lets the packet go on, or a chain; a chain that is not there ends
    // nothing.
    return Effect::Jumps;
}

std::vector<Obstacle> obstacles(const netfilter::Table& table, const std::string& chain,
                                const Packet& packet) {
    return Walk(table, packet).run(chain);
}

bool takesAll(const netfilter::Table& table, const Rule& outer, const Rule& inner) {
    return endsAll(table, outer, inner, 0);
}

}  // namespace podwire::doctor
