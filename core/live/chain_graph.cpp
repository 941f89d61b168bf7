// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/chain_graph.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <optional>
#include <unordered_map>

#include "core/netfilter/chain_order.h"

namespace podwire::live {
namespace {

using netfilter::TalliedChain;
using Kind = GraphNode::Kind;

/// What several rules of a chain lead to.
struct Way {
    std::optional<std::size_t> to;  ///< a chain; none: an end
    std::shared_ptr<const netfilter::TalliedRule> rule;
    std::size_t rules = 0;
    double packetsPerSecond = 0;
    bool counted = false;  ///< while it was watched
};

std::string wordsOf(const netfilter::Target& target) {
    std::string words = target.name;
    for (const netfilter::Option& option : target.options) {
        words += ' ' + option.name;
        for (const std::string& value : option.values) {
            words += ' ' + value;
        }
    }
    return words;
}

class Builder {
public:
    Builder(const netfilter::Tallied& rules, const RuleSearch& search, const GraphWish& wish)
        : rules_(rules), search_(search), wish_(wish) {}

    ChainGraph run() {
        for (const std::size_t chain : roots()) {
            nodeOf(chain);
        }
        while (!waiting_.empty()) {
            const std::size_t chain = waiting_.front();
            waiting_.pop_front();
            follow(chain);
        }
        return std::move(graph_);
    }

private:
    [[nodiscard]] const TalliedChain& at(std::size_t chain) const { return *rules_.chains[chain]; }

    [[nodiscard]] std::vector<std::size_t> roots() const {
        if (!wish_.chain.empty()) {
            const auto chain = search_.find(wish_.chain);
            return chain ? std::vector<std::size_t>{*chain} : std::vector<std::size_t>();
        }
        std::vector<std::size_t> roots;
        std::copy_if(search_.chains().begin(), search_.chains().end(), std::back_inserter(roots),
                     [&](std::size_t chain) { return !at(chain).policy.empty() && leadsAnywhere(chain); });
        std::sort(roots.begin(), roots.end(), [&](std::size_t a, std::size_t b) {
            return netfilter::hookOf(at(a).name) < netfilter::hookOf(at(b).name);
        });
        return roots;
    }

    [[nodiscard]] bool leadsAnywhere(std::size_t chain) const {
        for (std::size_t i = 0; i < at(chain).rules->size(); ++i) {
            if (search_.keeps(chain, i)) {
                return true;
            }
        }
        return false;
    }

    std::size_t add(GraphNode node) {
        graph_.nodes.push_back(std::move(node));
        return graph_.nodes.size() - 1;
    }

    std::size_t nodeOf(std::size_t index, const std::shared_ptr<const netfilter::TalliedRule>& by = {}) {
        const auto known = nodes_.find(index);
        if (known != nodes_.end()) {
            return known->second;
        }
        const TalliedChain& chain = at(index);
        const std::size_t node =
            add({chain.policy.empty() ? Kind::Chain : Kind::Hook, chain.name, by, {}, chain.rules->size()});
        nodes_.emplace(index, node);
        waiting_.push_back(index);
        return node;
    }

    [[nodiscard]] std::vector<Way> waysOf(std::size_t index) const {
        const TalliedChain& chain = at(index);
        std::vector<Way> ways;
        std::unordered_map<std::string, std::size_t> known;
        for (std::size_t i = 0; i < chain.rules->size(); ++i) {
            const auto& rule = chain.rules->at(i);
            const auto& target = rule->installed.rule.target;
            if (!target || !search_.keeps(index, i)) {
                continue;
            }
            const auto [found, isNew] = known.try_emplace(wordsOf(*target), ways.size());
            if (isNew) {
                ways.push_back({search_.jumpOf(rule->installed.rule), rule, 0, 0, false});
            }
            Way& way = ways[found->second];
            ++way.rules;
            way.packetsPerSecond += chain.counts[i].packetsPerSecond;
            way.counted = way.counted || chain.counts[i].history != nullptr;
        }
        return ways;
    }

    /// Which of the ways are shown: those that have counted come first, so that traffic is in sight.
    [[nodiscard]] std::vector<bool> shownOf(const TalliedChain& chain, const std::vector<Way>& ways) const {
        const auto more = wish_.more.find(chain.name);
        std::size_t room = wish_.children + (more == wish_.more.end() ? 0 : more->second);
        if (graph_.nodes.size() + std::min(room, ways.size()) > wish_.nodes) {
            room = 0;
        }
        if (ways.size() <= room + 1 && room > 0) {  // a fold of one saves nothing
            room = ways.size();
        }
        std::vector<bool> shown(ways.size(), false);
        for (const bool counted : {true, false}) {
            for (std::size_t i = 0; i < ways.size() && room > 0; ++i) {
                if (ways[i].counted == counted) {
                    shown[i] = true;
                    --room;
                }
            }
        }
        return shown;
    }

    void follow(std::size_t index) {
        const TalliedChain& chain = at(index);
        const std::size_t from = nodeOf(index);
        const std::vector<Way> ways = waysOf(index);
        const std::vector<bool> shown = shownOf(chain, ways);
        GraphNode rest{Kind::More, chain.name, {}, {}, 0};
        double restRate = 0;
        for (std::size_t i = 0; i < ways.size(); ++i) {
            const Way& way = ways[i];
            if (shown[i]) {
                const std::size_t to = way.to ? nodeOf(*way.to, way.rule)
                                              : add({Kind::End, chain.name, way.rule, {}, way.rules});
                graph_.edges.push_back({from, to, way.packetsPerSecond});
            } else {
                ++rest.count;
                restRate += way.packetsPerSecond;
            }
        }
        if (rest.count > 0) {
            graph_.edges.push_back({from, add(std::move(rest)), restRate});
        }
        if (!chain.policy.empty() && search_.findsAll()) {
            const std::size_t to = add({Kind::Policy, chain.name, {}, chain.policy, 0});
            graph_.edges.push_back({from, to, chain.policyCount.packetsPerSecond});
        }
    }

    const netfilter::Tallied& rules_;
    const RuleSearch& search_;
    const GraphWish& wish_;
    ChainGraph graph_;
    std::unordered_map<std::size_t, std::size_t> nodes_;  ///< by chain
    std::deque<std::size_t> waiting_;
};

}  // namespace

ChainGraph chainGraph(const netfilter::Tallied& rules, const RuleSearch& search, const GraphWish& wish) {
    return Builder(rules, search, wish).run();
}

}  // namespace podwire::live
