// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/remote/command.h"

namespace podwire::live {

/// HTTP requests to send from one place to another, each over a new TCP connection.
struct TrafficRequest {
    std::string node;
    std::string netns;    ///< empty: the node's own
    std::string address;  ///< an IPv4 address, or a name that is resolved for each request
    std::uint16_t port = 80;
    std::string path = "/";
    std::uint64_t count = 0;  ///< 0: until it is told to stop
    double rate = 0;          ///< begun each second, at most kMostRate; 0: as fast as answers come
    int concurrency = 32;     ///< most at once, 1 to kMostAtOnce
    std::chrono::milliseconds deadline{3'000};  ///< of each one, name and answer included; at least 1
};

inline constexpr double kMostRate = 10'000;
inline constexpr int kMostAtOnce = 512;

/// "NODE" or "NODE/POD" into `node` and `netns`. Whether there are such is not looked at.
Result<void> readOrigin(const std::string& typed, TrafficRequest& request);
/// "ADDRESS:PORT", "NAME:PORT", either without the port, or "http://HOST[:PORT][/PATH]" into `address`,
/// `port` and `path`. White space around is dropped.
Result<void> readTarget(const std::string& typed, TrafficRequest& request);
/// Whether all of it is in the ranges above. InvalidInput with a sentence for people.
Result<void> validate(const TrafficRequest& request);

/// What sends them: kTrafficScript, in the namespace. Its input stays open. `request` is valid.
remote::Command trafficCommand(const TrafficRequest& request);

}  // namespace podwire::live
