// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/walk_model.h"

#include <array>

namespace podwire::models {
namespace {

using walk::Hop;

QString string(const std::string& text) {
    return QString::fromStdString(text);
}

QString stageOf(const Hop& hop) {
    if (hop.kind != Hop::Kind::Rule && hop.kind != Hop::Kind::Policy) {
        return string(hop.hook);
    }
    const QString chain = string(hop.table) + QLatin1Char(' ') + string(hop.chain);
    return hop.hook.empty() || hop.hook == hop.chain ? chain
                                                     : string(hop.hook) + QStringLiteral(": ") + chain;
}

QString packetOf(const netfilter::Endpoints& ends) {
    return string(netfilter::endpointText(ends.source, ends.sourcePort) + " > " +
                  netfilter::endpointText(ends.destination, ends.destinationPort));
}

QString cell(const live::WalkStep& step, int column) {
    const Hop& hop = step.hop;
    switch (column) {
        case WalkModel::PlaceColumn:
            return string(hop.netns.empty() ? hop.node : hop.node + '/' + hop.netns);
        case WalkModel::StageColumn:
            return stageOf(hop);
        case WalkModel::DeedColumn:
            return string(hop.rule.empty() ? hop.verdict : hop.rule);
        case WalkModel::PacketColumn:
            return packetOf(hop.after);
        default:
            return step.isTraced ? step.isForetold ? QStringLiteral("both") : QStringLiteral("kernel")
                                 : QStringLiteral("foretold");
    }
}

}  // namespace

void WalkModel::setSteps(std::vector<live::WalkStep> steps) {
    beginResetModel();
    steps_ = std::move(steps);
    endResetModel();
}

int WalkModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(steps_.size());
}

int WalkModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WalkModel::data(const QModelIndex& index, int role) const {
    return index.isValid() && role == Qt::DisplayRole ? cell(at(index.row()), index.column()) : QVariant();
}

QVariant WalkModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    static const std::array<QString, ColumnCount> titles{
        tr("Where"), tr("Hook and chain"), tr("What happens"), tr("Told by"), tr("The packet then")};
    return titles.at(static_cast<std::size_t>(section));
}

}  // namespace podwire::models
