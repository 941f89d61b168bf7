// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/live/walk_steps.h"

namespace podwire::models {

/// The way of one packet, moment by moment.
class WalkModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { PlaceColumn, StageColumn, DeedColumn, ToldColumn, PacketColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setSteps(std::vector<live::WalkStep> steps);
    [[nodiscard]] const live::WalkStep& at(int row) const { return steps_[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const std::vector<live::WalkStep>& steps() const { return steps_; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole: place as "node/netns", stage as hook or chain, the rule or route, the packet's
    /// endpoints, and whether kernel and prediction tell it ("both", "kernel", "foretold").
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<live::WalkStep> steps_;
};

}  // namespace podwire::models
