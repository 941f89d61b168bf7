// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/walk/world.h"

/// What a namespace's kernel decides besides its rules. Addresses in host byte order.
namespace podwire::walk {

struct RouteChoice {
    enum class Kind {
        Local,      ///< the namespace has the address
        Away,       ///< out of `device`
        None,       ///< no route leads there
        Forbidden,  ///< a blackhole, unreachable or prohibit route
    };
    Kind kind = Kind::None;
    std::string device;                   ///< "lo" for Local
    std::uint32_t nextHop = 0;            ///< the gateway, or the destination itself
    std::optional<std::uint32_t> source;  ///< for who has not chosen one
    std::string route;                    ///< "default via 10.30.45.1 dev ens3"; "local" for Local
};
/// Local addresses first, then table main. Rules of `ip rule` are not followed; of several next hops the
/// first is taken.
RouteChoice chooseRoute(const Namespace& netns, std::uint32_t destination);

bool isLoopback(std::uint32_t address);
/// Whether the address is one of the namespace's own (127.0.0.0/8 included), on a link that is up.
bool hasAddress(const Namespace& netns, std::uint32_t address);
/// The device's address in the network of `towards`, else its first one of more than its own scope.
std::optional<std::uint32_t> addressOn(const Namespace& netns, const std::string& device,
                                       std::uint32_t towards);
/// As addrtype calls it: "LOCAL", "MULTICAST", "BROADCAST" or "UNICAST".
std::string addressType(const Namespace& netns, std::uint32_t address);

/// The larger of net.ipv4.conf.all's and the device's value, which is what counts for rp_filter; for
/// route_localnet and accept_local, either one is enough.
int deviceSetting(const Namespace& netns, const std::string& device, const std::string& name);
/// Whether packets that came in by the device may be sent on.
bool forwards(const Namespace& netns, const std::string& in);

}  // namespace podwire::walk
