// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/packet_walk.h"

#include <algorithm>

#include "core/live/trace_run.h"
#include "core/live/world_reader.h"
#include "core/netfilter/rule.h"
#include "core/remote/conversation.h"

namespace podwire::live {
namespace {

constexpr std::chrono::seconds kNameDeadline{15};

std::string placeOf(const TrafficRequest& asked) {
    return asked.netns.empty() ? asked.node : asked.node + "/" + asked.netns;
}

tl::unexpected<Error> noPlace(const walk::World& world, const TrafficRequest& asked) {
    std::string names;
    for (std::size_t node = 0; node < world.size(); ++node) {
        for (std::size_t netns = 0; netns < world[node].namespaces.size(); ++netns) {
            names += (names.empty() ? "" : ", ") + walk::nameOf(world, {node, netns});
        }
    }
    return fail(ErrorKind::InvalidInput, "There is no " + placeOf(asked), {}, "Places: " + names);
}

/// The first IPv4 address that the origin's resolver gives, as curl would take it.
Result<std::uint32_t> lookUp(const Nodes& nodes, const TrafficRequest& asked, const std::stop_token& stop) {
    const auto node =
        std::find_if(nodes.begin(), nodes.end(), [&](const auto& one) { return one.name == asked.node; });
    remote::Command command;
    if (!asked.netns.empty()) {
        command.argv = {"sudo", "-n", "env", "LC_ALL=C", "ip", "netns", "exec", asked.netns};
    }
    command.argv.insert(command.argv.end(), {"getent", "ahostsv4", "--", asked.address});
    command.deadline = kNameDeadline;
    command.effect = remote::Effect::Reads;
    remote::Conversation question(*node->shell, std::move(command), stop);
    question.closeInput();
    const remote::Outcome outcome = question.outcome();
    const auto address = netfilter::parseAddress(outcome.out.substr(0, outcome.out.find_first_of(" \t\n")));
    if (outcome.succeeded() && address) {
        return *address;
    }
    if (outcome.ending != remote::Ending::Exit) {
        return fail(remote::expectSuccess(outcome, asked.node, "looking up " + asked.address).error());
    }
    return fail(ErrorKind::InvalidInput,
                placeOf(asked) + " knows no IPv4 address of the name " + asked.address, outcome.err,
                "The DNS panel asks each server of that place by itself.");
}

Result<walk::Request> requestOf(const Nodes& nodes, const walk::World& world, const TrafficRequest& asked,
                                const std::stop_token& stop) {
    if (!walk::findSpot(world, asked.node, asked.netns)) {
        return noPlace(world, asked);
    }
    const auto typed = netfilter::parseAddress(asked.address);
    const auto address = typed ? Result<std::uint32_t>(*typed) : lookUp(nodes, asked, stop);
    if (!address) {
        return fail(address.error());
    }
    return walk::Request{asked.node, asked.netns, *address, asked.port, "tcp"};
}

/// What both begin with.
struct Start {
    WorldReading reading;
    PacketWalk walk;
};

Result<Start> begin(const Nodes& nodes, const TrafficRequest& asked, const std::stop_token& stop) {
    auto reading = readWorld(nodes, stop);
    if (!reading) {
        return fail(reading.error());
    }
    const auto request = requestOf(nodes, reading->world, asked, stop);
    if (!request) {
        return fail(request.error());
    }
    auto foretold = walk::predict(reading->world, *request);
    if (!foretold) {
        return fail(foretold.error());
    }
    Start start{std::move(*reading), {asked, *request, std::move(*foretold), {}, {}}};
    for (const trace::NodeReading& node : start.reading.nodes) {
        const auto spots = trace::blindSpots(node);
        start.walk.blindSpots.insert(start.walk.blindSpots.end(), spots.begin(), spots.end());
    }
    return start;
}

}  // namespace

std::optional<std::size_t> PacketWalk::shownWay() const {
    if (traced) {
        return traced->comparison.way;
    }
    const auto likeliest = std::max_element(
        foretold.ways.begin(), foretold.ways.end(),
        [](const auto& one, const auto& other) { return one.probability < other.probability; });
    return likeliest == foretold.ways.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(likeliest - foretold.ways.begin()));
}

Result<PacketWalk> foretell(const Nodes& nodes, const TrafficRequest& asked, const std::stop_token& stop) {
    auto start = begin(nodes, asked, stop);
    return start ? Result<PacketWalk>(std::move(start->walk)) : fail(start.error());
}

Result<PacketWalk> tracePacket(const Nodes& nodes, const TrafficRequest& asked, const std::stop_token& stop) {
    auto start = begin(nodes, asked, stop);
    if (!start) {
        return fail(start.error());
    }
    PacketWalk& walk = start->walk;
    const auto run = runTrace(nodes, start->reading.world, walk.request, walk.foretold, stop);
    if (!run) {
        return fail(run.error());
    }
    TracedWalk traced{run->result,
                      run->clientPort,
                      trace::tell(run->traces, start->reading.world, run->clientPort),
                      {},
                      {}};
    traced.comparison = trace::compare(walk.foretold, traced.story, run->result);
    for (const trace::NodeReading& node : start->reading.nodes) {
        const auto gaps = trace::traceGaps(node);
        traced.gaps.insert(traced.gaps.end(), gaps.begin(), gaps.end());
    }
    walk.traced = std::move(traced);
    return std::move(walk);
}

}  // namespace podwire::live
