// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/log_model.h"

namespace podwire::models {

LogModel::LogModel(int capacity, QObject* parent) : BoundedLog(capacity, parent) {}

void LogModel::append(const session::LogEntry& entry) {
    append(QList<session::LogEntry>{entry});
}

void LogModel::append(const QList<session::LogEntry>& entries) {
    appendAll(entries);
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
