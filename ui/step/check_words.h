// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/lab/check.h"
#include "core/models/journal.h"

namespace podwire::ui {

/// The badge of a check. `tone` as for Badge.
struct CheckBadge {
    QString word;
    const char* tone = "neutral";
};

/// never ran: "not run yet"; under way: "running"; as expected: "holds", or "expected to fail" where failing
/// is what was expected; else "differs".
CheckBadge badgeFor(const lab::Check& check, const models::CheckRecord& record);

/// What stands at the right of a check's line: what was found, or what is expected as long as it never ran.
QString findingFor(const lab::Check& check, const models::CheckRecord& record);

}  // namespace podwire::ui
