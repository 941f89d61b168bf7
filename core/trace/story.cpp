// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/story.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "core/netfilter/target_effect.h"
#include "core/walk/rule_hops.h"

namespace podwire::trace {
namespace {

using walk::Hop;

constexpr std::string_view kIp = "ip ";
constexpr std::string_view kOfTraces = "ip podwire_trace_";

/// A base chain that a packet went through.
struct Run {
    TraceEvent packet;
    std::vector<TraceEvent> deeds;
};

/// A packet's way through a namespace, from PREROUTING or OUTPUT on.
struct Visit {
    const NodeTrace* node = nullptr;
    const NetnsTrace* netns = nullptr;
    bool isReply = false;
    std::vector<Run> runs;

    [[nodiscard]] const TraceEvent& first() const { return runs.front().packet; }
    [[nodiscard]] bool isSent() const { return first().chain == "output"; }
    [[nodiscard]] bool isReceived() const {
        return std::any_of(runs.begin(), runs.end(), [&](const Run& run) {
            return run.packet.table == node->table && run.packet.chain == "input";
        });
    }
};

bool isPort(const std::optional<netfilter::PortRange>& port, std::uint16_t wanted) {
    return port == netfilter::onePort(wanted);
}

/// Cuts what a namespace's kernel told into visits.
class Cutter {
public:
    Cutter(const NodeTrace& node, const NetnsTrace& netns, std::uint16_t clientPort)
        : node_(node), netns_(netns), clientPort_(clientPort) {}

    std::vector<Visit> run() {
        for (const TraceEvent& event : netns_.events) {
            if (event.kind == TraceEvent::Kind::Packet) {
                packet(event);
            } else if (const auto visit = current_.find(event.id); visit != current_.end()) {
                visits_[visit->second].runs.back().deeds.push_back(event);
            }
        }
        return std::move(visits_);
    }

private:
    void packet(const TraceEvent& event) {
        const bool isReply = isPort(event.ends.destinationPort, clientPort_);
        if (!isReply && !isPort(event.ends.sourcePort, clientPort_)) {
            current_.erase(event.id);
            return;
        }
        const bool isEntry =
            event.table == node_.table && (event.chain == "prerouting" || event.chain == "output");
        if (isEntry) {
            current_[event.id] = visits_.size();
            visits_.push_back({&node_, &netns_, isReply, {}});
        }
        if (const auto visit = current_.find(event.id); visit != current_.end()) {
            visits_[visit->second].runs.push_back({event, {}});
        }
    }

    const NodeTrace& node_;
    const NetnsTrace& netns_;
    std::uint16_t clientPort_;
    std::vector<Visit> visits_;
    std::map<std::string, std::size_t> current_;  ///< by the packet's id
};

/// The order of a packet's way. Who sends it and who hands it on first see the same TTL.
bool isBefore(const Visit& a, const Visit& b) {
    const auto rank = [](const Visit& one) {
        return std::tuple(-one.first().timeToLive, one.isSent() ? 0 : one.isReceived() ? 2 : 1);
    };
    return rank(a) < rank(b);
}

/// Of packets that were sent again, each place's first.
std::vector<Visit> withoutRepeats(std::vector<Visit> visits) {
    std::set<std::tuple<const NetnsTrace*, std::string, std::string, int>> seen;
    std::erase_if(visits, [&](const Visit& one) {
        return !seen.emplace(one.netns, one.first().chain, one.first().in, one.first().timeToLive).second;
    });
    return visits;
}

std::size_t timesSent(const std::vector<Visit>& visits) {
    std::map<const NetnsTrace*, std::size_t> times;
    std::size_t most = 0;
    for (const Visit& one : visits) {
        most = one.isSent() ? std::max(most, ++times[one.netns]) : most;
    }
    return most;
}

/// The visits of the attempt that came farthest, and of equals the first.
std::vector<Visit> bestAttempt(const std::vector<Visit>& visits) {
    std::vector<int> ids;
    std::map<int, std::vector<Visit>> attempts;
    for (const Visit& one : visits) {
        if (attempts.count(one.first().ipId) == 0) {
            ids.push_back(one.first().ipId);
        }
        attempts[one.first().ipId].push_back(one);
    }
    std::vector<Visit> best;
    for (const int id : ids) {
        std::vector<Visit> attempt = withoutRepeats(attempts[id]);
        if (attempt.size() > best.size()) {
            best = std::move(attempt);
        }
    }
    return best;
}

class Teller {
public:
    explicit Teller(const walk::World& world) : world_(world) {}

    void add(const Visit& visit) {
        const auto spot = walk::findSpot(world_, visit.node->node, visit.netns->netns);
        netns_ = spot ? &walk::at(world_, *spot) : nullptr;
        for (std::size_t i = 0; i < visit.runs.size(); ++i) {
            addRun(visit, visit.runs[i]);
            if (i + 1 < visit.runs.size()) {
                translate(visit, visit.runs[i], visit.runs[i + 1].packet.ends);
            }
        }
    }

    std::vector<Hop> take() { return std::move(hops_); }

private:
    static Hop patternOf(const Visit& visit, const Run& run) {
        Hop hop;
        hop.isReply = visit.isReply;
        hop.node = visit.node->node;
        hop.netns = visit.netns->netns;
        hop.in = run.packet.in;
        hop.out = run.packet.out;
        hop.hook = run.packet.table.starts_with(kIp) && !run.packet.table.starts_with(kOfTraces)
                       ? run.packet.chain
                       : std::string();
        hop.before = hop.after = run.packet.ends;
        return hop;
    }

    void addRun(const Visit& visit, const Run& run) {
        if (run.packet.table.starts_with(kOfTraces)) {
            return;
        }
        for (const TraceEvent& deed : run.deeds) {
            if (deed.kind == TraceEvent::Kind::Rule || deed.kind == TraceEvent::Kind::Policy) {
                Hop hop = patternOf(visit, run);
                hop.table = deed.table;
                hop.chain = deed.chain;
                hop.verdict = deed.verdict;
                if (deed.kind == TraceEvent::Kind::Rule) {
                    hop.rule = deed.rule;
                    name(hop, deed, visit.netns->handles);
                } else {
                    hop.kind = Hop::Kind::Policy;
                }
                nameTable(hop);
                hops_.push_back(std::move(hop));
            }
        }
    }

    /// As iptables calls the table, if it is one of its own.
    void nameTable(Hop& hop) const {
        const std::string name = hop.table.starts_with(kIp) ? hop.table.substr(kIp.size()) : std::string();
        if (netns_ != nullptr && netns_->rules.find(name) != nullptr) {
            hop.table = name;
        }
    }

    /// Puts the rule as iptables-save prints it in place of nft's words.
    void name(Hop& hop, const TraceEvent& deed, const RuleHandles& handles) const {
        const netfilter::Chain* const chain =
            netns_ == nullptr || !deed.table.starts_with(kIp)
                ? nullptr
                : netns_->rules.find(deed.table.substr(kIp.size()), deed.chain);
        const auto index = handles.indexOf(deed.table, deed.chain, deed.handle);
        if (chain != nullptr && index && handles.sizeOf(deed.table, deed.chain) == chain->rules.size()) {
            const netfilter::Rule& rule = chain->rules[*index].rule;
            hop.position = *index + 1;
            hop.rule = netfilter::saveLine(rule);
            hop.verdict = walk::verdictOf(rule);
        }
    }

    /// The packet left `run` with other addresses: by the rule that was met last, else by conntrack.
    void translate(const Visit& visit, const Run& run, const netfilter::Endpoints& after) {
        if (after == run.packet.ends) {
            return;
        }
        const bool isByRule = !hops_.empty() && hops_.back().kind == Hop::Kind::Rule &&
                              hops_.back().table == "nat" && hops_.back().before == run.packet.ends;
        if (!isByRule) {
            Hop hop = patternOf(visit, run);
            hop.kind = Hop::Kind::Translation;
            hops_.push_back(std::move(hop));
        }
        hops_.back().after = after;
    }

    const walk::World& world_;
    const walk::Namespace* netns_ = nullptr;
    std::vector<Hop> hops_;
};

}  // namespace

Story tell(const std::vector<NodeTrace>& traces, const walk::World& world, std::uint16_t clientPort) {
    std::vector<Visit> requests;
    std::vector<Visit> replies;
    for (const NodeTrace& node : traces) {
        for (const NetnsTrace& netns : node.namespaces) {
            for (Visit& visit : Cutter(node, netns, clientPort).run()) {
                (visit.isReply ? replies : requests).push_back(std::move(visit));
            }
        }
    }
    Story story;
    story.attempts = timesSent(requests);
    requests = bestAttempt(requests);
    replies = withoutRepeats(std::move(replies));
    std::stable_sort(requests.begin(), requests.end(), isBefore);
    std::stable_sort(replies.begin(), replies.end(), isBefore);
    Teller teller(world);
    for (const Visit& visit : requests) {
        teller.add(visit);
    }
    for (const Visit& visit : replies) {
        teller.add(visit);
    }
    story.hops = teller.take();
    story.isReplied = !replies.empty();
    if (!requests.empty()) {
        const Visit& last = requests.back();
        story.isDelivered = last.isReceived();
        story.node = last.node->node;
        story.netns = last.netns->netns;
        story.ends = last.runs.back().packet.ends;
    }
    return story;
}

}  // namespace podwire::trace
