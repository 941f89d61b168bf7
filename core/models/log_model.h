// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "core/models/bounded_log.h"
#include "core/session/lab_session.h"

namespace podwire::models {

/// What happened, oldest first, bounded: when it is full the oldest entries go, and dropped() counts them.
class LogModel : public BoundedLog<session::LogEntry> {
    Q_OBJECT
public:
    enum Column { WhenColumn, LevelColumn, NodeColumn, TextColumn, ColumnCount };
    enum Role {
        WhenRole = Qt::UserRole + 1,  ///< QDateTime
        LevelRole,                    ///< int: session::LogEntry::Level
        NodeRole,                     ///< QString, may be empty
        TextRole,                     ///< QString
    };

    explicit LogModel(int capacity = 5000, QObject* parent = nullptr);

    void append(const session::LogEntry& entry);
    /// One insertion, however many entries.
    void append(const QList<session::LogEntry>& entries);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole gives the raw value of the column.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
};

}  // namespace podwire::models
