// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tuple>

#include "core/models/chain_model.h"

/// What a ChainModel holds.
namespace podwire::models {

struct ChainModel::Row {
    std::shared_ptr<const netfilter::TalliedRule> rule;
    netfilter::Count count;
    qint64 changed = 0;
    int number = 0;
    bool arrived = false;
    bool gone = false;
};

struct ChainModel::Item {
    std::string backend;
    ChainPointer state;
    std::vector<Row> rows;
    QStringList callers;
    double passing = 0;
    qint64 changed = 0;
    int row = 0;
    bool arrived = false;
    bool gone = false;

    [[nodiscard]] netfilter::Hook hook() const {
        return state->policy.empty() ? netfilter::Hook::None : netfilter::hookOf(state->name);
    }
    [[nodiscard]] auto key() const {
        return std::make_tuple(hook(), netfilter::priorityOf(state->table, hook()), state->table, state->name,
                               backend);
    }
};

}  // namespace podwire::models
