// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyEvent>
#include <optional>

#include "core/terminal/key.h"

namespace podwire::ui {

/// The keys that the window keeps to itself while a terminal has the focus: those with Ctrl and Shift, and
/// Ctrl with a page key.
bool isKeyOfWindow(const QKeyEvent& event);

/// The key, when it types no character.
std::optional<terminal::Key> terminalKey(const QKeyEvent& event);
terminal::Modifiers terminalModifiers(const QKeyEvent& event);
/// The one character that Control or Alt goes with; 0: none.
char32_t plainCharacter(const QKeyEvent& event);

}  // namespace podwire::ui
