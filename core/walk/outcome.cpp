// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/outcome.h"

#include <algorithm>
#include <cmath>

namespace podwire::walk {
namespace {

bool isByRule(const End& end) {
    return end.cause == End::Cause::DroppedByRule || end.cause == End::Cause::RejectedByRule;
}

Outcome outcomeOf(const Way& way) {
    Outcome outcome{way.probability, way.end, way.server, way.serverNode, way.serverNetns, {}};
    if (isByRule(way.end) && !way.hops.empty() && way.hops.back().kind == Hop::Kind::Rule) {
        outcome.rule = way.hops.back().rule;
    }
    return outcome;
}

bool isSame(const Outcome& a, const Outcome& b) {
    return a.end.kind == b.end.kind && a.end.cause == b.end.cause && a.end.isReply == b.end.isReply &&
           a.end.text == b.end.text && a.server == b.server && a.serverNode == b.serverNode &&
           a.serverNetns == b.serverNetns && a.rule == b.rule;
}

std::string answeredBy(const Outcome& outcome) {
    const std::string place =
        outcome.serverNode + (outcome.serverNetns.empty() ? "" : "/" + outcome.serverNetns);
    return "is answered by " + outcome.server + " (" + place + ")";
}

}  // namespace

std::vector<Outcome> outcomesOf(const Prediction& prediction) {
    std::vector<Outcome> all;
    for (const Way& way : prediction.ways) {
        Outcome one = outcomeOf(way);
        const auto same =
            std::find_if(all.begin(), all.end(), [&](const Outcome& other) { return isSame(one, other); });
        if (same == all.end()) {
            all.push_back(std::move(one));
        } else {
            same->probability += one.probability;
        }
    }
    return all;
}

std::string sentenceOf(const Outcome& outcome) {
    const std::string why = outcome.end.text + (outcome.rule.empty() ? "" : " (" + outcome.rule + ")");
    switch (outcome.end.kind) {
        case End::Kind::Answered:
            return answeredBy(outcome);
        case End::Kind::Refused:
            return "is refused: " + why;
        case End::Kind::Lost:
            return outcome.end.isReply ? "gets to " + outcome.server + ", and the answer is lost: " + why
                                       : "is lost: " + why;
        case End::Kind::Undecided:
            return "cannot be told to its end: " + why;
    }
    return {};
}

std::string percentOf(double probability) {
    const long tenths = std::lround(probability * 1000);
    if (tenths == 0 && probability > 0) {
        return "less than 0.1 %";
    }
    const std::string whole = std::to_string(tenths / 10);
    return whole + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) + " %";
}

}  // namespace podwire::walk
