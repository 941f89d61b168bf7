// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/live/dns_log.h"
#include "core/models/bounded_log.h"

namespace podwire::models {

/// A DNS server's log, oldest first, bounded: when it is full the oldest lines go, and dropped() counts them.
class DnsLogModel : public BoundedLog<live::DnsLogEntry> {
    Q_OBJECT
public:
    enum Column {
        WhenColumn,
        ClientColumn,
        NameColumn,
        TypeColumn,
        RcodeColumn,
        TookColumn,
        TextColumn,
        ColumnCount
    };
    enum Role {
        WhenRole = Qt::UserRole + 1,  ///< QDateTime, by the node's clock
        ClientRole,                   ///< QString; empty for a line that is no query, as up to TookRole
        NameRole,                     ///< QString
        TypeRole,                     ///< QString
        RcodeRole,                    ///< QString
        TookRole,                     ///< double, milliseconds; invalid for a line that is no query
        TextRole,                     ///< QString, the line as the server wrote it
        ErrorRole,                    ///< bool: the server complains
    };

    explicit DnsLogModel(int capacity = 5000, QObject* parent = nullptr);

    /// One insertion, however many entries.
    void append(const std::vector<live::DnsLogEntry>& entries);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole gives the raw value of the column.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
};

}  // namespace podwire::models
