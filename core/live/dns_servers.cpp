// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/dns_servers.h"

#include <algorithm>
#include <deque>

#include "core/base/shellwords.h"
#include "core/doctor/dns_config.h"

namespace podwire::live {
namespace {

LabDnsServer plain(const doctor::DnsServer& server) {
    LabDnsServer result{server.node,     std::get<lab::Unit>(server.unit->resource->what).name,
                        server.name,     server.unit->step,
                        server.port,     {},
                        server.upstreams};
    for (const doctor::Rewrite& rewrite : server.rewrites) {
        result.rewrites.emplace_back(rewrite.from, rewrite.to);
    }
    return result;
}

bool isKnown(const std::vector<LabDnsServer>& servers, const LabDnsServer& server) {
    return std::any_of(servers.begin(), servers.end(), [&](const LabDnsServer& other) {
        return other.node == server.node && other.unit == server.unit;
    });
}

}  // namespace

std::vector<LabDnsServer> dnsServersOf(const lab::Lab& lab) {
    std::deque<doctor::Wanted> all;
    for (const lab::Step* step : lab.steps()) {
        for (const lab::Resource& resource : step->apply) {
            all.push_back({nullptr, &resource, step->id});
        }
    }
    std::vector<LabDnsServer> servers;
    for (const doctor::Wanted& one : all) {
        const auto words = std::holds_alternative<lab::Unit>(one.resource->what)
                               ? splitWords(one.resource->command)
                               : fail(ErrorKind::NotFound, "no unit");
        const auto server = words ? doctor::readDnsServer(one, *words, all) : std::nullopt;
        if (server && !isKnown(servers, plain(*server))) {
            servers.push_back(plain(*server));
        }
    }
    return servers;
}

}  // namespace podwire::live
