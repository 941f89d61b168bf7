// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/chain_graph.h"

#include <algorithm>
#include <deque>

#include "core/live/rule_search.h"
#include "core/netfilter/chain_order.h"

namespace podwire::live {
namespace {

using netfilter::TalliedChain;
using Kind = GraphNode::Kind;

/// What several rules of a chain lead to.
struct Way {
    const TalliedChain* to = nullptr;  ///< null: an end
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
    Builder(const netfilter::Tallied& rules, const GraphWish& wish)
        : wish_(wish), chains_(chainsOf(rules, wish.table)), search_(chains_, wish.words) {}

    ChainGraph run() {
        for (const TalliedChain* const chain : roots()) {
            nodeOf(*chain);
        }
        while (!waiting_.empty()) {
            const TalliedChain& chain = *waiting_.front();
            waiting_.pop_front();
            follow(chain);
        }
        return std::move(graph_);
    }

private:
    static ChainsByName chainsOf(const netfilter::Tallied& rules, const std::string& table) {
        ChainsByName chains;
        for (const auto& chain : rules.chains) {
            if (chain->table == table) {
                chains.emplace(chain->name, chain.get());
            }
        }
        return chains;
    }

    [[nodiscard]] std::vector<const TalliedChain*> roots() const {
        std::vector<const TalliedChain*> roots;
        for (const auto& [name, chain] : chains_) {
            const bool wanted =
                wish_.chain.empty() ? !chain->policy.empty() && leadsAnywhere(*chain) : name == wish_.chain;
            if (wanted) {
                roots.push_back(chain);
            }
        }
        std::sort(roots.begin(), roots.end(), [](const TalliedChain* a, const TalliedChain* b) {
            return netfilter::hookOf(a->name) < netfilter::hookOf(b->name);
        });
        return roots;
    }

    [[nodiscard]] bool leadsAnywhere(const TalliedChain& chain) const {
        for (std::size_t i = 0; i < chain.rules->size(); ++i) {
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

    std::size_t nodeOf(const TalliedChain& chain) {
        const auto known = nodes_.find(&chain);
        if (known != nodes_.end()) {
            return known->second;
        }
        const std::size_t node =
            add({chain.policy.empty() ? Kind::Chain : Kind::Hook, chain.name, {}, {}, chain.rules->size()});
        nodes_.emplace(&chain, node);
        waiting_.push_back(&chain);
        return node;
    }

    [[nodiscard]] std::vector<Way> waysOf(const TalliedChain& chain) const {
        std::vector<Way> ways;
        std::unordered_map<std::string, std::size_t> known;
        for (std::size_t i = 0; i < chain.rules->size(); ++i) {
            const auto& rule = chain.rules->at(i);
            const auto& target = rule->installed.rule.target;
            if (!target || !search_.keeps(chain, i)) {
                continue;
            }
            const auto [at, isNew] = known.try_emplace(wordsOf(*target), ways.size());
            if (isNew) {
                ways.push_back({jumpOf(rule->installed.rule, chains_), rule, 0, 0, false});
            }
            Way& way = ways[at->second];
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

    void follow(const TalliedChain& chain) {
        const std::size_t from = nodeOf(chain);
        const std::vector<Way> ways = waysOf(chain);
        const std::vector<bool> shown = shownOf(chain, ways);
        GraphNode rest{Kind::More, chain.name, {}, {}, 0};
        double restRate = 0;
        for (std::size_t i = 0; i < ways.size(); ++i) {
            const Way& way = ways[i];
            if (shown[i]) {
                const std::size_t to = way.to != nullptr
                                           ? nodeOf(*way.to)
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

    const GraphWish& wish_;
    ChainsByName chains_;
    RuleSearch search_;
    ChainGraph graph_;
    std::unordered_map<const TalliedChain*, std::size_t> nodes_;
    std::deque<const TalliedChain*> waiting_;
};

}  // namespace

std::vector<std::size_t> ChainGraph::edgesFrom(std::size_t node) const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (edges[i].from == node) {
            all.push_back(i);
        }
    }
    return all;
}

ChainGraph chainGraph(const netfilter::Tallied& rules, const GraphWish& wish) {
    return Builder(rules, wish).run();
}

}  // namespace podwire::live
