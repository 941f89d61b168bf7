// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QString>
#include <vector>

#include "core/lab/lab.h"
#include "core/plan/assessment.h"

namespace podwire::models {

/// The lab's parts and, below each, its steps, with the state of each step. Raw values only: a view gives
/// them words and shapes. Only setLab() and clear() reset; a new assessment changes data, so that selection
/// and scroll stay.
class StepTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1,  ///< QString: "clusterip.vip", or the part's id
        IsPartRole,                 ///< bool
        StateRole,                  ///< int: plan::StepState, of a step
        NumberRole,                 ///< QString: the chapter's step number, may be empty
        TitleRole,                  ///< QString
        OptionalRole,               ///< bool
        ChangesNodesRole,           ///< bool: false for a page to read
        AppliedCountRole,  ///< int: of a part, its applied steps that change nodes and are not optional
        StepCountRole,     ///< int: of a part, all such steps
    };
    Q_ENUM(Role)

    using QAbstractItemModel::QAbstractItemModel;

    /// Copies what it needs; the lab need not live on.
    void setLab(const lab::Lab& lab);
    void setStates(const plan::Assessment& assessment);
    void clear();

    /// Invalid for an unknown id.
    [[nodiscard]] QModelIndex indexOf(const QString& stepId) const;
    /// The steps' ids in the order of the lab.
    [[nodiscard]] QStringList stepIds() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    struct Step {
        QString id;
        QString number;
        QString title;
        bool optional = false;
        bool changesNodes = false;
        plan::StepState state = plan::StepState::Unknown;
    };
    struct Part {
        QString id;
        QString title;
        std::vector<Step> steps;
    };

    [[nodiscard]] QVariant partData(const Part& part, int role) const;
    [[nodiscard]] QVariant stepData(const Step& step, int role) const;
    void setPartStates(std::size_t row, const plan::Assessment& assessment);
    static bool counts(const Step& step) { return step.changesNodes && !step.optional; }

    std::vector<Part> parts_;
};

}  // namespace podwire::models
