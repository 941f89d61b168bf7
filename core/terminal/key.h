// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace podwire::terminal {

/// A key that types no character.
struct Key {
    enum Name {
        Enter,
        Tab,
        Backspace,
        Escape,
        Up,
        Down,
        Left,
        Right,
        Insert,
        Delete,
        Home,
        End,
        PageUp,
        PageDown,
        Function,
    };
    Name name = Enter;
    int number = 0;  ///< of a function key, from 1
};

struct Modifiers {
    bool shift = false;
    bool alt = false;
    bool control = false;
};

/// What xterm sends for a character that is typed; empty for what is none.
std::string bytesFor(char32_t character, Modifiers modifiers);
/// The same for the keys that send the same in every mode: Enter, Tab, Backspace and Escape. Else empty.
std::string bytesFor(Key key, Modifiers modifiers);

}  // namespace podwire::terminal
