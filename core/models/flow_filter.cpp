// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/flow_filter.h"

#include <string>

#include "core/conntrack/nat.h"

namespace podwire::models {
namespace {

bool hasAddress(const conntrack::Flow& flow, std::uint32_t address) {
    return flow.original.source == address || flow.original.destination == address ||
           flow.reply.source == address || flow.reply.destination == address;
}

bool hasText(const conntrack::Flow& flow, const QString& text) {
    std::string words = conntrack::protocolName(flow.protocol);
    words += ' ';
    words += conntrack::stateWord(flow);
    words += ' ';
    words += conntrack::tupleText(flow.protocol, flow.original);
    words += ' ';
    words += conntrack::natWords(flow);
    return QString::fromStdString(words).contains(text, Qt::CaseInsensitive);
}

}  // namespace

bool FlowFilter::accepts(const QString& ofNode, const conntrack::Flow& flow) const {
    if (!node.isEmpty() && node != ofNode) {
        return false;
    }
    if (!state.isEmpty() && state.toStdString() != conntrack::stateWord(flow)) {
        return false;
    }
    if (address && !hasAddress(flow, *address)) {
        return false;
    }
    return text.isEmpty() || ofNode.contains(text, Qt::CaseInsensitive) || hasText(flow, text);
}

}  // namespace podwire::models
