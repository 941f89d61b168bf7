// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/walk_steps.h"

#include "core/base/shellwords.h"
#include "core/netfilter/rule_command.h"

namespace podwire::live {
namespace {

using walk::Hop;

/// Goes through both lists side by side.
class Merge {
public:
    Merge(const std::vector<Hop>& foretold, const trace::Comparison& compared, const std::vector<Hop>& traced)
        : foretold_(foretold), traced_(traced), agreeing_(agreeingHops(compared)) {}

    std::vector<WalkStep> steps() {
        while (met_ < agreeing_ && f_ < foretold_.size() && t_ < traced_.size()) {
            pair();
        }
        while (t_ < traced_.size()) {
            add(traced_[t_++], false, true, parted_);
        }
        while (f_ < foretold_.size()) {
            const Hop& hop = foretold_[f_++];
            add(hop, true, false, parted_ && walk::isTraced(hop));
        }
        return std::move(steps_);
    }

private:
    std::size_t agreeingHops(const trace::Comparison& compared) {
        parted_ = compared.firstDifference.has_value() || !compared.difference.empty();
        return compared.firstDifference.value_or(traced_.size());
    }

    void pair() {
        const Hop& foretold = foretold_[f_];
        const Hop& traced = traced_[t_];
        if (walk::isTraced(foretold) && walk::isTraced(traced)) {
            ++f_, ++t_, ++met_;
            add(traced, true, true, false);
        } else if (isSameTranslation(foretold, traced)) {
            ++f_, ++t_;
            add(traced, true, true, false);
        } else if (!walk::isTraced(foretold)) {
            ++f_;
            add(foretold, true, false, false);
        } else {
            ++t_;
            add(traced, false, true, false);
        }
    }

    static bool isSameTranslation(const Hop& a, const Hop& b) {
        return a.kind == Hop::Kind::Translation && b.kind == a.kind && a.node == b.node &&
               a.netns == b.netns && a.isReply == b.isReply;
    }

    void add(const Hop& hop, bool isForetold, bool isTraced, bool contradicts) {
        steps_.push_back({hop, isForetold, isTraced, contradicts});
    }

    const std::vector<Hop>& foretold_;
    const std::vector<Hop>& traced_;
    bool parted_ = false;
    std::size_t agreeing_;
    std::size_t met_ = 0;
    std::size_t f_ = 0;
    std::size_t t_ = 0;
    std::vector<WalkStep> steps_;
};

}  // namespace

std::vector<WalkStep> stepsOf(const PacketWalk& walk, std::size_t way) {
    const std::vector<Hop>& foretold = walk.foretold.ways[way].hops;
    if (!walk.traced || walk.traced->comparison.way != way) {
        std::vector<WalkStep> steps;
        steps.reserve(foretold.size());
        for (const Hop& hop : foretold) {
            steps.push_back({hop, true, false, false});
        }
        return steps;
    }
    return Merge(foretold, walk.traced->comparison, walk.traced->story.hops).steps();
}

std::string specificationOf(const Hop& hop) {
    if (hop.kind != Hop::Kind::Rule) {
        return {};
    }
    const auto words = splitWords(hop.rule);
    if (!words) {
        return {};
    }
    std::vector<std::string> command{"iptables", "-t", hop.table};
    command.insert(command.end(), words->begin(), words->end());
    const auto parsed = netfilter::parseRuleCommand(command);
    return parsed ? netfilter::specification(parsed->rule) : std::string();
}

}  // namespace podwire::live
