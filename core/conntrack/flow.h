// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace podwire::conntrack {

/// One direction of a connection. Addresses and ports in host byte order. ICMP has type, code and id in
/// place of ports; what a protocol does not have is 0.
struct Tuple {
    std::uint32_t source = 0;
    std::uint32_t destination = 0;
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    std::uint16_t icmpId = 0;
    std::uint8_t icmpType = 0;
    std::uint8_t icmpCode = 0;
    bool operator==(const Tuple&) const = default;
};

/// As conntrack(8) prints it; None for protocols without one, Other for those of SCTP and DCCP.
enum class TcpState : std::uint8_t {
    None,
    SynSent,
    SynRecv,
    Established,
    FinWait,
    CloseWait,
    LastAck,
    TimeWait,
    Close,
    SynSent2,
    Other,
};

enum Flag : std::uint8_t {
    kUnreplied = 1,  ///< nothing has come back yet
    kAssured = 2,    ///< traffic both ways: kept when the table is full
    kOffload = 4,    ///< forwarded by a flow table, past netfilter
    kHasCounters = 8,
};

struct Counters {
    std::uint64_t packets = 0;
    std::uint64_t bytes = 0;
    bool operator==(const Counters&) const = default;
};

/// One connection as a node's kernel tracks it.
struct Flow {
    Tuple original;  ///< as the first packet was sent
    Tuple reply;     ///< as answers are expected, so after NAT
    Counters sent;   ///< of the original direction; only with kHasCounters (nf_conntrack_acct=1)
    Counters answered;
    std::uint32_t id = 0;       ///< the kernel's, may be used again later; 0: not told
    std::uint32_t timeout = 0;  ///< seconds that were left when this was told
    std::uint32_t mark = 0;
    std::uint16_t zone = 0;
    std::uint8_t protocol = 0;  ///< IP protocol number
    TcpState state = TcpState::None;
    std::uint8_t flags = 0;  ///< of Flag
    bool operator==(const Flow&) const = default;

    [[nodiscard]] bool has(Flag flag) const { return (flags & flag) != 0; }
};

inline constexpr std::uint8_t kIcmp = 1;
inline constexpr std::uint8_t kTcp = 6;
inline constexpr std::uint8_t kUdp = 17;

/// "tcp"; the number where no name is known.
std::string protocolName(std::uint8_t number);
/// "ESTABLISHED"; empty for None, "OTHER" for Other.
std::string_view stateName(TcpState state);
/// None for a word that is no TCP state.
TcpState stateByName(std::string_view name);
/// The word that says how far the connection is: the TCP state; for other protocols UNREPLIED or ASSURED, or
/// nothing.
std::string_view stateWord(const Flow& flow);

/// "10.96.1.100"
std::string addressText(std::uint32_t address);
/// "10.96.1.100:8080"; without a port when that is 0.
std::string endpointText(std::uint32_t address, std::uint16_t port);
/// False: not a dotted quad.
bool readAddress(std::string_view text, std::uint32_t& address);

}  // namespace podwire::conntrack
