// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/plan/assessment.h"
#include "core/plan/plan.h"

namespace podwire::ui {

/// What a student can do with a step in a state.
struct Choice {
    QString label;
    plan::Request::Verb verb = plan::Request::Verb::Apply;
    bool operator==(const Choice&) const = default;
};

struct Offer {
    std::optional<Choice> primary;  ///< the one thing that comes next
    std::vector<Choice> others;
};

/// | state   | primary        | others                   |
/// |---------|----------------|--------------------------|
/// | absent  | Apply          | Go here, Get ready       |
/// | partial | Finish         | Undo, Go here, Get ready |
/// | applied | Undo this step | Go here, Get ready       |
/// | drifted | Repair         | Undo, Go here, Get ready |
/// | unknown | -              | -                        |
/// A page to read offers Go here alone.
Offer offerFor(plan::StepState state, bool changesNodes);

/// What a request brings about, for a tooltip; empty where the button's word says it all.
QString explain(plan::Request::Verb verb);

}  // namespace podwire::ui
