// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/walk_request.h"

#include "app/ctl/output.h"
#include "core/live/traffic_request.h"
#include "core/netfilter/rule.h"

namespace podwire::ctl {

Result<walk::Request> walkRequestOf(const Options& options) {
    live::TrafficRequest read;
    if (options.from.empty() || options.to.empty() || !options.arguments.isEmpty()) {
        return fail(ErrorKind::InvalidInput, options.command + ": say from where and to where", {},
                    "podwirectl " + options.command + " --from node2 --to 10.96.1.100:8080");
    }
    for (const auto& part : {live::readOrigin(options.from, read), live::readTarget(options.to, read)}) {
        if (!part) {
            return fail(part.error());
        }
    }
    const auto address = netfilter::parseAddress(read.address);
    if (!address) {
        return fail(ErrorKind::InvalidInput, "'" + read.address + "' is no IPv4 address", {},
                    "Packets go to addresses; ask a node for the name's: getent ahosts " + read.address);
    }
    return walk::Request{read.node, read.netns, *address, read.port, "tcp"};
}

int reportNoPlace(const walk::World& world, const walk::Request& request) {
    std::string names;
    for (std::size_t node = 0; node < world.size(); ++node) {
        for (std::size_t netns = 0; netns < world[node].namespaces.size(); ++netns) {
            names += (names.empty() ? "" : ", ") + walk::nameOf(world, {node, netns});
        }
    }
    const std::string place = request.netns.empty() ? request.node : request.node + "/" + request.netns;
    printError({ErrorKind::InvalidInput, "There is no " + place, {}, "Places: " + names});
    return kWrongUse;
}

}  // namespace podwire::ctl
