// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/log_filter_model.h"

#include "core/models/log_model.h"

namespace podwire::models {

void LogFilterModel::setLeastLevel(session::LogEntry::Level level) {
    leastLevel_ = level;
    invalidateFilter();
}

void LogFilterModel::setText(const QString& text) {
    text_ = text;
    invalidateFilter();
}

bool LogFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (index.data(LogModel::LevelRole).toInt() < static_cast<int>(leastLevel_)) {
        return false;
    }
    return text_.isEmpty() ||
           index.data(LogModel::TextRole).toString().contains(text_, Qt::CaseInsensitive) ||
           index.data(LogModel::NodeRole).toString().contains(text_, Qt::CaseInsensitive);
}

}  // namespace podwire::models
