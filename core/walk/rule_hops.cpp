// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/rule_hops.h"

#include <algorithm>

#include "core/netfilter/target_effect.h"

namespace podwire::walk {
namespace {

using netfilter::Effect;
using netfilter::Met;
using netfilter::Passing;

std::string lowerCase(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

class Listing {
public:
    Listing(const Hop& pattern, const netfilter::Packet& packet) : pattern_(pattern), packet_(packet) {}

    std::vector<Hop> run(const Passing& passing) {
        for (const Met& met : passing.met) {
            const bool isUnknown = passing.kind == Passing::Kind::Undecided && &met == &passing.met.back();
            addMisses(met);
            if (isUnknown && met.rule() != nullptr) {
                addUndecided(met);
            } else if (!met.isMatched) {
                addChance(met);
            } else {
                add(met);
            }
        }
        return std::move(hops_);
    }

private:
    void add(const Met& met) {
        Hop hop = pattern_;
        hop.chain = met.chain->name;
        hop.misses = std::move(misses_);
        hop.earlierMisses = earlier_;
        misses_.clear();
        earlier_ = 0;
        if (const auto* const installed = met.rule()) {
            hop.kind = Hop::Kind::Rule;
            hop.position = met.index + 1;
            hop.rule = netfilter::saveLine(installed->rule);
            hop.verdict = verdictOf(installed->rule);
            hop.chance = met.chance;
        } else {
            hop.kind = Hop::Kind::Policy;
            hop.verdict = lowerCase(met.chain->policy);
        }
        hops_.push_back(std::move(hop));
    }

    /// A rule at which the walk ends is shown as met, whether it matches or not.
    void addUndecided(const Met& met) {
        add(met);
        hops_.back().verdict = "undecided";
    }

    void addMisses(const Met& met) {
        packet_.mark = met.mark;
        const std::size_t first = met.index - std::min(met.index - met.from, kMostMisses);
        earlier_ += first - met.from;
        for (std::size_t i = first; i < met.index; ++i) {
            const netfilter::Rule& rule = met.chain->rules[i].rule;
            const auto reason = netfilter::reasonOf(rule, packet_, netfilter::fit(rule, packet_));
            if (reason) {
                misses_.push_back({i + 1, netfilter::saveLine(rule), reason->text(), 1});
            }
        }
    }

    void addChance(const Met& met) {
        misses_.push_back({met.index + 1, netfilter::saveLine(met.rule()->rule),
                           "its chance let the packet pass", met.chance});
    }

    const Hop& pattern_;
    netfilter::Packet packet_;
    std::vector<Hop> hops_;
    std::vector<Miss> misses_;
    std::size_t earlier_ = 0;
};

}  // namespace

std::string verdictOf(const netfilter::Rule& rule) {
    switch (netfilter::effectOf(rule)) {
        case Effect::GoesOn:
        case Effect::Marks:
        case Effect::Untracks:
            return "continue";
        case Effect::Jumps:
            return (rule.target->isGoto ? "goto " : "jump ") + rule.target->name;
        default:
            return lowerCase(rule.target->name);
    }
}

std::vector<Hop> hopsOf(const Hop& pattern, const Passing& passing, const netfilter::Packet& packet) {
    return Listing(pattern, packet).run(passing);
}

}  // namespace podwire::walk
