// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/log_model.h"

#include <algorithm>

namespace podwire::models {

LogModel::LogModel(int capacity, QObject* parent)
    : QAbstractTableModel(parent), capacity_(std::max(1, capacity)) {}

void LogModel::append(const session::LogEntry& entry) {
    append(QList<session::LogEntry>{entry});
}

void LogModel::append(const QList<session::LogEntry>& entries) {
    const qsizetype kept = std::min<qsizetype>(entries.size(), capacity_);
    dropped_ += entries.size() - kept;
    if (kept == 0) {
        return;
    }
    makeRoomFor(static_cast<int>(kept));
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(kept) - 1);
    entries_.insert(entries_.end(), entries.end() - kept, entries.end());
    endInsertRows();
}

void LogModel::makeRoomFor(int count) {
    const int excess = rowCount() + count - capacity_;
    if (excess <= 0) {
        return;
    }
    beginRemoveRows({}, 0, excess - 1);
    entries_.erase(entries_.begin(), entries_.begin() + excess);
    endRemoveRows();
    dropped_ += excess;
}

void LogModel::clear() {
    beginResetModel();
    entries_.clear();
    dropped_ = 0;
    endResetModel();
}

int LogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int LogModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const session::LogEntry& entry = at(index.row());
    const int wanted = role == Qt::DisplayRole ? WhenRole + index.column() : role;
    switch (wanted) {
        case WhenRole:
            return entry.when;
        case LevelRole:
            return static_cast<int>(entry.level);
        case NodeRole:
            return entry.node;
        case TextRole:
            return entry.text;
        default:
            return {};
    }
}

QHash<int, QByteArray> LogModel::roleNames() const {
    return {{WhenRole, "when"}, {LevelRole, "level"}, {NodeRole, "node"}, {TextRole, "text"}};
}

}  // namespace podwire::models
