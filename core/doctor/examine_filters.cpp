// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/base/shellwords.h"
#include "core/doctor/chain_walk.h"
#include "core/doctor/examine.h"
#include "core/doctor/own_rules.h"
#include "core/doctor/passage.h"

namespace podwire::doctor {
namespace {

constexpr const char* kLegacy = "iptables-legacy";

/// Looks along the service's packets for rules that stop them.
class Filters {
public:
    Filters(const Case& theCase, Findings& findings) : case_(theCase), findings_(findings) {}

    void run(const std::vector<Passage>& passages, bool legacy) {
        legacy_ = legacy;
        for (const Passage& passage : passages) {
            const netfilter::Ruleset* rules = rulesOf(passage);
            if (rules == nullptr) {
                continue;
            }
            for (const std::string& name : passage.tables) {
                if (const netfilter::Table* table = rules->find(name); table != nullptr) {
                    walk(passage, *table);
                }
            }
        }
    }

    /// Legacy nat rules that translate what the service's own rules should.
    void runLegacyNat(const std::vector<Passage>& passages) {
        legacy_ = true;
        for (const Passage& passage : passages) {
            const netfilter::Ruleset* rules = rulesOf(passage);
            const netfilter::Chain* chain = rules == nullptr ? nullptr : rules->find("nat", passage.chain);
            if (chain == nullptr || passage.packet.isReply || passage.tables.front() != "raw") {
                continue;
            }
            for (std::size_t i = 0; i < chain->rules.size(); ++i) {
                const netfilter::InstalledRule& rule = chain->rules[i];
                if (effectOf(rule.rule) == Effect::Translates && fits(rule.rule, passage.packet) != Fit::No &&
                    !isWantedRule(case_.picture, passage.node, {}, "nat", rule.rule)) {
                    translator(passage, i, rule);
                }
            }
        }
    }

private:
    const netfilter::Ruleset* rulesOf(const Passage& passage) const {
        const plan::Observed* node = case_.observed(passage.node);
        if (node == nullptr) {
            return nullptr;
        }
        if (legacy_) {
            return passage.netns.empty() && node->legacyRules ? &*node->legacyRules : nullptr;
        }
        if (passage.netns.empty()) {
            return &node->rules;
        }
        const Look* look = case_.look(passage.node);
        return look == nullptr ? nullptr : look->rulesIn(passage.netns);
    }

    void walk(const Passage& passage, const netfilter::Table& table) {
        for (const Obstacle& obstacle : obstacles(table, passage.chain, passage.packet)) {
            if (obstacle.rule != nullptr &&
                isWantedRule(case_.picture, passage.node, passage.netns, table.name, obstacle.rule->rule)) {
                continue;
            }
            const RulePlace place{legacy_ ? kLegacy : "iptables", passage.netns, table.name, obstacle.chain,
                                  obstacle.index};
            if (isNew(passage, place)) {
                obstacle.rule == nullptr ? policy(passage, place, obstacle) : rule(passage, place, obstacle);
            }
        }
    }

    bool isNew(const Passage& passage, const RulePlace& place) {
        return known_
            .insert({passage.node, place.netns, place.tool + place.table + ' ' + place.chain, place.index})
            .second;
    }

    Finding& add(const char* id, const Passage& passage, const RulePlace& place) {
        Finding& finding = findings_.emplace_back();
        finding.id = id;
        finding.layer = Layer::Filter;
        finding.node = passage.node;
        finding.object = place.netns.empty() ? place.table + ' ' + place.chain : place.netns;
        finding.verdict = Verdict::Wrong;
        finding.command = place.listCommand();
        return finding;
    }

    void policy(const Passage& passage, const RulePlace& place, const Obstacle& obstacle) {
        Finding& finding = add("filter.policy", passage, place);
        finding.title = "The policy of " + place.chain + " drops what no rule accepts";
        finding.found = "policy DROP in table " + place.table;
        finding.meaning = "It drops " + passage.about + ".";
        finding.mend = Mend{passage.node,
                            place.prefix() + " -P " + quoteWord(place.chain) + " ACCEPT",
                            "Lets through what no rule names.",
                            {}};
        soften(finding, obstacle);
    }

    void rule(const Passage& passage, const RulePlace& place, const Obstacle& obstacle) {
        const bool untracks = obstacle.effect == Effect::Untracks;
        Finding& finding = add(untracks  ? "raw.notrack"
                               : legacy_ ? "legacy.drop"
                                         : "filter.drop",
                               passage, place);
        const std::string where =
            place.table + ' ' + place.chain + " of " + (place.netns.empty() ? passage.node : place.netns);
        finding.title = untracks ? "A rule in " + where + " hides the service's packets from conntrack"
                                 : "A rule in " + where + " drops the service's packets";
        finding.found = "rule " + std::to_string(place.index + 1) + ": " + obstacle.rule->line;
        finding.meaning =
            untracks
                ? "Table nat works on connections. A packet that is not tracked passes it unseen, so " +
                      passage.about + " is not translated, and the counters of the nat rules do not move."
                : "It takes " + passage.about + ", which passes " + place.chain + " there. " +
                      (passage.packet.isReply ? "Requests arrive, the answers get lost."
                                              : "The request never arrives.");
        finding.mend = Mend{
            passage.node,
            deleteCommand(place, *obstacle.rule),
            "Deletes the rule by its exact specification (by its number: " + place.numberedDelete() + ").",
            {}};
        soften(finding, obstacle);
    }

    static void soften(Finding& finding, const Obstacle& obstacle) {
        if (!obstacle.certain) {
            finding.verdict = Verdict::Note;
            finding.suspect = true;
            finding.meaning += " Whether it does depends on more than can be read here.";
        }
    }

    void translator(const Passage& passage, std::size_t index, const netfilter::InstalledRule& rule) {
        const RulePlace place{kLegacy, {}, "nat", passage.chain, index};
        if (!isNew(passage, place)) {
            return;
        }
        Finding& finding = add("legacy.nat", passage, place);
        finding.title = "A legacy rule translates the service's packets as well";
        finding.found = "rule " + std::to_string(index + 1) + " of iptables-legacy: " + rule.line;
        finding.meaning =
            "iptables-nft and iptables-legacy keep tables of their own, and the kernel asks both. "
            "`iptables -L` shows the first kind only. Whichever comes first translates the "
            "connection; the other is not asked any more.";
        finding.mend = Mend{passage.node, deleteCommand(place, rule), "Deletes the legacy rule.", {}};
    }

    const Case& case_;
    Findings& findings_;
    bool legacy_ = false;
    std::set<std::tuple<std::string, std::string, std::string, std::size_t>> known_;
};

std::size_t countRules(const netfilter::Ruleset& rules) {
    std::size_t count = 0;
    for (const netfilter::Table& table : rules.tables) {
        for (const netfilter::Chain& chain : table.chains) {
            count += chain.rules.size();
        }
    }
    return count;
}

}  // namespace

void examineFilters(const Case& theCase, Findings& findings) {
    Filters(theCase, findings).run(passagesOf(theCase), false);
}

void examineLegacy(const Case& theCase, Findings& findings) {
    const std::size_t before = findings.size();
    const std::vector<Passage> passages = passagesOf(theCase);
    Filters filters(theCase, findings);
    filters.runLegacyNat(passages);
    filters.run(passages, true);
    for (const auto& [name, node] : theCase.assessment.nodes) {
        const std::size_t count = node.legacyRules ? countRules(*node.legacyRules) : 0;
        const bool told = std::any_of(findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(),
                                      [&here = name](const Finding& one) { return one.node == here; });
        if (count > 0 && !told) {
            Finding& finding = findings.emplace_back();
            finding.id = "legacy.rules";
            finding.layer = Layer::Filter;
            finding.node = name;
            finding.object = name;
            finding.title = name + " has iptables-legacy rules beside the others";
            finding.verdict = Verdict::Note;
            finding.command = "sudo iptables-legacy-save";
            finding.found = std::to_string(count) + (count == 1 ? " rule" : " rules") +
                            ", none of which takes the service's packets";
            finding.meaning = "The kernel asks both kinds of tables; `iptables -L` shows only one of them.";
        }
    }
}

void examineNft(const Case& theCase, Findings& findings) {
    for (const auto& [node, look] : theCase.looks) {
        for (const NftVerdict& one : look.nft) {
            Finding& finding = findings.emplace_back();
            finding.id = "nft.drop";
            finding.layer = Layer::Filter;
            finding.node = node;
            finding.object = one.table + ' ' + one.chain;
            finding.title = "An nft table outside of iptables may drop packets in " + one.hook;
            finding.verdict = Verdict::Note;
            finding.suspect = true;
            finding.command = "sudo nft -a list table " + one.table;
            finding.found = one.rule.empty() ? "policy drop" : one.rule;
            finding.meaning =
                "`iptables -L` does not show it. Rules of nft and of iptables stand side by side at the "
                "same hooks, and a packet has to pass both.";
            finding.mend =
                one.rule.empty()
                    ? Mend{node,
                           "sudo nft 'chain " + one.table + ' ' + one.chain + " { policy accept; }'",
                           "Sets the chain's policy to accept.",
                           {}}
                    : Mend{node,
                           "sudo nft delete rule " + one.table + ' ' + one.chain + " handle " +
                               std::to_string(one.handle),
                           "Deletes the rule.",
                           {}};
        }
    }
}

}  // namespace podwire::doctor
