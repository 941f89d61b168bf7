// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

/// A packet as one hook of one namespace sees it.
namespace podwire::netfilter {

/// A port that is only known to lie between two, both included. Host byte order.
struct PortRange {
    std::uint16_t first = 0;
    std::uint16_t last = 0;
    bool operator==(const PortRange&) const = default;
    [[nodiscard]] bool isOne() const { return first == last; }
};
constexpr PortRange onePort(std::uint16_t port) {
    return {port, port};
}
/// What the kernel gives clients that ask for none: net.ipv4.ip_local_port_range as it comes.
inline constexpr PortRange kClientPorts{32768, 60999};

/// Addresses and ports of one direction, in host byte order. What is not set is not known.
struct Endpoints {
    std::optional<std::uint32_t> source;
    std::optional<std::uint32_t> destination;
    std::optional<PortRange> sourcePort;
    std::optional<PortRange> destinationPort;
    bool operator==(const Endpoints&) const = default;
    [[nodiscard]] Endpoints reversed() const;
};

/// "10.96.1.100:8080"; without a port that is not known exactly, "?" for an address that is not known.
std::string endpointText(std::optional<std::uint32_t> address, std::optional<PortRange> port);

/// What conntrack makes of a packet: --ctstate.
enum class Tracking { New, Established, Related, Invalid, Untracked };

enum TcpFlag : std::uint8_t { kFin = 1, kSyn = 2, kRst = 4, kPsh = 8, kAck = 16, kUrg = 32 };

/// As it comes it is the first packet of a TCP connection. A text or number that is not set is not known; an
/// empty device is one that the packet does not have at this hook.
struct Packet : Endpoints {
    std::string protocol = "tcp";  ///< as in Rule
    std::optional<std::string> in;
    std::optional<std::string> out;
    std::optional<std::uint32_t> mark = 0;
    std::optional<std::uint32_t> connectionMark = 0;
    std::optional<Tracking> tracking = Tracking::New;
    bool isReply = false;                   ///< of conntrack's reply direction
    Endpoints original;                     ///< conntrack's tuples
    Endpoints reply;                        ///< as answers are expected
    bool isSourceNat = false;               ///< the connection's source was translated in this namespace
    bool isDestinationNat = false;          ///< the connection's destination was
    std::optional<std::string> sourceType;  ///< of addrtype: "LOCAL", "UNICAST", ...
    std::optional<std::string> destinationType;
    std::optional<std::uint8_t> tcpFlags = kSyn;  ///< of TcpFlag
};

}  // namespace podwire::netfilter
