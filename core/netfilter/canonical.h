// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Values of options as iptables-save prints them, from any spelling that iptables takes.
namespace podwire::netfilter::canonical {

/// Why a value is no good, as the end of a sentence ("is not a port: ..."), or nullptr when it was written to
/// the second argument, which is empty before. The text lives for ever.
using Reason = const char*;
using Function = Reason (*)(std::string_view text, std::string& out);

/// An unsigned number in C notation: decimal, 0x or octal with a leading 0.
std::optional<std::uint64_t> number(std::string_view text);
/// "0x4f"
std::string hex(std::uint64_t value);

Reason asWritten(std::string_view text, std::string& out);
Reason lowerCase(std::string_view text, std::string& out);
Reason upperCase(std::string_view text, std::string& out);

Reason byte(std::string_view text, std::string& out);
Reason word16(std::string_view text, std::string& out);
Reason word32(std::string_view text, std::string& out);
Reason word64(std::string_view text, std::string& out);
Reason hexWord(std::string_view text, std::string& out);
Reason hexWord32(std::string_view text, std::string& out);  ///< all eight digits

Reason range16(std::string_view text, std::string& out);  ///< "5:" is "5:65535"
Reason range32(std::string_view text, std::string& out);
Reason idRange(std::string_view text, std::string& out);  ///< user or group: "0-100", "root" is 0
Reason port(std::string_view text, std::string& out);
Reason portRange(std::string_view text, std::string& out);   ///< "http" is "80", "1024:" is "1024:65535"
Reason portList(std::string_view text, std::string& out);    ///< multiport
Reason natPorts(std::string_view text, std::string& out);    ///< "1024-2048"
Reason natAddress(std::string_view text, std::string& out);  ///< "10.0.0.1-10.0.0.9:80-90/8080"

Reason address(std::string_view text, std::string& out);
Reason prefix(std::string_view text, std::string& out);  ///< "10.0.0.1/32" for a host; host bits cleared
Reason hostOrPrefix(std::string_view text, std::string& out);  ///< no "/32"; host bits stay
Reason addressRange(std::string_view text, std::string& out);
Reason mac(std::string_view text, std::string& out);
Reason interfaceName(std::string_view text, std::string& out);
Reason protocolNumber(std::string_view text, std::string& out);

Reason mark(std::string_view text, std::string& out);        ///< "0x1", "0x1/0xff"
Reason maskedMark(std::string_view text, std::string& out);  ///< "0x1/0xffffffff"
Reason tos(std::string_view text, std::string& out);         ///< "0x10/0xff"
Reason dscp(std::string_view text, std::string& out);
Reason dscpClass(std::string_view text, std::string& out);
Reason trafficClass(std::string_view text, std::string& out);  ///< "0001:0010"

Reason tcpFlags(std::string_view text, std::string& out);
Reason conntrackStates(std::string_view text, std::string& out);
Reason states(std::string_view text, std::string& out);
Reason conntrackStatuses(std::string_view text, std::string& out);
Reason addressTypes(std::string_view text, std::string& out);
Reason chunkTypes(std::string_view text, std::string& out);
Reason monthdays(std::string_view text, std::string& out);
Reason conntrackEvents(std::string_view text, std::string& out);
Reason hashlimitModes(std::string_view text, std::string& out);
Reason weekdays(std::string_view text, std::string& out);

Reason icmpType(std::string_view text, std::string& out);
Reason packetType(std::string_view text, std::string& out);
Reason rejectWith(std::string_view text, std::string& out);
Reason logLevel(std::string_view text, std::string& out);
Reason probability(std::string_view text, std::string& out);  ///< of 2^31 parts, to eleven decimals
Reason rate(std::string_view text, std::string& out);         ///< "5/sec" out of tenths of milliseconds
Reason hashlimitRate(std::string_view text, std::string& out);
Reason timeOfDay(std::string_view text, std::string& out);
Reason dateTime(std::string_view text, std::string& out);
Reason u32Test(std::string_view text, std::string& out);
Reason comment(std::string_view text, std::string& out);
Reason logPrefix(std::string_view text, std::string& out);
Reason nflogPrefix(std::string_view text, std::string& out);

}  // namespace podwire::netfilter::canonical
