// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Blocks of a pcapng file, little-endian: draft-ietf-opsawg-pcapng. A file is a section header, the
/// description of every interface, then packets, then each interface's statistics. Times are nanoseconds
/// since 1970-01-01 UTC.
namespace podwire::capture {

/// What one interface's packets are.
struct InterfaceDescription {
    std::string name;    ///< "node1/ens3", UTF-8
    std::string filter;  ///< as pcap-filter(7); empty: none
    std::uint16_t linkType = 1;
    std::uint32_t snapLength = 0;
};

/// What became of an interface's packets. What nobody told is left out.
struct InterfaceStatistics {
    std::int64_t time = 0;                   ///< when they were read
    std::optional<std::uint64_t> received;   ///< by the kernel, and let through by the filter
    std::optional<std::uint64_t> dropped;    ///< of them, for want of room
    std::optional<std::uint64_t> delivered;  ///< of them, in this file
};

void appendSectionHeader(std::string& out, std::string_view application);
/// The first interface of a section is 0, the next one 1 and so on.
void appendInterface(std::string& out, const InterfaceDescription& description);
/// `length`: on the wire.
void appendPacket(std::string& out, std::uint32_t interface, std::int64_t time, std::uint32_t length,
                  std::string_view bytes);
void appendStatistics(std::string& out, std::uint32_t interface, const InterfaceStatistics& statistics);

}  // namespace podwire::capture
