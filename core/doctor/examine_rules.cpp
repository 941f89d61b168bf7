// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/doctor/chain_walk.h"
#include "core/doctor/examine.h"
#include "core/doctor/lookalike.h"
#include "core/doctor/own_rules.h"
#include "core/plan/presence.h"
#include "core/plan/sharing.h"

namespace podwire::doctor {
namespace {

using plan::Presence;

class Rules {
public:
    Rules(const Case& theCase, const Mends& mends, Findings& findings)
        : case_(theCase), mends_(mends), findings_(findings) {}

    void run() {
        for (const Wanted& wanted : case_.picture.wanted) {
            const auto* rule = std::get_if<lab::IptablesRule>(&wanted.resource->what);
            if (rule != nullptr && wanted.status->presence != Presence::Unknown) {
                look(wanted, *rule);
            }
        }
        tellIdleCounters();
    }

private:
    static RulePlace placeOf(const Wanted& wanted, const lab::IptablesRule& rule, std::size_t index) {
        return {rule.command.tool, wanted.resource->netns, rule.command.table, rule.command.rule.chain,
                index};
    }

    Finding& add(const char* id, const Wanted& wanted, const lab::IptablesRule& rule, Verdict verdict) {
        Finding& finding = findings_.emplace_back();
        finding.id = id;
        finding.layer = Layer::Rule;
        finding.node = wanted.resource->node;
        finding.object = rule.command.table + ' ' + rule.command.rule.chain;
        finding.verdict = verdict;
        finding.command = placeOf(wanted, rule, 0).listCommand();
        return finding;
    }

    /// "the rule that sends 10.96.1.100:8080 to pod1b", "the MASQUERADE rule".
    std::string nameFor(const Wanted& wanted, const lab::IptablesRule& rule) const {
        for (const Translation& one : case_.picture.translations) {
            if (one.wanted == &wanted) {
                return "rule to " + nameOf(case_.picture, one.backend);
            }
        }
        return rule.command.rule.target ? rule.command.rule.target->name + " rule" : "rule";
    }

    void look(const Wanted& wanted, const lab::IptablesRule& rule) {
        const plan::ResourceStatus& status = *wanted.status;
        if (status.presence == Presence::Absent) {
            if (const auto place = lookalikeRule(case_.lab, case_.assessment, status)) {
                changed(wanted, rule, *place);
            } else {
                missing(wanted, rule);
            }
        } else if (status.copies > 1) {
            twice(wanted, rule);
        } else if (!status.inOrder) {
            unordered(wanted, rule);
        } else if (!shadowed(wanted, rule)) {
            Finding& fine = add("rule", wanted, rule, Verdict::Ok);
            fine.title = "The " + nameFor(wanted, rule) + " is in its place, once";
            fine.found = netfilter::saveLine(rule.command.rule);
        }
    }

    static std::string lossOf(const lab::IptablesRule& rule) {
        const std::string& chain = rule.command.rule.chain;
        if (chain == "POSTROUTING") {
            return "Packets leave with a source to which the answers do not come back, or not through this "
                   "node.";
        }
        return "What the rule should take meets the rules behind it or goes on with its old destination, "
               "where "
               "nobody answers.";
    }

    void missing(const Wanted& wanted, const lab::IptablesRule& rule) {
        Finding& finding = add("rule.missing", wanted, rule, Verdict::Wrong);
        finding.title = "The " + nameFor(wanted, rule) + " is not in " + finding.object;
        finding.found = "no such rule: " + netfilter::saveLine(rule.command.rule);
        finding.meaning = lossOf(rule);
        finding.mend = mends_.bring(wanted, "Puts the rule back in its place.");
    }

    void changed(const Wanted& wanted, const lab::IptablesRule& rule, std::size_t place) {
        blamed_.insert({wanted.resource->node, rule.command.table + ' ' + rule.command.rule.chain, place});
        Finding& finding = add("rule.changed", wanted, rule, Verdict::Wrong);
        const plan::Observed& node = *case_.observed(wanted.resource->node);
        finding.title = "The " + nameFor(wanted, rule) + " stands in another form in " + finding.object;
        finding.found = "rule " + std::to_string(place + 1) + ": " +
                        plan::chainOf(*wanted.resource, node)->rules[place].line;
        finding.meaning = "It should be " + netfilter::saveLine(rule.command.rule) + ". " + lossOf(rule);
        finding.mend = mends_.replaceRule(wanted, place, "Writes the lab's rule over it, in the same place.");
    }

    void twice(const Wanted& wanted, const lab::IptablesRule& rule) {
        Finding& finding = add("rule.twice", wanted, rule, Verdict::Wrong);
        const std::size_t last =
            plan::placesOf(*wanted.resource, *case_.observed(wanted.resource->node)).back();
        finding.title = "The " + nameFor(wanted, rule) + " stands " + std::to_string(wanted.status->copies) +
                        " times in " + finding.object;
        finding.found = wanted.status->found;
        finding.meaning =
            "With a probability the second copy takes a share again, and the shares are wrong; "
            "without one it is never reached, and outlives the first when that is deleted.";
        finding.mend =
            mends_.bring(wanted, "Deletes one copy by its exact specification (the last by its number: " +
                                     placeOf(wanted, rule, last).numberedDelete() + ").");
    }

    void unordered(const Wanted& wanted, const lab::IptablesRule& rule) {
        if (!ordered_.insert(plan::chainKey(*wanted.resource)).second) {
            return;
        }
        Finding& finding = add("rule.order", wanted, rule, Verdict::Wrong);
        finding.title = "The rules in " + finding.object + " stand in the wrong order";
        finding.found = "the " + nameFor(wanted, rule) + " stands before one that should come first";
        finding.meaning =
            "The first rule that matches wins. A rule without a probability leaves nothing for those "
            "behind it.";
        finding.mend = mends_.reorder(wanted, "Takes the step's rules out and appends them in order.");
    }

    bool isForeign(const Wanted& wanted, const lab::IptablesRule& rule, const netfilter::Rule& other) const {
        return !isWantedRule(case_.picture, wanted.resource->node, wanted.resource->netns, rule.command.table,
                             other);
    }

    /// True when something wrong was found before the rule.
    bool shadowed(const Wanted& wanted, const lab::IptablesRule& rule) {
        const plan::Observed& node = *case_.observed(wanted.resource->node);
        const netfilter::Chain* chain = plan::chainOf(*wanted.resource, node);
        const netfilter::Table* table = plan::rulesetFor(*wanted.resource, node)->find(rule.command.table);
        const std::size_t own = plan::placesOf(*wanted.resource, node).front();
        for (std::size_t i = 0; i < own; ++i) {
            const netfilter::InstalledRule& before = chain->rules[i];
            if (!isForeign(wanted, rule, before.rule)) {
                continue;
            }
            if (takesAll(*table, before.rule, rule.command.rule)) {
                shadow(wanted, rule, i, before);
                return true;
            }
            rival(wanted, rule, i, before);
        }
        return false;
    }

    void shadow(const Wanted& wanted, const lab::IptablesRule& rule, std::size_t index,
                const netfilter::InstalledRule& before) {
        const RulePlace place = placeOf(wanted, rule, index);
        if (!blamed_.insert({wanted.resource->node, place.table + ' ' + place.chain, index}).second) {
            return;
        }
        Finding& finding = add("rule.shadowed", wanted, rule, Verdict::Wrong);
        finding.title =
            "A rule before it takes all packets of the " + nameFor(wanted, rule) + " in " + finding.object;
        finding.found = "rule " + std::to_string(index + 1) + ": " + before.line;
        finding.meaning =
            "It matches whatever the rules behind it match, so they are never reached and their "
            "counters do not move.";
        finding.mend = Mend{wanted.resource->node,
                            deleteCommand(place, before),
                            "Deletes the rule in front by its exact specification (by its number: " +
                                place.numberedDelete() + ").",
                            {}};
    }

    void rival(const Wanted& wanted, const lab::IptablesRule& rule, std::size_t index,
               const netfilter::InstalledRule& before) {
        const Effect effect = effectOf(before.rule);
        const RulePlace place = placeOf(wanted, rule, index);
        const bool ends = effect == Effect::Translates || effect == Effect::Drops ||
                          effect == Effect::Accepts || effect == Effect::Returns;
        if (!ends || areApart(before.rule, rule.command.rule) ||
            !blamed_.insert({wanted.resource->node, place.table + ' ' + place.chain, index}).second) {
            return;
        }
        Finding& finding = add("rule.rival", wanted, rule, Verdict::Note);
        finding.suspect = true;
        finding.title = "A rule before it may take some packets of the " + nameFor(wanted, rule);
        finding.found = "rule " + std::to_string(index + 1) + ": " + before.line;
        finding.meaning = "The first rule that matches wins.";
        finding.mend =
            Mend{wanted.resource->node, deleteCommand(place, before), "Deletes the rule in front.", {}};
    }

    static bool usesConntrack(const netfilter::Ruleset& rules) {
        for (const netfilter::Table& table : rules.tables) {
            for (const netfilter::Chain& chain : table.chains) {
                for (const netfilter::InstalledRule& one : chain.rules) {
                    const bool asks =
                        std::any_of(one.rule.matches.begin(), one.rule.matches.end(), [](const auto& m) {
                            return m.module == "conntrack" || m.module == "state" || m.module == "connmark";
                        });
                    if (asks || effectOf(one.rule) == Effect::Translates) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// The kernel tracks connections only while something asks for it, and nat works on connections.
    void tellIdleCounters() {
        for (const auto& [name, node] : case_.assessment.nodes) {
            const netfilter::Table* nat = node.rules.find("nat");
            const bool any =
                nat != nullptr && std::any_of(nat->chains.begin(), nat->chains.end(),
                                              [](const auto& chain) { return !chain.rules.empty(); });
            if (!any || usesConntrack(node.rules)) {
                continue;
            }
            Finding& finding = findings_.emplace_back();
            finding.id = "counters.idle";
            finding.layer = Layer::Rule;
            finding.node = name;
            finding.object = "nat";
            finding.title = "The nat rules of " + name + " count nothing";
            finding.verdict = Verdict::Note;
            finding.command = "sudo iptables -t nat -L -n -v";
            finding.found = "no rule translates, and none asks for a connection's state";
            finding.meaning =
                "As long as nothing on the node uses conntrack, table nat is not asked at all: its "
                "counters stay at 0 whatever the rules match.";
        }
    }

    const Case& case_;
    const Mends& mends_;
    Findings& findings_;
    std::set<std::string> ordered_;
    std::set<std::tuple<std::string, std::string, std::size_t>> blamed_;
};

}  // namespace

void examineRules(const Case& theCase, const Mends& mends, Findings& findings) {
    Rules(theCase, mends, findings).run();
}

}  // namespace podwire::doctor
