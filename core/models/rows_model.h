// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <algorithm>
#include <utility>
#include <vector>

namespace podwire::models {

/// Rows that are brought up to date by insertions, removals and moves, so that a view keeps its selection and
/// its place. `Row` has isSame(Row), whether it is the same thing, and operator==, whether nothing of it
/// changed.
template <class Row>
class RowsModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(rows_.size());
    }
    [[nodiscard]] const Row& at(int row) const { return rows_[static_cast<std::size_t>(row)]; }

protected:
    void merge(std::vector<Row> next) {
        removeOthers(next);
        for (std::size_t i = 0; i < next.size(); ++i) {
            place(i, next[i]);
        }
        remove(next.size(), rows_.size());
    }
    /// Gives `change` each row; a row that it altered is told as changed.
    template <class Change>
    void changeEach(Change change) {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            Row changed = rows_[i];
            change(changed);
            replace(i, std::move(changed));
        }
    }

private:
    void removeOthers(const std::vector<Row>& next) {
        for (std::size_t i = rows_.size(); i-- > 0;) {
            if (std::none_of(next.begin(), next.end(),
                             [&](const Row& row) { return row.isSame(rows_[i]); })) {
                remove(i, i + 1);
            }
        }
    }

    void remove(std::size_t first, std::size_t end) {
        if (first < end) {
            beginRemoveRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
            rows_.erase(at_(first), at_(end));
            endRemoveRows();
        }
    }

    void place(std::size_t i, Row& row) {
        const auto same = std::find_if(at_(std::min(i, rows_.size())), rows_.end(),
                                       [&](const Row& old) { return row.isSame(old); });
        const int to = static_cast<int>(i);
        if (same == rows_.end()) {
            beginInsertRows({}, to, to);
            rows_.insert(at_(i), std::move(row));
            endInsertRows();
            return;
        }
        const int from = static_cast<int>(same - rows_.begin());
        if (from != to) {
            beginMoveRows({}, from, from, {}, to);
            std::rotate(at_(i), same, same + 1);
            endMoveRows();
        }
        replace(i, std::move(row));
    }

    void replace(std::size_t i, Row row) {
        if (!(rows_[i] == row)) {
            rows_[i] = std::move(row);
            const int changed = static_cast<int>(i);
            Q_EMIT dataChanged(index(changed, 0), index(changed, columnCount() - 1));
        }
    }

    typename std::vector<Row>::iterator at_(std::size_t i) {
        return rows_.begin() + static_cast<std::ptrdiff_t>(i);
    }

    std::vector<Row> rows_;
};

}  // namespace podwire::models
