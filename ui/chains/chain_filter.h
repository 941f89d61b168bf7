// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <algorithm>

#include "core/models/chain_model.h"

namespace podwire::ui {

/// Of the chains those that are asked for: all words somewhere in a rule's line, or in its chain's name.
class ChainFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit ChainFilter(QObject* parent = nullptr) : QSortFilterProxyModel(parent) {
        setRecursiveFilteringEnabled(true);
    }
    void setWords(const QString& words) {
        words_ = words.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        invalidateFilter();
    }
    void setOnlyWithRules(bool only) {
        only_ = only;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        const bool isChain = !parent.isValid();
        if (isChain && only_ && sourceModel()->rowCount(index) == 0) {
            return false;
        }
        if (words_.isEmpty()) {
            return true;
        }
        const QString line = index.data(models::ChainModel::SearchRole).toString();
        return std::all_of(words_.begin(), words_.end(),
                           [&](const QString& word) { return line.contains(word, Qt::CaseInsensitive); });
    }

private:
    QStringList words_;
    bool only_ = true;
};

}  // namespace podwire::ui
