// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/expected_share.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "core/netfilter/target_effect.h"
#include "core/netfilter/traversal.h"

namespace podwire::stats {
namespace {

using netfilter::Chain;
using netfilter::Hook;
using netfilter::Met;
using netfilter::Packet;
using netfilter::Passing;
using netfilter::Table;

std::string_view chainOf(Hook hook) {
    return hook == Hook::Output ? "OUTPUT" : "PREROUTING";
}

/// The tables with a chain at this hook, in the order in which the kernel asks them.
std::vector<const Table*> tablesAt(const netfilter::Ruleset& rules, Hook hook) {
    std::vector<const Table*> tables;
    for (const Table& table : rules.tables) {
        if (table.find(chainOf(hook)) != nullptr) {
            tables.push_back(&table);
        }
    }
    std::stable_sort(tables.begin(), tables.end(), [hook](const Table* a, const Table* b) {
        return netfilter::priorityOf(a->name, hook) < netfilter::priorityOf(b->name, hook);
    });
    return tables;
}

RulePlace placeOf(const Table& table, const Chain& chain, std::size_t index) {
    RulePlace place{table.name, chain.name, index + 1, {}};
    if (index < chain.rules.size()) {
        place.rule = netfilter::saveLine(chain.rules[index].rule);
    }
    return place;
}

/// A share of the connections on its way through the tables.
struct Portion {
    Packet packet;
    Way way;
    std::string backend;  ///< empty until the destination was translated
};

/// The farthest that packets get in a chain, and who ends their way there.
struct Reached {
    const Chain* chain = nullptr;
    std::size_t index = 0;
};

class Sharing {
public:
    Sharing(const netfilter::Ruleset& rules, Hook entry) : rules_(rules), entry_(entry) {}

    ExpectedShares run(const Packet& packet) {
        std::vector<Portion> portions{{packet, {}, {}}};
        for (const Table* table : tablesAt(rules_, entry_)) {
            std::vector<Portion> next;
            reached_.clear();
            for (const Portion& portion : portions) {
                pass(*table, portion, next);
            }
            findShadowed(*table, portions);
            portions = std::move(next);
        }
        for (Portion& portion : portions) {
            finish(portion);
        }
        std::stable_sort(result_.outcomes.begin(), result_.outcomes.end(),
                         [](const Outcome& a, const Outcome& b) { return a.kind < b.kind; });
        return std::move(result_);
    }

private:
    void pass(const Table& table, const Portion& portion, std::vector<Portion>& next) {
        const bool skipsNat = portion.packet.tracking != netfilter::Tracking::New;
        if (table.name == "nat" && skipsNat) {
            next.push_back(portion);
            return;
        }
        for (Passing& passing : netfilter::traverse(table, *table.find(chainOf(entry_)), portion.packet)) {
            note(passing);
            Portion after{std::move(passing.packet), portion.way, portion.backend};
            after.way.probability *= passing.probability;
            take(table, passing, after.way);
            if (passing.kind == Passing::Kind::Dropped) {
                add(Outcome::Kind::Dropped, {}, std::move(after.way));
            } else if (passing.kind == Passing::Kind::Undecided) {
                after.way.why = passing.why;
                add(Outcome::Kind::Undecided, {}, std::move(after.way));
            } else {
                if (passing.kind == Passing::Kind::Translated) {
                    translate(*passing.met.back().rule(), after);
                }
                next.push_back(std::move(after));
            }
        }
    }

    /// Adds the factors, and the step that decides.
    static void take(const Table& table, const Passing& passing, Way& way) {
        for (const Met& met : passing.met) {
            const bool decides = &met == &passing.met.back() && passing.kind != Passing::Kind::Accepted;
            if (met.chance < 1 || decides) {
                way.steps.push_back({placeOf(table, *met.chain, met.index), met.isMatched, met.chance});
            }
        }
    }

    static void translate(const netfilter::InstalledRule& rule, Portion& portion) {
        const auto to = netfilter::translationOf(*rule.rule.target);
        if (!to || !to->ofDestination) {
            return;
        }
        netfilter::Endpoints& ends = portion.packet;
        ends = netfilter::translated(ends, *to);
        portion.packet.isDestinationNat = true;
        portion.packet.destinationType = std::nullopt;
        const bool isOne = ends.destination && (!ends.destinationPort || ends.destinationPort->isOne());
        portion.backend = isOne ? endpointText(ends.destination, ends.destinationPort) : to->text;
    }

    void finish(Portion& portion) {
        const bool isBackend = portion.packet.isDestinationNat;
        add(isBackend ? Outcome::Kind::Backend : Outcome::Kind::Untranslated, portion.backend,
            std::move(portion.way));
    }

    void add(Outcome::Kind kind, const std::string& backend, Way way) {
        const auto same = [&](const Outcome& each) { return each.kind == kind && each.backend == backend; };
        auto found = std::find_if(result_.outcomes.begin(), result_.outcomes.end(), same);
        if (found == result_.outcomes.end()) {
            found = result_.outcomes.insert(found, Outcome{kind, backend, 0, {}});
        }
        found->probability += way.probability;
        found->ways.push_back(std::move(way));
    }

    /// Keeps how far packets get in the chains that they visit. The end of a chain is farther than any rule.
    void note(const Passing& passing) {
        const bool mayGoOn = passing.kind == Passing::Kind::Undecided;
        for (const Met& met : passing.met) {
            const std::size_t index = mayGoOn ? met.chain->rules.size() : met.index;
            const auto same = [&](const Reached& each) { return each.chain == met.chain; };
            const auto found = std::find_if(reached_.begin(), reached_.end(), same);
            if (found == reached_.end()) {
                reached_.push_back({met.chain, index});
            } else {
                found->index = std::max(found->index, index);
            }
        }
    }

    void findShadowed(const Table& table, const std::vector<Portion>& portions) {
        for (const Reached& reached : reached_) {
            if (!endsHere(table, reached)) {
                continue;
            }
            const auto& rules = reached.chain->rules;
            for (std::size_t i = reached.index + 1; i < rules.size(); ++i) {
                const bool matters = netfilter::effectOf(rules[i].rule) != netfilter::Effect::GoesOn;
                if (matters && matchesOne(rules[i].rule, portions)) {
                    result_.shadowed.push_back(
                        {placeOf(table, *reached.chain, i), placeOf(table, *reached.chain, reached.index)});
                }
            }
        }
    }

    static bool matchesOne(const netfilter::Rule& rule, const std::vector<Portion>& portions) {
        return std::any_of(portions.begin(), portions.end(), [&](const Portion& portion) {
            return netfilter::fit(rule, portion.packet).answer == netfilter::Answer::Yes;
        });
    }

    /// Whether no packet gets past the farthest rule that was met: it would have been met had it gone on.
    static bool endsHere(const Table& table, const Reached& reached) {
        if (reached.index >= reached.chain->rules.size()) {
            return false;
        }
        using netfilter::Effect;
        const netfilter::Rule& rule = reached.chain->rules[reached.index].rule;
        switch (netfilter::effectOf(rule)) {
            case Effect::GoesOn:
            case Effect::Marks:
            case Effect::Untracks:
                return false;
            case Effect::Jumps:
                return rule.target->isGoto || table.find(rule.target->name) != nullptr;
            default:
                return true;
        }
    }

    const netfilter::Ruleset& rules_;
    Hook entry_;
    std::vector<Reached> reached_;
    ExpectedShares result_;
};

/// "0.33": the 31 bits that the kernel keeps make 0.33000000007 of it.
std::string shortText(double factor) {
    std::array<char, 32> digits{};
    const auto written =
        std::to_chars(digits.data(), digits.data() + digits.size(), factor, std::chars_format::general, 4);
    return {digits.data(), written.ptr};
}

}  // namespace

double ExpectedShares::undecided() const {
    double sum = 0;
    for (const Outcome& outcome : outcomes) {
        sum += outcome.kind == Outcome::Kind::Undecided ? outcome.probability : 0;
    }
    return sum;
}

const Outcome* ExpectedShares::find(std::string_view backend) const {
    const auto found = std::find_if(outcomes.begin(), outcomes.end(), [&](const Outcome& each) {
        return each.kind == Outcome::Kind::Backend && each.backend == backend;
    });
    return found == outcomes.end() ? nullptr : &*found;
}

ExpectedShares expectedShares(const netfilter::Ruleset& rules, const Packet& packet, Hook entry) {
    Packet first = packet;
    if (first.original == netfilter::Endpoints{}) {
        first.original = first;
    }
    return Sharing(rules, entry).run(first);
}

std::string arithmetic(const Way& way) {
    std::string text;
    const Step* last = nullptr;
    for (const Step& step : way.steps) {
        if (step.factor < 1) {
            text += (text.empty() ? "" : " x ") + shortText(step.factor);
            last = &step;
        }
    }
    if (last == nullptr) {
        return "all";
    }
    return last->isMatched ? text : "the rest";
}

std::vector<Tally> talliesOf(const ExpectedShares& shares, const std::map<std::string, std::uint64_t>& hits) {
    std::vector<Tally> tallies;
    for (const Outcome& outcome : shares.outcomes) {
        if (outcome.kind == Outcome::Kind::Backend) {
            const auto found = hits.find(outcome.backend);
            tallies.push_back(
                {outcome.backend, outcome.probability, found == hits.end() ? 0 : found->second});
        }
    }
    for (const auto& [backend, count] : hits) {
        if (shares.find(backend) == nullptr) {
            tallies.push_back({backend, 0, count});
        }
    }
    return tallies;
}

}  // namespace podwire::stats
