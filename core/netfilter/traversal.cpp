// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/traversal.h"

#include <utility>

#include "core/netfilter/target_effect.h"

namespace podwire::netfilter {
namespace {

constexpr std::size_t kMostWays = 1000;
constexpr int kMostJumps = 200;  // on one way; a chain may be visited more than once
constexpr int kDepth = 16;       // of nested chains that are looked at for being harmless

/// Where in a chain a packet is.
struct Place {
    const Chain* chain = nullptr;
    std::size_t from = 0;
    std::size_t next = 0;
};

/// A packet on its way.
struct Traveller {
    std::vector<Place> stack;  ///< the current chain last
    Passing passing;
    int jumps = 0;
};

class Traversal {
public:
    Traversal(const Table& table, const Chain& chain) : table_(table), base_(chain) {}

    std::vector<Passing> run(const Packet& packet) {
        Traveller first;
        first.stack.push_back({&base_, 0, 0});
        first.passing.packet = packet;
        waiting_.push_back(std::move(first));
        while (!waiting_.empty()) {
            Traveller traveller = std::move(waiting_.back());
            waiting_.pop_back();
            follow(traveller);
        }
        return std::move(done_);
    }

private:
    void follow(Traveller& traveller) {
        std::size_t policyFrom = base_.rules.size();
        while (!traveller.stack.empty()) {
            Place& place = traveller.stack.back();
            if (place.next == place.chain->rules.size()) {
                policyFrom = place.chain == &base_ ? place.from : policyFrom;
                traveller.stack.pop_back();
            } else if (!step(traveller)) {
                return;
            }
        }
        meet(traveller, {&base_, policyFrom, base_.rules.size(), true, 1, {}});
        end(traveller, base_.policy == "DROP" ? Passing::Kind::Dropped : Passing::Kind::Accepted);
    }

    static void meet(Traveller& traveller, Met met) {
        met.mark = traveller.passing.packet.mark;
        traveller.passing.met.push_back(met);
    }

    void end(Traveller& traveller, Passing::Kind kind, std::string why = {}) {
        traveller.passing.kind = kind;
        traveller.passing.why = std::move(why);
        done_.push_back(std::move(traveller.passing));
    }

    /// Looks at the next rule. False when the way has come to its end.
    bool step(Traveller& traveller) {
        Place& place = traveller.stack.back();
        const Rule& rule = place.chain->rules[place.next].rule;
        const RuleFit found = fit(rule, traveller.passing.packet);
        const Effect effect = effectOf(rule);
        if (found.answer == Answer::No || (found.chance < 1 && effect == Effect::GoesOn)) {
            ++place.next;
            return true;
        }
        if (found.answer == Answer::Unknown) {
            return passUnknown(traveller, rule, effect, found);
        }
        if (found.chance < 1) {
            split(traveller, found.chance);
        }
        const Met met{place.chain, place.from, place.next, true, found.chance, {}};
        traveller.passing.probability *= found.chance;
        ++place.next;
        place.from = place.next;
        meet(traveller, met);
        return obey(traveller, rule, effect);
    }

    /// Lets a copy of the traveller pass the next rule.
    void split(const Traveller& traveller, double chance) {
        Traveller other = traveller;
        Place& place = other.stack.back();
        other.passing.probability *= 1 - chance;
        meet(other, {place.chain, place.from, place.next, false, 1 - chance, {}});
        ++place.next;
        place.from = place.next;
        if (waiting_.size() + done_.size() >= kMostWays) {
            end(other, Passing::Kind::Undecided, "there are more than a thousand ways through these rules");
        } else {
            waiting_.push_back(std::move(other));
        }
    }

    bool passUnknown(Traveller& traveller, const Rule& rule, Effect effect, const RuleFit& found) {
        Place& place = traveller.stack.back();
        bool marks = effect == Effect::Marks;
        const Chain* const target = effect == Effect::Jumps ? table_.find(rule.target->name) : nullptr;
        const bool isHarmless = effect == Effect::GoesOn || effect == Effect::Marks ||
                                (target != nullptr && !rule.target->isGoto && onlyMarks(*target, marks, 0));
        if (isHarmless) {
            if (marks) {
                traveller.passing.packet.mark = std::nullopt;
                traveller.passing.packet.connectionMark = std::nullopt;
            }
            ++place.next;
            return true;
        }
        meet(traveller, {place.chain, place.from, place.next, true, 1, {}});
        end(traveller, Passing::Kind::Undecided, reasonOf(rule, traveller.passing.packet, found)->text());
        return false;
    }

    /// Whether a packet that jumps to the chain comes back as it was but for its mark.
    bool onlyMarks(const Chain& chain, bool& marks, int depth) const {
        for (const InstalledRule& one : chain.rules) {
            const Effect effect = effectOf(one.rule);
            marks = marks || effect == Effect::Marks;
            if (effect == Effect::GoesOn || effect == Effect::Marks || effect == Effect::Returns) {
                continue;
            }
            const Chain* const next = effect == Effect::Jumps ? table_.find(one.rule.target->name) : nullptr;
            if (next == nullptr || depth >= kDepth || !onlyMarks(*next, marks, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /// Does what the target of a rule that matched says. False when the way has come to its end.
    bool obey(Traveller& traveller, const Rule& rule, Effect effect) {
        switch (effect) {
            case Effect::GoesOn:
                return true;
            case Effect::Marks:
                setMarks(*rule.target, traveller.passing.packet);
                return true;
            case Effect::Untracks:
                traveller.passing.packet.tracking = Tracking::Untracked;
                return true;
            case Effect::Returns:
                traveller.stack.pop_back();
                return true;
            case Effect::Jumps:
                return jump(traveller, *rule.target);
            case Effect::Accepts:
                end(traveller, Passing::Kind::Accepted);
                return false;
            case Effect::Drops:
                end(traveller, Passing::Kind::Dropped);
                return false;
            case Effect::Translates:
                translate(traveller, *rule.target);
                return false;
            case Effect::HandsOver:
                end(traveller, Passing::Kind::Undecided,
                    rule.target->name + " hands the packet over, and whoever gets it decides");
                return false;
            case Effect::NotFollowed:
                break;
        }
        end(traveller, Passing::Kind::Undecided, "what " + rule.target->name + " makes is not followed");
        return false;
    }

    void translate(Traveller& traveller, const Target& target) {
        if (translationOf(target)) {
            end(traveller, Passing::Kind::Translated);
        } else {
            end(traveller, Passing::Kind::Undecided, "the words of " + target.name + " cannot be read");
        }
    }

    bool jump(Traveller& traveller, const Target& target) {
        const Chain* const chain = table_.find(target.name);
        if (chain == nullptr) {
            end(traveller, Passing::Kind::Undecided,
                "Podwire does not know what the target " + target.name + " does");
            return false;
        }
        if (++traveller.jumps > kMostJumps) {
            end(traveller, Passing::Kind::Undecided, "the chains go round in circles");
            return false;
        }
        if (target.isGoto) {
            traveller.stack.pop_back();
        }
        traveller.stack.push_back({chain, 0, 0});
        return true;
    }

    const Table& table_;
    const Chain& base_;
    std::vector<Traveller> waiting_;
    std::vector<Passing> done_;
};

}  // namespace

std::vector<Passing> traverse(const Table& table, const Chain& chain, const Packet& packet) {
    return Traversal(table, chain).run(packet);
}

}  // namespace podwire::netfilter
