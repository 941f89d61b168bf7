// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/step_tree_model.h"

#include <algorithm>

namespace podwire::models {
namespace {

// The internal id of an index: 0 for a part, the part's row + 1 for a step.
constexpr quintptr partLevel = 0;

}  // namespace

void StepTreeModel::setLab(const lab::Lab& lab) {
    beginResetModel();
    parts_.clear();
    for (const lab::Part& part : lab.parts) {
        Part row{QString::fromStdString(part.id), QString::fromStdString(part.title), {}};
        for (const lab::Step& step : part.steps) {
            row.steps.push_back({QString::fromStdString(step.id), QString::fromStdString(step.number),
                                 QString::fromStdString(step.title), step.optional, step.changesNodes(),
                                 plan::StepState::Unknown});
        }
        parts_.push_back(std::move(row));
    }
    endResetModel();
}

void StepTreeModel::setStates(const plan::Assessment& assessment) {
    for (std::size_t part = 0; part < parts_.size(); ++part) {
        setPartStates(part, assessment);
    }
}

void StepTreeModel::setPartStates(std::size_t row, const plan::Assessment& assessment) {
    std::vector<Step>& steps = parts_[row].steps;
    int first = -1;
    int last = -1;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto status = assessment.steps.find(steps[i].id.toStdString());
        const plan::StepState state =
            status == assessment.steps.end() ? plan::StepState::Unknown : status->second.state;
        if (state == steps[i].state) {
            continue;
        }
        steps[i].state = state;
        first = first < 0 ? static_cast<int>(i) : first;
        last = static_cast<int>(i);
    }
    if (first < 0) {
        return;
    }
    const QModelIndex part = index(static_cast<int>(row), 0);
    Q_EMIT dataChanged(index(first, 0, part), index(last, 0, part), {StateRole});
    Q_EMIT dataChanged(part, part, {AppliedCountRole});
}

void StepTreeModel::clear() {
    beginResetModel();
    parts_.clear();
    endResetModel();
}

QModelIndex StepTreeModel::indexOf(const QString& stepId) const {
    for (std::size_t part = 0; part < parts_.size(); ++part) {
        const std::vector<Step>& steps = parts_[part].steps;
        const auto step =
            std::find_if(steps.begin(), steps.end(), [&](const Step& s) { return s.id == stepId; });
        if (step != steps.end()) {
            return createIndex(static_cast<int>(step - steps.begin()), 0, static_cast<quintptr>(part) + 1);
        }
    }
    return {};
}

QStringList StepTreeModel::stepIds() const {
    QStringList ids;
    for (const Part& part : parts_) {
        for (const Step& step : part.steps) {
            ids.append(step.id);
        }
    }
    return ids;
}

QModelIndex StepTreeModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : partLevel);
}

QModelIndex StepTreeModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == partLevel) {
        return {};
    }
    return createIndex(static_cast<int>(child.internalId() - 1), 0, partLevel);
}

int StepTreeModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) {
        return static_cast<int>(parts_.size());
    }
    const bool isPart = parent.internalId() == partLevel && parent.column() == 0;
    return isPart ? static_cast<int>(parts_[static_cast<std::size_t>(parent.row())].steps.size()) : 0;
}

int StepTreeModel::columnCount(const QModelIndex&) const {
    return 1;
}

QVariant StepTreeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto row = static_cast<std::size_t>(index.row());
    if (index.internalId() == partLevel) {
        return partData(parts_[row], role);
    }
    return stepData(parts_[index.internalId() - 1].steps[row], role);
}

QVariant StepTreeModel::partData(const Part& part, int role) const {
    switch (role) {
        case Qt::DisplayRole:
        case TitleRole:
            return part.title;
        case IdRole:
            return part.id;
        case IsPartRole:
            return true;
        case AppliedCountRole:
            return static_cast<int>(std::count_if(part.steps.begin(), part.steps.end(), [](const Step& step) {
                return counts(step) && step.state == plan::StepState::Applied;
            }));
        case StepCountRole:
            return static_cast<int>(std::count_if(part.steps.begin(), part.steps.end(), counts));
        default:
            return {};
    }
}

QVariant StepTreeModel::stepData(const Step& step, int role) const {
    switch (role) {
        case Qt::DisplayRole:
        case TitleRole:
            return step.title;
        case IdRole:
            return step.id;
        case IsPartRole:
            return false;
        case StateRole:
            return static_cast<int>(step.state);
        case NumberRole:
            return step.number;
        case OptionalRole:
            return step.optional;
        case ChangesNodesRole:
            return step.changesNodes;
        default:
            return {};
    }
}

Qt::ItemFlags StepTreeModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    return index.internalId() == partLevel
               ? Qt::ItemIsEnabled
               : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QHash<int, QByteArray> StepTreeModel::roleNames() const {
    QHash<int, QByteArray> names = QAbstractItemModel::roleNames();
    names.insert({{IdRole, "id"},
                  {IsPartRole, "isPart"},
                  {StateRole, "state"},
                  {NumberRole, "number"},
                  {TitleRole, "title"},
                  {OptionalRole, "optional"},
                  {ChangesNodesRole, "changesNodes"},
                  {AppliedCountRole, "appliedCount"},
                  {StepCountRole, "stepCount"}});
    return names;
}

}  // namespace podwire::models
