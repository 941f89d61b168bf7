// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/live/gap.h"

namespace podwire::ui {

/// "12:00:05", local time.
[[nodiscard]] QString clockText(live::WallTime time);
/// "Gap: node1 was not heard from 12:00:05 to 12:00:15", without a full stop: what follows from it depends
/// on what is shown.
[[nodiscard]] QString gapWords(const QString& node, const live::Gap& gap);
/// It lasts, or ended within the last minute.
[[nodiscard]] bool isRecent(const live::Gap& gap);

}  // namespace podwire::ui
