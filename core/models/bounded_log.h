// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <algorithm>
#include <deque>

namespace podwire::models {

/// Rows in the order in which they came, the last `capacity` of them. What had to go is counted.
template <class Entry>
class BoundedLog : public QAbstractTableModel {
public:
    explicit BoundedLog(int capacity, QObject* parent)
        : QAbstractTableModel(parent), capacity_(std::max(1, capacity)) {}

    /// One insertion, however many entries.
    template <class Entries>
    void appendAll(const Entries& entries) {
        const auto count = static_cast<int>(entries.size());
        const int kept = std::min(count, capacity_);
        dropped_ += count - kept;
        if (kept == 0) {
            return;
        }
        makeRoomFor(kept);
        const int first = rowCount();
        beginInsertRows({}, first, first + kept - 1);
        entries_.insert(entries_.end(), entries.end() - kept, entries.end());
        endInsertRows();
    }
    void clear() {
        beginResetModel();
        entries_.clear();
        dropped_ = 0;
        endResetModel();
    }

    [[nodiscard]] const Entry& at(int row) const { return entries_[static_cast<std::size_t>(row)]; }
    [[nodiscard]] qint64 dropped() const { return dropped_; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(entries_.size());
    }

private:
    void makeRoomFor(int count) {
        const int excess = rowCount() + count - capacity_;
        if (excess <= 0) {
            return;
        }
        beginRemoveRows({}, 0, excess - 1);
        entries_.erase(entries_.begin(), entries_.begin() + excess);
        endRemoveRows();
        dropped_ += excess;
    }

    int capacity_;
    qint64 dropped_ = 0;
    std::deque<Entry> entries_;
};

}  // namespace podwire::models
