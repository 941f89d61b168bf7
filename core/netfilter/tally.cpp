// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/tally.h"

#include <algorithm>

namespace podwire::netfilter {
namespace {

constexpr std::size_t kMostGone = 4096;
constexpr double kMilliseconds = 1000;

std::string chainKey(std::string_view table, std::string_view chain) {
    return std::string(table) + ' ' + std::string(chain);
}

/// The rule's specification names its chain.
std::string ruleKey(const std::string& table, const TalliedRule& rule) {
    return table + ' ' + std::to_string(rule.nth) + ' ' + rule.specification;
}

bool sameLines(const TalliedRules& known, const std::vector<InstalledRule>& read) {
    return std::equal(
        known.begin(), known.end(), read.begin(), read.end(),
        [](const auto& one, const InstalledRule& other) { return one->installed.line == other.line; });
}

/// Which elements of `places` are not part of its longest rising subsequence.
std::vector<bool> outOfOrder(const std::vector<std::size_t>& places) {
    std::vector<std::size_t> ends;  // of the best run of each length
    std::vector<std::size_t> before(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto at =
            std::lower_bound(ends.begin(), ends.end(), places[i],
                             [&](std::size_t end, std::size_t place) { return places[end] < place; });
        before[i] = at == ends.begin() ? i : *(at - 1);
        if (at == ends.end()) {
            ends.push_back(i);
        } else {
            *at = i;
        }
    }
    std::vector<bool> out(places.size(), true);
    for (std::size_t i = ends.empty() ? places.size() : ends.back(); i < places.size(); i = before[i]) {
        out[i] = false;
        if (before[i] == i) {
            break;
        }
    }
    return out;
}

/// Brings a running count up to a new reading of the kernel's. True when the kernel's went back.
bool count(Count& running, Counters& seen, const Counters& read, Moment since, Moment at, bool watched) {
    const bool reset = read.packets < seen.packets || read.bytes < seen.bytes;
    const Counters base = reset ? Counters{} : seen;
    const Counters more{read.packets - base.packets, read.bytes - base.bytes};
    seen = read;
    running.total.packets += more.packets;
    running.total.bytes += more.bytes;
    const double seconds = std::max<double>(1, static_cast<double>((at - since).count())) / kMilliseconds;
    running.packetsPerSecond = watched ? static_cast<double>(more.packets) / seconds : 0;
    running.bytesPerSecond = watched ? static_cast<double>(more.bytes) / seconds : 0;
    if (watched && more.packets != 0) {
        auto history = running.history ? std::make_shared<RuleHistory>(*running.history)
                                       : std::make_shared<RuleHistory>();
        history->add(since, at, more.packets);
        running.history = std::move(history);
    }
    return reset;
}

bool stands(const Count& running, const Counters& seen, const Counters& read) {
    return read == seen && running.packetsPerSecond == 0 && running.bytesPerSecond == 0;
}

}  // namespace

/// One reading under way.
class Tally::Reading {
public:
    Reading(Tally& tally, Moment at, std::vector<TallyEvent>& events)
        : tally_(tally), at_(at), events_(events) {}

    void take(const std::string& table, const Chain& chain) {
        const auto [entry, isNew] = tally_.chains_.try_emplace(chainKey(table, chain.name));
        Known& known = entry->second;
        if (isNew) {
            auto first = std::make_shared<TalliedChain>();
            first->table = table;
            first->name = chain.name;
            first->rules = std::make_shared<TalliedRules>();
            first->policyCount.total = chain.counters;
            known.policySeen = chain.counters;
            known.shown = std::move(first);
        }
        const bool still =
            !isNew && known.shown->policy == chain.policy && sameLines(*known.shown->rules, chain.rules);
        if (!still || !isQuiet(known, chain)) {
            auto next = std::make_shared<TalliedChain>(*known.shown);
            next->policy = chain.policy;
            if (!still) {
                arrange(*next, known, chain);
            }
            countAll(*next, known, chain);
            known.shown = std::move(next);
        }
        known.at = at_;
        known.watched = true;
    }

    void leave(Known& known) {
        for (std::size_t i = 0; i < known.shown->rules->size(); ++i) {
            left(*known.shown, i);
        }
    }

private:
    static bool isQuiet(const Known& known, const Chain& chain) {
        if (!stands(known.shown->policyCount, known.policySeen, chain.counters)) {
            return false;
        }
        for (std::size_t i = 0; i < chain.rules.size(); ++i) {
            if (!stands(known.shown->counts[i], known.seen[i], chain.rules[i].counters)) {
                return false;
            }
        }
        return true;
    }

    void countAll(TalliedChain& next, Known& known, const Chain& chain) {
        std::size_t resets = 0;
        for (std::size_t i = 0; i < chain.rules.size(); ++i) {
            resets +=
                count(next.counts[i], known.seen[i], chain.rules[i].counters, known.at, at_, known.watched)
                    ? 1U
                    : 0U;
        }
        count(next.policyCount, known.policySeen, chain.counters, known.at, at_, known.watched);
        if (resets != 0) {
            events_.push_back({TallyEvent::Kind::Reset, next.table, next.name, nullptr, 0, resets});
        }
    }

    /// Gives the chain its rules as they stand now; what stayed keeps its identity and count.
    void arrange(TalliedChain& next, Known& known, const Chain& chain) {
        std::unordered_map<std::string_view, std::string> spellings;
        std::unordered_map<std::string, std::size_t> places;
        for (std::size_t i = 0; i < known.shown->rules->size(); ++i) {
            const TalliedRule& rule = *known.shown->rules->at(i);
            spellings.emplace(rule.installed.line, rule.specification);
            places.emplace(ruleKey(next.table, rule), i);
        }
        auto rules = std::make_shared<TalliedRules>();
        std::vector<Count> counts;
        std::vector<Counters> seen;
        std::unordered_map<std::string, int> alike;
        std::vector<std::size_t> stayed;
        std::vector<std::size_t> stayedAt;
        for (const InstalledRule& installed : chain.rules) {
            auto rule = std::make_shared<TalliedRule>();
            const auto spelling = spellings.find(installed.line);
            rule->specification =
                spelling == spellings.end() ? specification(installed.rule) : spelling->second;
            rule->nth = alike[rule->specification]++;
            const std::string key = ruleKey(next.table, *rule);
            const auto place = places.find(key);
            if (place != places.end()) {
                stayed.push_back(place->second);
                stayedAt.push_back(rules->size());
                rules->push_back(known.shown->rules->at(place->second));
                counts.push_back(known.shown->counts[place->second]);
                seen.push_back(known.seen[place->second]);
                places.erase(place);
                continue;
            }
            rule->installed = installed;
            counts.push_back(arrived(key, installed));
            seen.push_back(installed.counters);
            tell(TallyEvent::Kind::Arrived, next, rule, rules->size());
            rules->push_back(std::move(rule));
        }
        std::vector<std::size_t> gone;
        gone.reserve(places.size());
        for (const auto& [key, place] : places) {
            gone.push_back(place);
        }
        std::sort(gone.begin(), gone.end());
        for (const std::size_t place : gone) {
            left(*known.shown, place);
        }
        const std::vector<bool> moved = outOfOrder(stayed);
        for (std::size_t i = 0; i < moved.size(); ++i) {
            if (moved[i]) {
                tell(TallyEvent::Kind::Moved, next, rules->at(stayedAt[i]), stayedAt[i]);
            }
        }
        next.rules = std::move(rules);
        next.counts = std::move(counts);
        known.seen = std::move(seen);
    }

    Count arrived(const std::string& key, const InstalledRule& installed) {
        Count count;
        count.total = installed.counters;
        if (const auto back = tally_.gone_.find(key); back != tally_.gone_.end()) {
            count.total.packets += back->second.total.packets;
            count.total.bytes += back->second.total.bytes;
            tally_.gone_.erase(back);
        }
        return count;
    }

    void left(const TalliedChain& chain, std::size_t place) {
        const auto& rule = chain.rules->at(place);
        tally_.keep(ruleKey(chain.table, *rule), chain.counts[place].total);
        tell(TallyEvent::Kind::Left, chain, rule, place);
    }

    void tell(TallyEvent::Kind kind, const TalliedChain& chain, std::shared_ptr<const TalliedRule> rule,
              std::size_t place) {
        if (tally_.begun_) {
            events_.push_back({kind, chain.table, chain.name, std::move(rule), place, 1});
        }
    }

    Tally& tally_;
    Moment at_;
    std::vector<TallyEvent>& events_;
};

void Tally::keep(const std::string& key, const Counters& total) {
    gone_[key] = {total};
    goneOrder_.push_back(key);
    if (goneOrder_.size() > kMostGone) {
        gone_.erase(goneOrder_.front());
        goneOrder_.pop_front();
    }
}

std::vector<TallyEvent> Tally::read(const Ruleset& rules, Moment at) {
    std::vector<TallyEvent> events;
    Reading reading(*this, at, events);
    auto next = std::make_shared<Tallied>();
    next->generator = rules.generator;
    std::unordered_map<std::string, Known> old;
    old.swap(chains_);
    chains_.reserve(old.size());
    for (const Table& table : rules.tables) {
        for (const Chain& chain : table.chains) {
            if (auto known = old.extract(chainKey(table.name, chain.name))) {
                chains_.insert(std::move(known));
            }
            reading.take(table.name, chain);
            next->chains.push_back(chains_.at(chainKey(table.name, chain.name)).shown);
        }
    }
    for (auto& [key, known] : old) {
        reading.leave(known);
    }
    state_ = std::move(next);
    begun_ = true;
    return events;
}

std::vector<TallyEvent> Tally::readSome(const Ruleset& rules, Moment at) {
    std::vector<TallyEvent> events;
    Reading reading(*this, at, events);
    for (const Table& table : rules.tables) {
        for (const Chain& chain : table.chains) {
            if (chains_.contains(chainKey(table.name, chain.name))) {
                reading.take(table.name, chain);
            }
        }
    }
    auto next = std::make_shared<Tallied>(*state_);
    for (auto& chain : next->chains) {
        if (rules.find(chain->table, chain->name) != nullptr) {
            chain = chains_.at(chainKey(chain->table, chain->name)).shown;
        }
    }
    state_ = std::move(next);
    return events;
}

void Tally::rest(Moment at) {
    auto next = std::make_shared<Tallied>(*state_);
    for (auto& shown : next->chains) {
        Known& known = chains_.at(chainKey(shown->table, shown->name));
        if (!known.watched) {
            continue;
        }
        known.at = at;
        const auto moves = [](const Count& one) {
            return one.packetsPerSecond != 0 || one.bytesPerSecond != 0;
        };
        if (!moves(shown->policyCount) && std::none_of(shown->counts.begin(), shown->counts.end(), moves)) {
            continue;
        }
        auto still = std::make_shared<TalliedChain>(*shown);
        still->policyCount.packetsPerSecond = still->policyCount.bytesPerSecond = 0;
        for (Count& one : still->counts) {
            one.packetsPerSecond = one.bytesPerSecond = 0;
        }
        shown = known.shown = std::move(still);
    }
    state_ = std::move(next);
}

void Tally::pause() {
    for (auto& [key, known] : chains_) {
        known.watched = false;
    }
}

}  // namespace podwire::netfilter
