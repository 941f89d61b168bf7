// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>

#include "core/conntrack/flow_table.h"

namespace podwire::models {

/// What a flow is sorted by in a column: made once for each flow, compared often.
struct FlowKey {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    [[nodiscard]] bool operator<(const FlowKey& other) const {
        return high != other.high ? high < other.high : low < other.low;
    }
};

/// `column`: of FlowModel::Column. Addresses are compared as numbers, then ports; what is not translated
/// comes before what is, and what never runs out last.
FlowKey flowKey(int column, const QString& node, const conntrack::Row& row);

}  // namespace podwire::models
