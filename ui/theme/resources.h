// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace podwire::ui {

/// Registers what resources/podwire.qrc holds; a static library does not do so by itself. May be called
/// often.
void useResources();

}  // namespace podwire::ui
