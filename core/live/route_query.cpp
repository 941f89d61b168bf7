// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/route_query.h"

#include <algorithm>
#include <array>

#include "core/netfilter/rule.h"

namespace podwire::live {
namespace {

constexpr std::chrono::seconds kPatience{5};

struct Meaning {
    std::string_view said;
    std::string_view means;
};

// What strerror(3) makes of the answers of the kernel's inet_rtm_getroute().
constexpr std::array kMeanings{
    Meaning{"Network is unreachable", "no route matches"},
    Meaning{"No route to host", "a route of type unreachable refuses it"},
    Meaning{"Permission denied", "a route of type prohibit refuses it"},
    Meaning{"Invalid cross-device link",
            "the reverse path filter would drop it, since the way back to the source is another device"},
    Meaning{"Invalid argument",
            "a route of type blackhole drops it, or it cannot come from that source on that device"},
};

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

Result<std::uint32_t> readAddress(const std::string& text, const std::string& what) {
    if (const auto address = netfilter::parseAddress(text)) {
        return *address;
    }
    return fail(ErrorKind::InvalidInput,
                text.empty() ? "Type the address to look up"
                             : "'" + text.substr(0, 64) + "' is no IPv4 address for the " + what,
                {}, "Four numbers from 0 to 255 with dots between them, as in 192.168.2.20.");
}

bool isOwn(const netstate::Netns& netns, const std::string& address) {
    return std::any_of(netns.links.begin(), netns.links.end(), [&](const netstate::Link& link) {
        return std::any_of(link.addresses.begin(), link.addresses.end(),
                           [&](const netstate::Address& own) { return own.local == address; });
    });
}

std::string saidBy(const remote::Outcome& outcome) {
    const std::string line = trimmed(outcome.err);
    const std::string_view prefix = "RTNETLINK answers: ";
    return line.starts_with(prefix) ? line.substr(prefix.size()) : line;
}

}  // namespace

Result<RouteQuestion> askRoute(const netstate::Netns& netns, const std::string& address,
                               const std::string& source) {
    RouteQuestion question{netns.name, trimmed(address), trimmed(source), {}};
    if (const auto read = readAddress(question.address, "destination"); !read) {
        return fail(read.error());
    }
    if (question.source.empty()) {
        return question;
    }
    const auto from = readAddress(question.source, "source");
    if (!from) {
        return fail(from.error());
    }
    if (isOwn(netns, question.source)) {
        return question;
    }
    const auto back = netstate::routesTo(netns.routes, *from);
    if (back.empty() || netns.routes[back.front()].device.empty()) {
        return fail(ErrorKind::InvalidInput,
                    question.source + " is no address of this namespace, and no route leads back to it", {},
                    "Leave the source empty, or take one that this namespace has or can reach.");
    }
    question.arrival = netns.routes[back.front()].device;
    return question;
}

remote::Command routeCommand(const RouteQuestion& question) {
    remote::Command command;
    command.effect = remote::Effect::Reads;
    command.argv = {"sudo", "-n", "env", "LC_ALL=C", "ip"};
    if (!question.netns.empty()) {
        command.argv.insert(command.argv.end(), {"-n", question.netns});
    }
    command.argv.insert(command.argv.end(), {"-j", "route", "get", question.address});
    if (!question.source.empty()) {
        command.argv.insert(command.argv.end(), {"from", question.source});
    }
    if (!question.arrival.empty()) {
        command.argv.insert(command.argv.end(), {"iif", question.arrival});
    }
    command.deadline = kPatience;
    return command;
}

Result<netstate::RouteAnswer> readRoute(const RouteQuestion& question, const remote::Outcome& outcome) {
    if (outcome.ending != remote::Ending::Exit) {
        return fail(outcome.ending == remote::Ending::Timeout ? ErrorKind::Timeout : ErrorKind::Lost,
                    "The node did not answer", outcome.reason, "Is it connected?");
    }
    if (outcome.succeeded()) {
        return netstate::parseRouteAnswer(outcome.out);
    }
    const std::string said = saidBy(outcome);
    const auto known = std::find_if(kMeanings.begin(), kMeanings.end(),
                                    [&](const Meaning& meaning) { return said == meaning.said; });
    return fail(ErrorKind::CommandFailed,
                known != kMeanings.end()
                    ? said + ": " + std::string(known->means)
                    : "No way to " + question.address + ": " + (said.empty() ? "no reason was given" : said),
                outcome.err);
}

}  // namespace podwire::live
