// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/remote/command.h"

namespace podwire::capture {

/// An interface of a node, or of one of its network namespaces.
struct Place {
    std::string node;
    std::string netns;  ///< empty: the node's own
    std::string interface;
    bool operator==(const Place&) const = default;

    /// "node1/ens3", "node1/pod1a/eth0".
    [[nodiscard]] std::string name() const;
};

/// What to capture, and when it is enough.
struct CaptureRequest {
    std::vector<Place> places;
    std::string filter;                 ///< pcap-filter(7); empty: everything
    std::chrono::milliseconds time{0};  ///< from the moment when all interfaces are watched; 0: no limit
    std::uint64_t size = 0;             ///< of the file in bytes; 0: no limit
};

constexpr std::size_t kMostPlaces = 6;  ///< a node answers eight commands at once on a connection
constexpr std::uint64_t kLeastSize = 65'536;
constexpr std::uint64_t kUsualSize = 100'000'000;

/// InvalidInput for what no node could have: nothing that passes is anything but a name on tcpdump's command
/// line. Whether a filter is one is tcpdump's to say.
Result<void> checkRequest(const CaptureRequest& request);

/// "ens3", "node1/ens3" or "node1/pod1a/eth0"; what is not said is as in `usual`.
Result<Place> readPlace(const std::string& typed, const Place& usual);
/// "100M", "1.5G", "64k" or bytes; powers of ten.
Result<std::uint64_t> readSize(const std::string& typed);

/// Writes what passes the interface to its standard output as a savefile until its input ends, then tells on
/// standard error how much it was. Leaves out the SSH connections from where this one comes, which would
/// carry its own packets.
remote::Command captureCommand(const Place& place, const std::string& filter);

/// captureCommand()'s exit status on a node that has no tcpdump.
constexpr int kNoTcpdump = 127;

}  // namespace podwire::capture
