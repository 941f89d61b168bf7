// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/models/rows_model.h"
#include "core/netstate/netstate.h"
#include "core/netstate/peers.h"

namespace podwire::models {

/// What a link does, in the one word that matters.
enum class LinkUse {
    Up,
    NoCarrier,  ///< set up, but there is nobody at the other end
    Down,
};

struct LinkRow {
    netstate::Link link;
    netstate::PeerEnd peer;      ///< its name is empty: none, or nobody knows
    bool peerElsewhere = false;  ///< it is in another namespace than the link
    bool ofStep = false;         ///< the shown step makes it or changes it
    bool operator==(const LinkRow&) const = default;
    [[nodiscard]] bool isSame(const LinkRow& other) const { return link.index == other.link.index; }
};

/// The links of one namespace, in the kernel's order.
class LinkModel : public RowsModel<LinkRow> {
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        KindColumn,
        UseColumn,
        MasterColumn,
        PeerColumn,
        AddressesColumn,
        MacColumn,
        MtuColumn,
        ColumnCount
    };
    enum Role {
        NameRole = Qt::UserRole + 1,  ///< QString
        KindRole,                     ///< QString
        UseRole,                      ///< int: LinkUse
        MasterRole,                   ///< QString
        PeerRole,                     ///< QString, the peer's name
        AddressesRole,                ///< QStringList, "192.168.1.1/24"
        MacRole,                      ///< QString
        MtuRole,                      ///< int
        PeerNetnsRole,                ///< QString, the namespace in which the peer is
        OfStepRole,                   ///< bool
        PeerElsewhereRole,            ///< bool: the peer is in another namespace than the link
    };

    using RowsModel::RowsModel;

    /// The links of the namespace `netns` of a node; none when it is not there.
    void setLinks(const std::vector<netstate::Netns>& namespaces, const std::string& netns);
    /// Names of links that the shown step makes or changes in this namespace.
    void setStepLinks(std::set<std::string> names);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole gives the raw value of the column.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    std::set<std::string> ofStep_;
};

}  // namespace podwire::models
