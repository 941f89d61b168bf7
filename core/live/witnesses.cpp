// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/witnesses.h"

#include <algorithm>

#include "core/conntrack/parse.h"
#include "core/live/traffic_what_if.h"
#include "core/netfilter/rule.h"

namespace podwire::live {
namespace {

constexpr std::chrono::seconds kDeadline{5};

/// What iptables-save and conntrack print is parted by this line.
const std::string kBorder = "# connections\n";

std::uint64_t sum(const Counts& counts) {
    std::uint64_t all = 0;
    for (const auto& [server, count] : counts) {
        all += count;
    }
    return all;
}

std::uint64_t countOf(const Counts& counts, const std::string& server) {
    const auto found = counts.find(server);
    return found == counts.end() ? 0 : found->second;
}

const netfilter::InstalledRule* ruleAt(const netfilter::Ruleset& rules, const stats::RulePlace& place) {
    const netfilter::Chain* const chain = rules.find(place.table, place.chain);
    return chain == nullptr || place.position < 1 || place.position > chain->rules.size()
               ? nullptr
               : &chain->rules[place.position - 1];
}

/// Nothing when a rule came, went, moved or began to count anew.
std::optional<Counts> countedBetween(const TrafficForecast& forecast, const NodeWitness& before,
                                     const NodeWitness& after) {
    const auto deciding = decidingRules(before.rules, forecast);
    if (deciding != decidingRules(after.rules, forecast)) {
        return std::nullopt;
    }
    Counts counts;
    for (const DecidingRule& rule : deciding) {
        const auto* const then = ruleAt(before.rules, rule.place);
        const auto* const now = ruleAt(after.rules, rule.place);
        if (then == nullptr || now == nullptr || now->counters.packets < then->counters.packets) {
            return std::nullopt;
        }
        if (!rule.server.empty()) {
            counts[rule.server] += now->counters.packets - then->counters.packets;
        }
    }
    return counts;
}

Counts newConnections(const NodeWitness& before, const NodeWitness& after) {
    Counts counts;
    for (const auto& [id, server] : after.connections) {
        if (!before.connections.contains(id)) {
            ++counts[server];
        }
    }
    return counts;
}

std::string times(std::uint64_t count) {
    return count == 1 ? "once" : std::to_string(count) + " times";
}

/// A request that was lost on the way is known to rules and conntrack, but never the other way round.
void compareWithAnswers(Witnesses& all, const Counts& counts, const std::string& who) {
    for (const auto& [server, answers] : all.answers) {
        const std::uint64_t seen = countOf(counts, server);
        if (answers > seen) {
            all.alarms.push_back((server.empty() ? "Somebody unknown" : server) + " answered " +
                                 times(answers) + ", but " + who + " " + std::to_string(seen) +
                                 " of these connections.");
        }
    }
    const std::uint64_t seen = sum(counts);
    if (seen > all.requests) {
        all.alarms.push_back("There were " + std::to_string(all.requests) + " requests, but " + who + " " +
                             std::to_string(seen) + " connections: others use the service as well.");
    }
}

void compareRulesWithConntrack(Witnesses& all) {
    Counts servers = *all.rules;
    servers.insert(all.connections->begin(), all.connections->end());
    for (const auto& [server, ignored] : servers) {
        const std::uint64_t rules = countOf(*all.rules, server);
        const std::uint64_t connections = countOf(*all.connections, server);
        if (rules != connections) {
            all.alarms.push_back("The rules sent " + std::to_string(rules) + " connections to " + server +
                                 ", and conntrack has " + std::to_string(connections) + ".");
        }
    }
}

}  // namespace

remote::Command witnessCommand(const TrafficForecast& forecast) {
    const std::string address = netfilter::formatAddress(forecast.packet.destination.value_or(0));
    const auto port = forecast.packet.destinationPort.value_or(netfilter::onePort(0)).first;
    remote::Command command;
    command.effect = remote::Effect::Reads;
    command.argv = {
        "sh", "-c",
        "sudo -n iptables-save -c -t nat && echo '# connections' && sudo -n conntrack -L -p tcp --orig-dst " +
            address + " --orig-port-dst " + std::to_string(port) + " -o id 2>/dev/null"};
    return command;
}

Result<NodeWitness> readWitness(const std::string& printed) {
    const std::size_t border = printed.find(kBorder);
    if (border == std::string::npos) {
        return fail(ErrorKind::CommandFailed, "The node did not tell its counters and connections");
    }
    auto rules = netfilter::parseSave(std::string_view(printed).substr(0, border));
    if (!rules) {
        return fail(rules.error());
    }
    NodeWitness witness{*std::move(rules), {}};
    conntrack::LineCutter lines;
    lines.feed(std::string_view(printed).substr(border + kBorder.size()), [&](std::string_view line) {
        conntrack::Event event;
        if (conntrack::parseLine(line, event) == conntrack::LineKind::Event) {
            const std::uint64_t port = event.flow.original.sourcePort;
            witness.connections[port << 32U | event.flow.id] =
                netfilter::formatAddress(event.flow.reply.source);
        }
    });
    return witness;
}

Witnesses hear(const TrafficForecast& forecast, const TrafficTally& tally, double seconds,
               const NodeWitness& before, const NodeWitness& after) {
    Witnesses all{tally.hits(), tally.requests(), tally.failed(), {}, {}, {}, {}, {}};
    all.rules = countedBetween(forecast, before, after);
    if (all.rules) {
        compareWithAnswers(all, *all.rules, "the rules counted");
    } else {
        all.whyNoRules = "The rules changed meanwhile, or began to count anew.";
    }
    if (seconds > kLongestRemembered || tally.requests() > kMostRemembered) {
        all.whyNoConnections = "The run was too long: conntrack has forgotten its first connections.";
        return all;
    }
    all.connections = newConnections(before, after);
    if (all.rules) {
        compareRulesWithConntrack(all);
    } else {
        compareWithAnswers(all, *all.connections, "conntrack has");
    }
    return all;
}

}  // namespace podwire::live
