// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/doctor/finding.h"
#include "ui/theme/tokens.h"

/// What the doctor's verdicts are called and how they look.
namespace podwire::ui {

struct VerdictLook {
    QString word;
    QString icon;  ///< every verdict has a shape of its own
    QColor Tokens::*colour = &Tokens::muted;
    const char* tone = "muted";  ///< as for label()
};

VerdictLook lookOf(doctor::Verdict verdict);

qsizetype countOf(const doctor::Report& report, doctor::Verdict verdict);

/// "1 wrong, 2 notes · 41 checks in 1.2 s", "nothing wrong · 3 checks in 0.4 s".
QString summaryOf(const doctor::Report& report);

/// What there is beside the diagnosis, as sentences; empty when there is nothing.
QString remainderOf(const doctor::Report& report);

}  // namespace podwire::ui
