// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_forecast.h"

#include <algorithm>
#include <optional>
#include <set>

#include "core/netfilter/rule.h"
#include "core/netstate/route_match.h"
#include "core/stats/expected_share.h"

namespace podwire::live {
namespace {

using netfilter::Hook;
using plan::Observed;

constexpr double kHardly = 1e-9;

std::string serverOf(const stats::Outcome& outcome) {
    return outcome.backend.substr(0, outcome.backend.find(':'));
}

const netstate::Netns* mainOf(const Observed& node) {
    return node.findNetns("");
}

bool owns(const netstate::Netns& netns, std::uint32_t address) {
    constexpr std::uint32_t kLoopback = 127;
    return address >> 24U == kLoopback ||
           std::any_of(netns.links.begin(), netns.links.end(), [&](const netstate::Link& link) {
               return std::any_of(link.addresses.begin(), link.addresses.end(), [&](const auto& own) {
                   return netfilter::parseAddress(own.local) == address;
               });
           });
}

const netstate::Route* routeTo(const netstate::Netns& netns, std::uint32_t address) {
    const auto found = netstate::routesTo(netns.routes, address);
    return found.empty() ? nullptr : &netns.routes[found.front()];
}

/// The address with which a namespace speaks to another.
std::optional<std::uint32_t> sourceTowards(const netstate::Netns& netns, std::uint32_t address) {
    if (owns(netns, address)) {
        return address;
    }
    const netstate::Route* route = routeTo(netns, address);
    if (route == nullptr) {
        return std::nullopt;
    }
    if (!route->source.empty()) {
        return netfilter::parseAddress(route->source);
    }
    const netstate::Link* link = netns.findLink(route->device);
    const auto last = link == nullptr ? std::vector<netstate::Address>{} : link->addresses;
    for (const netstate::Address& own : last) {
        if (own.family == "inet") {
            return netfilter::parseAddress(own.local);
        }
    }
    return std::nullopt;
}

/// Follows the requests until rules translate their destination or nobody leads them on.
class Foretelling {
public:
    Foretelling(const std::map<std::string, Observed>& nodes, std::uint32_t address, std::uint16_t port)
        : nodes_(nodes) {
        packet_.destination = address;
        packet_.destinationPort = netfilter::onePort(port);
        packet_.sourcePort = netfilter::kClientPorts;
    }

    TrafficForecast run(const TrafficRequest& request) {
        const auto node = nodes_.find(request.node);
        if (node == nodes_.end()) {
            return because("The state of " + request.node + " is not known.");
        }
        const netstate::Netns* client = node->second.findNetns(request.netns);
        if (client == nullptr) {
            return because("There is no namespace " + request.netns + " on " + request.node + ".");
        }
        packet_.source = sourceTowards(*client, *packet_.destination);
        return follow(node->second, request.netns.empty() ? Hook::Output : Hook::Prerouting);
    }

private:
    TrafficForecast because(const std::string& why) {
        forecast_.shares.clear();
        forecast_.why = why;
        return forecast_;
    }

    TrafficForecast follow(const Observed& first, Hook hook) {
        std::set<std::string> seen;
        const Observed* node = &first;
        while (node != nullptr && seen.insert(node->node).second) {
            place(*node, hook);
            const auto shares = stats::expectedShares(node->rules, packet_, hook);
            if (!isUntouched(shares)) {
                forecast_.place = (hook == Hook::Output ? "OUTPUT of " : "PREROUTING of ") + node->node;
                forecast_.node = node->node;
                forecast_.hook = hook;
                forecast_.packet = packet_;
                forecast_.detail = shares;
                return read(shares);
            }
            node = next(*node);
            hook = Hook::Prerouting;
        }
        forecast_.shares[netfilter::formatAddress(*packet_.destination)] = 1;
        return forecast_;
    }

    /// What the packet is to the rules of this node.
    void place(const Observed& node, Hook hook) {
        const netstate::Netns* netns = mainOf(node);
        if (netns == nullptr) {
            return;
        }
        const netstate::Route* out = routeTo(*netns, *packet_.destination);
        const netstate::Route* back = packet_.source ? routeTo(*netns, *packet_.source) : nullptr;
        const bool isOwn = owns(*netns, *packet_.destination);
        packet_.in = hook == Hook::Output ? std::optional<std::string>("") : deviceOf(back);
        packet_.out = hook == Hook::Prerouting ? std::optional<std::string>("")
                      : isOwn                  ? std::optional<std::string>("lo")
                                               : deviceOf(out);
        packet_.destinationType = isOwn ? "LOCAL" : "UNICAST";
        packet_.sourceType = hook == Hook::Output ? "LOCAL" : "UNICAST";
    }

    static std::optional<std::string> deviceOf(const netstate::Route* route) {
        return route == nullptr ? std::nullopt : std::optional(route->device);
    }

    /// The node that the routes of this one lead to; null when it is this one, or none that is known.
    const Observed* next(const Observed& node) const {
        const netstate::Netns* netns = mainOf(node);
        if (netns == nullptr || owns(*netns, *packet_.destination)) {
            return nullptr;
        }
        const netstate::Route* route = routeTo(*netns, *packet_.destination);
        if (route == nullptr) {
            return nullptr;
        }
        const auto gateway =
            route->gateway.empty() ? packet_.destination : netfilter::parseAddress(route->gateway);
        for (const auto& [name, other] : nodes_) {
            const netstate::Netns* main = mainOf(other);
            if (gateway && name != node.node && main != nullptr && owns(*main, *gateway)) {
                return &other;
            }
        }
        return nullptr;
    }

    static bool isUntouched(const stats::ExpectedShares& shares) {
        return std::all_of(shares.outcomes.begin(), shares.outcomes.end(), [](const stats::Outcome& one) {
            return one.kind == stats::Outcome::Kind::Untranslated || one.probability < kHardly;
        });
    }

    TrafficForecast read(const stats::ExpectedShares& shares) {
        for (const stats::Outcome& outcome : shares.outcomes) {
            using Kind = stats::Outcome::Kind;
            if (outcome.kind == Kind::Undecided && outcome.probability > kHardly) {
                const std::string why = outcome.ways.empty() ? std::string() : outcome.ways.front().why;
                return because("The rules in " + forecast_.place + " do not tell" +
                               (why.empty() ? "." : ": " + why));
            }
            if (outcome.kind != Kind::Backend) {
                continue;
            }
            const std::string address = serverOf(outcome);
            if (!netfilter::parseAddress(address)) {
                return because("A rule in " + forecast_.place + " sends requests to " + outcome.backend +
                               ", which is no single address.");
            }
            forecast_.shares[address] += outcome.probability;
        }
        if (forecast_.shares.empty()) {
            return because("The rules in " + forecast_.place + " send requests to no backend.");
        }
        return forecast_;
    }

    const std::map<std::string, Observed>& nodes_;
    netfilter::Packet packet_;
    TrafficForecast forecast_;
};

using Shares = std::map<std::string, double>;
using Hits = std::map<std::string, std::uint64_t>;

/// Empty when hits can be compared with the forecast.
std::string whyNotCompared(const TrafficForecast& forecast, const Hits& hits) {
    if (forecast.shares.empty()) {
        return forecast.why.empty() ? "It is not known where the requests go." : forecast.why;
    }
    const bool isPassedOn = std::any_of(
        hits.begin(), hits.end(), [&](const auto& hit) { return !forecast.shares.contains(hit.first); });
    if (forecast.place.empty() && isPassedOn) {
        return "No rule on the way translates " + forecast.shares.begin()->first +
               ", and somebody else answers: what listens there passes requests on.";
    }
    return {};
}

std::vector<stats::Tally> talliesOf(const Shares& shares, const Hits& hits) {
    std::vector<stats::Tally> tallies;
    for (const auto& [server, share] : shares) {
        const auto found = hits.find(server);
        tallies.push_back({server, share, found == hits.end() ? 0 : found->second});
    }
    for (const auto& [server, count] : hits) {
        if (!shares.contains(server)) {
            tallies.push_back({server, 0, count});
        }
    }
    return tallies;
}

}  // namespace

std::string TrafficForecast::arithmetic(const std::string& server) const {
    std::string words;
    for (const stats::Outcome& outcome : detail.outcomes) {
        if (outcome.kind != stats::Outcome::Kind::Backend || serverOf(outcome) != server) {
            continue;
        }
        for (const stats::Way& way : outcome.ways) {
            words += (words.empty() ? "" : " + ") + stats::arithmetic(way);
        }
    }
    return words;
}

TrafficForecast foretell(const std::map<std::string, Observed>& nodes, const TrafficRequest& request,
                         std::uint32_t address) {
    return Foretelling(nodes, address, request.port).run(request);
}

TrafficJudgement judgeTraffic(const TrafficForecast& forecast,
                              const std::map<std::string, std::uint64_t>& hits) {
    TrafficJudgement judged;
    judged.why = whyNotCompared(forecast, hits);
    judged.hasForecast = judged.why.empty();
    const std::vector<stats::Tally> tallies =
        talliesOf(judged.hasForecast ? forecast.shares : Shares{}, hits);
    if (judged.hasForecast) {
        judged.judgement = stats::judge(tallies);
    }
    std::uint64_t all = 0;
    for (const stats::Tally& tally : tallies) {
        all += tally.hits;
    }
    for (std::size_t i = 0; i < tallies.size(); ++i) {
        judged.shares.push_back({tallies[i].backend, tallies[i].hits,
                                 judged.hasForecast ? judged.judgement.shares.at(i) : 0,
                                 stats::wilson(tallies[i].hits, all)});
    }
    return judged;
}

}  // namespace podwire::live
