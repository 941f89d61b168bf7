// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conntrack/nat.h"

namespace podwire::conntrack {
namespace {

constexpr std::uint8_t kEchoReply = 0;
constexpr std::uint8_t kEchoRequest = 8;
constexpr const char* kArrow = " \xe2\x86\x92 ";

std::string icmpText(const Tuple& tuple) {
    std::string kind = "type " + std::to_string(tuple.icmpType);
    if (tuple.icmpType == kEchoRequest) {
        kind = "echo request";
    } else if (tuple.icmpType == kEchoReply) {
        kind = "echo reply";
    }
    return ", " + kind + ", id " + std::to_string(tuple.icmpId);
}

std::string destinationWords(const Flow& flow) {
    return endpointText(flow.original.destination, flow.original.destinationPort) + kArrow +
           endpointText(flow.reply.source, flow.reply.sourcePort) + " (DNAT)";
}

/// The port is worth a word only where it is not the sender's own.
std::string sourceWords(const Flow& flow) {
    const Tuple& reply = flow.reply;
    if (reply.destination == flow.original.source) {
        return "source port rewritten to " + std::to_string(reply.destinationPort) + " (SNAT)";
    }
    const bool samePort = reply.destinationPort == flow.original.sourcePort;
    return "source rewritten to " +
           endpointText(reply.destination, samePort ? std::uint16_t{0} : reply.destinationPort) + " (SNAT)";
}

}  // namespace

Nat natOf(const Flow& flow) {
    const Tuple& sent = flow.original;
    const Tuple& back = flow.reply;
    return {sent.destination != back.source || sent.destinationPort != back.sourcePort,
            sent.source != back.destination || sent.sourcePort != back.destinationPort};
}

std::string natWords(const Flow& flow) {
    const Nat nat = natOf(flow);
    std::string words = nat.destination ? destinationWords(flow) : std::string();
    if (nat.source) {
        words += (words.empty() ? "" : "; ") + sourceWords(flow);
    }
    return words;
}

std::string tupleText(std::uint8_t protocol, const Tuple& tuple) {
    return endpointText(tuple.source, tuple.sourcePort) + kArrow +
           endpointText(tuple.destination, tuple.destinationPort) +
           (protocol == kIcmp ? icmpText(tuple) : std::string());
}

}  // namespace podwire::conntrack
