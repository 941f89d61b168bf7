// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/netfilter/ruleset.h"

namespace podwire::netfilter {

/// Since any moment, but always the same one.
using Moment = std::chrono::milliseconds;

/// Packets in each of the last 60 seconds.
class RuleHistory {
public:
    static constexpr std::int64_t kSeconds = 60;
    /// Spreads the packets over the seconds from `since` to `until`.
    void add(Moment since, Moment until, std::uint64_t packets);
    /// The packets of one second, counted as Moments are; 0 when it is not among the last 60.
    [[nodiscard]] double at(std::int64_t second) const;
    [[nodiscard]] std::int64_t last() const { return last_; }

private:
    void advance(std::int64_t second);
    std::array<float, kSeconds> packets_{};
    std::int64_t last_ = 0;
};

/// What stays the same about a rule as long as it stands. The pointer to it is the rule's identity.
struct TalliedRule {
    InstalledRule installed;  ///< its counters are those of the first reading
    std::string specification;
    int nth = 0;  ///< 0 for the first of its chain with this specification, 1 for the second
};

/// What a rule or policy has counted so far: goes on when the kernel's own counters start from zero.
struct Count {
    Counters total;
    double packetsPerSecond = 0;
    double bytesPerSecond = 0;
    std::shared_ptr<const RuleHistory> history;  ///< null: it never counted while it was watched
};

using TalliedRules = std::vector<std::shared_ptr<const TalliedRule>>;

struct TalliedChain {
    std::string table;
    std::string name;
    std::string policy;  ///< empty for a user chain
    Count policyCount;
    std::shared_ptr<const TalliedRules> rules;  ///< the same object as long as no rule came, went or moved
    std::vector<Count> counts;                  ///< one for each rule
};

/// One namespace's rules with their counts. A chain of which nothing changed is the same object as before.
struct Tallied {
    std::string generator;
    std::vector<std::shared_ptr<const TalliedChain>> chains;  ///< in the order of iptables-save
};

struct TallyEvent {
    enum class Kind {
        Arrived,
        Left,
        Moved,  ///< it stands elsewhere among the rules that stayed
        Reset,  ///< the kernel's counters of `rules` rules of the chain went back
    };
    Kind kind = Kind::Arrived;
    std::string table;
    std::string chain;
    std::shared_ptr<const TalliedRule> rule;  ///< null for Reset
    std::size_t place = 0;                    ///< from 0; of a rule that left, where it stood
    std::size_t rules = 1;
};

/// Makes running counts, rates and events of successive readings of one namespace. A rule is told by its
/// table, chain, specification and which of several alike it is.
class Tally {
public:
    /// A reading of everything. The first one makes no events.
    std::vector<TallyEvent> read(const Ruleset& rules, Moment at);
    /// A reading of some chains; the others stay as they are. Chains that are not known yet are left out.
    std::vector<TallyEvent> readSome(const Ruleset& rules, Moment at);
    /// Nothing has changed up to now: the rates are zero.
    void rest(Moment at);
    /// Nobody watched up to now: the next reading makes no rates, since nobody knows when the packets came.
    void pause();

    [[nodiscard]] const std::shared_ptr<const Tallied>& state() const { return state_; }

private:
    struct Known {
        std::shared_ptr<const TalliedChain> shown;
        std::vector<Counters> seen;  ///< the kernel's counters at the last reading
        Counters policySeen;
        Moment at{0};
        bool watched = false;  ///< from `at` up to now
    };
    struct Gone {
        Counters total;
    };
    class Reading;

    void keep(const std::string& key, const Counters& total);

    std::shared_ptr<const Tallied> state_ = std::make_shared<Tallied>();
    std::unordered_map<std::string, Known> chains_;  ///< by "table chain"
    std::unordered_map<std::string, Gone> gone_;     ///< rules that may come back, by table and specification
    std::deque<std::string> goneOrder_;
    bool begun_ = false;
};

/// What `iptables -v -S CHAIN` printed for some chains, between lines "*TABLE" and "COMMIT", as iptables-save
/// -c spells it.
std::string savedFromListing(std::string_view listing);

}  // namespace podwire::netfilter
