// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/lab/lab.h"
#include "core/live/traffic_forecast.h"
#include "core/models/rows_model.h"

namespace podwire::models {

/// Who answered how often.
struct ShareRow {
    std::string server;  ///< address; empty: answers that name nobody
    std::string name;    ///< of the lab's backend that it is; empty: none
    int backend = -1;    ///< index into Lab::backends; -1: none
    std::uint64_t hits = 0;
    double share = 0;  ///< of all answers, as low, high and expected
    double low = 0;
    double high = 1;
    double expected = -1;    ///< -1: not known
    std::string arithmetic;  ///< "0.67 x 0.5"
    bool operator==(const ShareRow&) const = default;
    [[nodiscard]] bool isSame(const ShareRow& other) const { return server == other.server; }
};

/// The servers that answered, or should, with their shares.
class ShareModel : public RowsModel<ShareRow> {
    Q_OBJECT
public:
    enum Column {
        ServerColumn,
        HitsColumn,
        ShareColumn,
        IntervalColumn,
        ExpectedColumn,
        WhyColumn,
        ColumnCount
    };
    enum Role {
        ServerRole = Qt::UserRole + 1,  ///< QString; address
        HitsRole,                       ///< qulonglong
        ShareRole,                      ///< double, from 0 to 1
        LowRole,                        ///< double
        ExpectedRole,                   ///< double; invalid: not known
        WhyRole,                        ///< QString: "0.67 x 0.5"
        HighRole,                       ///< double
        NameRole,                       ///< QString
        BackendRole,                    ///< int: index into Lab::backends, or -1
        DeviatesRole,                   ///< bool: what is expected lies outside of the interval
    };

    using RowsModel::RowsModel;

    /// Backends in the lab's order come first.
    void setShares(const live::TrafficJudgement& judged, const live::TrafficForecast& forecast,
                   const std::vector<lab::Backend>& backends);
    void clear() { merge({}); }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole gives the raw value of the column.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
};

}  // namespace podwire::models
