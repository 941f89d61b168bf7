// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/foretell.h"

#include <algorithm>

#include "core/netfilter/packet.h"
#include "core/walk/outcome.h"

namespace podwire::doctor {
namespace {

constexpr std::size_t kMostTold = 3;
constexpr double kAlmostAll = 0.9995;

using walk::Outcome;

bool isAnswered(const Outcome& outcome) {
    return outcome.end.kind == walk::End::Kind::Answered;
}

std::string hostOf(const Outcome& outcome) {
    return outcome.server.substr(0, outcome.server.find(':'));
}

/// A server of no pod asks in turn, as a balancer does; who answers in the end is not foretold.
bool isPassedOn(const Case& theCase, const Outcome& outcome) {
    return isAnswered(outcome) && theCase.picture.podAt(hostOf(outcome)) == nullptr;
}

bool isWrong(const Request& request, const Outcome& outcome) {
    const auto& wanted = request.answeredBy;
    return !isAnswered(outcome) ||
           (!wanted.empty() && std::find(wanted.begin(), wanted.end(), hostOf(outcome)) == wanted.end());
}

std::string headOf(const Request& request) {
    return "By the live rules a request from " + request.node +
           (request.netns.empty() ? "" : "/" + request.netns) + " to " + request.host + ":" +
           std::to_string(request.port);
}

std::string sentence(const Request& request, const std::vector<Outcome>& wrong) {
    std::string text = headOf(request);
    for (std::size_t i = 0; i < std::min(wrong.size(), kMostTold); ++i) {
        const std::string chance =
            wrong[i].probability < kAlmostAll
                ? ", with a probability of " + walk::percentOf(wrong[i].probability) + ","
                : "";
        text += (i == 0 ? "" : "; or") + chance + " " + walk::sentenceOf(wrong[i]);
    }
    return text + (wrong.size() > kMostTold ? "; and more" : "");
}

std::string caveats(const Case& theCase) {
    std::string text;
    for (const std::string& spot : theCase.blindSpots) {
        text += ". But " + spot;
    }
    return text + ".";
}

}  // namespace

Foretold foretell(const Case& theCase, const Request& request) {
    const auto address = netfilter::parseAddress(request.host);
    if (theCase.world.empty() || !address) {
        return {};
    }
    const auto prediction = walk::predict(theCase.world, {request.node, request.netns, *address,
                                                          static_cast<std::uint16_t>(request.port), "tcp"});
    if (!prediction) {
        return {};
    }
    std::vector<Outcome> wrong;
    for (Outcome& outcome : walk::outcomesOf(*prediction)) {
        if (isPassedOn(theCase, outcome)) {
            return {headOf(request) + " gets to " + outcome.server + " on " + outcome.serverNode +
                        ", which is no pod; what becomes of it from there is not foretold" + caveats(theCase),
                    false};
        }
        if (isWrong(request, outcome)) {
            wrong.push_back(std::move(outcome));
        }
    }
    if (wrong.empty()) {
        return {headOf(request) +
                    " is answered as it should be: rules, routes and settings are not to blame" +
                    caveats(theCase),
                false};
    }
    return {sentence(request, wrong) + caveats(theCase), true};
}

}  // namespace podwire::doctor
