// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/verdict.h"

#include <vector>

#include "core/netfilter/rule.h"
#include "core/walk/compare.h"

namespace podwire::trace {
namespace {

using walk::End;
using walk::Hop;

std::string placeOf(const std::string& node, const std::string& netns) {
    return netns.empty() ? node : node + "/" + netns;
}

/// "node1 nat PREROUTING: -A PREROUTING ..."
std::string textOf(const Hop& hop) {
    return placeOf(hop.node, hop.netns) + " " + hop.table + " " + hop.chain + ": " +
           (hop.kind == Hop::Kind::Policy ? "policy " + hop.verdict : hop.rule) + " for " +
           netfilter::endpointText(hop.before.source, hop.before.sourcePort) + " > " +
           netfilter::endpointText(hop.before.destination, hop.before.destinationPort);
}

template <class Hops>
auto tracedOf(Hops& hops) {
    std::vector<decltype(&hops.front())> traced;
    for (auto& hop : hops) {
        if (walk::isTraced(hop)) {
            traced.push_back(&hop);
        }
    }
    return traced;
}

void takeMisses(const walk::Way& way, Story& story, std::size_t agreeing) {
    const auto foretold = tracedOf(way.hops);
    const auto real = tracedOf(story.hops);
    for (std::size_t i = 0; i < std::min({agreeing, foretold.size(), real.size()}); ++i) {
        real[i]->misses = foretold[i]->misses;
        real[i]->earlierMisses = foretold[i]->earlierMisses;
        real[i]->chance = foretold[i]->chance;
    }
}

/// What differs although no hop contradicts another.
std::string endDifference(const walk::Way& way, const Story& story, const RequestResult& result) {
    const bool isAnswered = result.kind == "answered";
    if (isAnswered != (way.end.kind == End::Kind::Answered)) {
        return "Foretold: " + way.end.text + ". In truth: " + endOf(story, result) + ".";
    }
    const std::size_t foretold = tracedOf(way.hops).size();
    const std::size_t real = tracedOf(story.hops).size();
    if (foretold < real) {
        return "The packet went farther than foretold, to " + textOf(*tracedOf(story.hops)[foretold]) + ".";
    }
    if (foretold > real) {
        return "The kernel did not tell of " + textOf(*tracedOf(way.hops)[real]) + ", which was foretold.";
    }
    return {};
}

}  // namespace

Comparison compare(const walk::Prediction& predicted, Story& story, const RequestResult& result) {
    Comparison comparison;
    const auto taken = walk::wayTaken(predicted, story.hops);
    if (!taken) {
        return comparison;
    }
    const walk::Way& way = predicted.ways[*taken];
    comparison.way = taken;
    comparison.isDecided = way.end.kind != End::Kind::Undecided;
    const auto first = walk::firstDifference(way.hops, story.hops);
    comparison.firstDifference = first;
    takeMisses(way, story, first.value_or(story.hops.size()));
    if (first) {
        comparison.difference = "Foretold: " + textOf(*tracedOf(way.hops)[*first]) +
                                ". In truth: " + textOf(*tracedOf(story.hops)[*first]) + ".";
    } else if (comparison.isDecided) {
        comparison.difference = endDifference(way, story, result);
    }
    return comparison;
}

std::string answeredBy(const Story& story, const RequestResult& result) {
    if (result.kind != "answered") {
        return {};
    }
    if (!result.server.empty() || !story.ends.destination) {
        return result.server;
    }
    return netfilter::formatAddress(*story.ends.destination);
}

std::string endOf(const Story& story, const RequestResult& result) {
    if (result.kind == "answered") {
        return "answered by " + answeredBy(story, result);
    }
    const std::string told = "not answered (" + result.kind + "): ";
    if (story.hops.empty()) {
        return told + "no packet was seen";
    }
    const Hop& last = story.hops.back();
    const std::string where = placeOf(last.node, last.netns);
    if (last.verdict == "drop" || last.verdict == "reject") {
        return told + (last.kind == Hop::Kind::Policy ? "the policy of " : "a rule of ") + last.table + " " +
               last.chain + " on " + where + " takes the " + (last.isReply ? "reply" : "request") +
               (last.rule.empty() ? "" : ": " + last.rule);
    }
    if (story.isReplied) {
        return told + "the reply was seen last on " + where + " in " + last.table + " " + last.chain;
    }
    return told + "the request was seen last on " + placeOf(story.node, story.netns) +
           (story.isDelivered ? ", where it came to the socket's door" : ", and nobody took it after that");
}

}  // namespace podwire::trace
