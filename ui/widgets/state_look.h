// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/plan/assessment.h"
#include "core/remote/shell.h"
#include "ui/theme/tokens.h"

namespace podwire::ui {

/// The shape and colour of a state. Every state has a shape of its own.
struct Look {
    QString icon;
    QColor Tokens::*colour = &Tokens::muted;
};

Look lookOf(plan::StepState state, bool changesNodes = true);
Look lookOf(plan::Presence presence);
Look lookOf(remote::LinkState state);

}  // namespace podwire::ui
