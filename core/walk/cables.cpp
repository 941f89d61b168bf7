// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/cables.h"

#include <algorithm>
#include <optional>
#include <set>

#include "core/netfilter/rule.h"

namespace podwire::walk {
namespace {

using netstate::Link;

struct End {
    Spot spot;
    const Link* link = nullptr;
};

bool mayBeIn(const Link& link, const Namespace& netns, const Namespace& other) {
    const bool isTold = netns.name.empty() && link.peerNetnsId >= 0 && other.id >= 0;
    return !isTold || link.peerNetnsId == other.id;
}

bool areEnds(const Link& one, const Link& other) {
    return other.kind == "veth" && one.peerIndex == other.index && other.peerIndex == one.index;
}

/// Networks of a link, or of the bridge whose port it is.
std::set<std::uint32_t> networksOf(const Namespace& netns, const Link& link) {
    const Link* const master = link.master.empty() ? nullptr : netns.findLink(link.master);
    std::set<std::uint32_t> networks;
    for (const netstate::Address& one : (master == nullptr ? link : *master).addresses) {
        const auto prefix = netfilter::parsePrefix(one.text());
        if (prefix && one.family == "inet" && prefix->mask != 0xffffffffU && one.scope != "host") {
            networks.insert(prefix->address);
        }
    }
    return networks;
}

class Flood {
public:
    explicit Flood(const World& world) : world_(world) {}

    std::vector<Station> run(Spot spot, const Link& link) {
        send({spot, &link}, {});
        return std::move(found_);
    }

private:
    void send(const End& end, const std::vector<Switched>& through) {
        if (!end.link->up || !seen_.insert(end.link).second) {
            return;
        }
        if (end.link->kind == "bridge") {
            pass(end.spot, end.link->name, {}, through);
        } else if (const auto far = peerOf(end)) {
            receive(*far, through);
        } else {
            for (const End& other : neighboursOf(end)) {
                receive(other, through);
            }
        }
    }

    /// Out of all ports of a bridge but the one by which the frame came.
    void pass(Spot spot, const std::string& bridge, const std::string& in,
              const std::vector<Switched>& through) {
        for (const Link& port : at(world_, spot).links) {
            if (port.master == bridge && port.name != in) {
                std::vector<Switched> longer = through;
                longer.push_back({spot, bridge, in, port.name});
                send({spot, &port}, longer);
            }
        }
    }

    void receive(const End& end, const std::vector<Switched>& through) {
        if (!end.link->up || !seen_.insert(end.link).second) {
            return;
        }
        const Link* const master =
            end.link->master.empty() ? nullptr : at(world_, end.spot).findLink(end.link->master);
        if (master == nullptr) {
            found_.push_back({end.spot, end.link, through});
            return;
        }
        std::vector<Switched> own = through;
        own.push_back({end.spot, master->name, end.link->name, {}});
        found_.push_back({end.spot, master, std::move(own)});
        pass(end.spot, master->name, end.link->name, through);
    }

    [[nodiscard]] std::optional<End> peerOf(const End& end) const {
        const Namespace& netns = at(world_, end.spot);
        if (!end.link->peer.empty()) {
            const Link* const same = netns.findLink(end.link->peer);
            return same == nullptr ? std::nullopt : std::optional(End{end.spot, same});
        }
        if (end.link->kind != "veth" || end.link->peerIndex == 0) {
            return std::nullopt;
        }
        const auto& namespaces = world_[end.spot.node].namespaces;
        for (std::size_t i = 0; i < namespaces.size(); ++i) {
            for (const Link& far : namespaces[i].links) {
                const bool fits = i != end.spot.netns && areEnds(*end.link, far) &&
                                  mayBeIn(*end.link, netns, namespaces[i]) &&
                                  mayBeIn(far, namespaces[i], netns);
                if (fits) {
                    return End{{end.spot.node, i}, &far};
                }
            }
        }
        return std::nullopt;
    }

    /// Links of other nodes in the same network.
    [[nodiscard]] std::vector<End> neighboursOf(const End& end) const {
        std::vector<End> ends;
        const auto networks = networksOf(at(world_, end.spot), *end.link);
        for (std::size_t node = 0; node < world_.size(); ++node) {
            if (end.spot.netns != 0 || node == end.spot.node || world_[node].namespaces.empty()) {
                continue;
            }
            const Namespace& own = world_[node].namespaces.front();
            for (const Link& link : own.links) {
                const auto others = networksOf(own, link);
                const bool shares = std::any_of(others.begin(), others.end(),
                                                [&](std::uint32_t one) { return networks.contains(one); });
                if (shares && link.kind != "bridge" && !peerOf({{node, 0}, &link})) {
                    ends.push_back({{node, 0}, &link});
                }
            }
        }
        return ends;
    }

    const World& world_;
    std::set<const Link*> seen_;
    std::vector<Station> found_;
};

}  // namespace

std::vector<Station> Cables::reachedFrom(Spot spot, const Link& link) const {
    return Flood(world_).run(spot, link);
}

}  // namespace podwire::walk
