// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/link_model.h"

namespace podwire::models {
namespace {

LinkUse useOf(const netstate::Link& link) {
    if (!link.up) {
        return LinkUse::Down;
    }
    return link.carrier ? LinkUse::Up : LinkUse::NoCarrier;
}

QStringList addressesOf(const netstate::Link& link) {
    QStringList all;
    for (const netstate::Address& address : link.addresses) {
        all << QString::fromStdString(address.text());
    }
    return all;
}

}  // namespace

void LinkModel::setLinks(const std::vector<netstate::Netns>& namespaces, const std::string& netns) {
    std::vector<LinkRow> next;
    for (const netstate::Netns& one : namespaces) {
        if (one.name != netns) {
            continue;
        }
        for (const netstate::Link& link : one.links) {
            const auto peer = netstate::findPeer(namespaces, netns, link);
            next.push_back({link, peer.value_or(netstate::PeerEnd{}), peer && peer->netns != netns,
                            ofStep_.count(link.name) > 0});
        }
    }
    merge(std::move(next));
}

void LinkModel::setStepLinks(std::set<std::string> names) {
    ofStep_ = std::move(names);
    changeEach([this](LinkRow& row) { row.ofStep = ofStep_.count(row.link.name) > 0; });
}

int LinkModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LinkModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const LinkRow& row = at(index.row());
    switch (role == Qt::DisplayRole ? NameRole + index.column() : role) {
        case NameRole:
            return QString::fromStdString(row.link.name);
        case KindRole:
            return QString::fromStdString(row.link.kind);
        case UseRole:
            return static_cast<int>(useOf(row.link));
        case MasterRole:
            return QString::fromStdString(row.link.master);
        case PeerRole:
            return QString::fromStdString(row.peer.name);
        case AddressesRole:
            return addressesOf(row.link);
        case MacRole:
            return QString::fromStdString(row.link.mac);
        case MtuRole:
            return row.link.mtu;
        case PeerNetnsRole:
            return QString::fromStdString(row.peer.netns);
        case OfStepRole:
            return row.ofStep;
        case PeerElsewhereRole:
            return row.peerElsewhere;
        default:
            return {};
    }
}

QVariant LinkModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return QString::fromLatin1(roleNames().value(NameRole + section));
}

QHash<int, QByteArray> LinkModel::roleNames() const {
    return {{NameRole, "name"},
            {KindRole, "kind"},
            {UseRole, "state"},
            {MasterRole, "master"},
            {PeerRole, "peer"},
            {AddressesRole, "addresses"},
            {MacRole, "mac"},
            {MtuRole, "mtu"},
            {PeerNetnsRole, "peerNetns"},
            {OfStepRole, "ofStep"},
            {PeerElsewhereRole, "peerElsewhere"}};
}

}  // namespace podwire::models
