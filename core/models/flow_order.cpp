// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/flow_order.h"

#include <algorithm>
#include <string_view>

#include "core/conntrack/nat.h"
#include "core/models/flow_model.h"

namespace podwire::models {
namespace {

constexpr unsigned kByte = 8;
constexpr unsigned kPort = 16;
constexpr std::size_t kLetters = 8;  // in one half of a key

std::uint64_t packed(std::string_view letters) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < kLetters; ++i) {
        number = number << kByte | (i < letters.size() ? static_cast<unsigned char>(letters[i]) : 0U);
    }
    return number;
}

FlowKey wordKey(std::string_view word) {
    return {packed(word), packed(word.substr(std::min(kLetters, word.size())))};
}

std::uint64_t endpoint(std::uint32_t address, std::uint16_t port) {
    return std::uint64_t{address} << kPort | port;
}

FlowKey translation(const conntrack::Flow& flow) {
    const conntrack::Nat nat = conntrack::natOf(flow);
    return {nat.destination ? endpoint(flow.reply.source, flow.reply.sourcePort) : 0,
            nat.source ? endpoint(flow.reply.destination, flow.reply.destinationPort) : 0};
}

}  // namespace

FlowKey flowKey(int column, const QString& node, const conntrack::Row& row) {
    const conntrack::Flow& flow = row.flow;
    switch (column) {
        case FlowModel::NodeColumn:
            return wordKey(node.toStdString());
        case FlowModel::ProtocolColumn:
            return {flow.protocol, 0};
        case FlowModel::StateColumn:
            return wordKey(conntrack::stateWord(flow));
        case FlowModel::OriginalColumn:
            return {endpoint(flow.original.source, flow.original.sourcePort),
                    endpoint(flow.original.destination, flow.original.destinationPort)};
        case FlowModel::TranslationColumn:
            return translation(flow);
        case FlowModel::TimeoutColumn:
            return {static_cast<std::uint64_t>(row.expires), 0};
        case FlowModel::TrafficColumn:
            return {flow.sent.packets + flow.answered.packets, flow.sent.bytes + flow.answered.bytes};
        default:
            return {};
    }
}

}  // namespace podwire::models
