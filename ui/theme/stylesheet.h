// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/theme/tokens.h"

namespace podwire::ui {

/// resources/podwire.qss with every @name replaced by the token of that name.
QString styleSheetFor(const Tokens& tokens);

}  // namespace podwire::ui
