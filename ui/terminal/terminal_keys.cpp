// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminal_keys.h"

namespace podwire::ui {

using terminal::Key;

bool isKeyOfWindow(const QKeyEvent& event) {
    const Qt::KeyboardModifiers held = event.modifiers() & ~Qt::KeypadModifier;
    const bool page = event.key() == Qt::Key_PageUp || event.key() == Qt::Key_PageDown;
    const bool letter = event.key() >= Qt::Key_A && event.key() <= Qt::Key_Z;
    return (held == (Qt::ControlModifier | Qt::ShiftModifier) && letter) ||
           (held == Qt::ControlModifier && page);
}

std::optional<Key> terminalKey(const QKeyEvent& event) {
    switch (event.key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return Key{Key::Enter};
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            return Key{Key::Tab};
        case Qt::Key_Backspace:
            return Key{Key::Backspace};
        case Qt::Key_Escape:
            return Key{Key::Escape};
        case Qt::Key_Up:
            return Key{Key::Up};
        case Qt::Key_Down:
            return Key{Key::Down};
        case Qt::Key_Left:
            return Key{Key::Left};
        case Qt::Key_Right:
            return Key{Key::Right};
        case Qt::Key_Insert:
            return Key{Key::Insert};
        case Qt::Key_Delete:
            return Key{Key::Delete};
        case Qt::Key_Home:
            return Key{Key::Home};
        case Qt::Key_End:
            return Key{Key::End};
        case Qt::Key_PageUp:
            return Key{Key::PageUp};
        case Qt::Key_PageDown:
            return Key{Key::PageDown};
        default:
            break;
    }
    if (event.key() >= Qt::Key_F1 && event.key() <= Qt::Key_F12) {
        return Key{Key::Function, event.key() - Qt::Key_F1 + 1};
    }
    return std::nullopt;
}

terminal::Modifiers terminalModifiers(const QKeyEvent& event) {
    const Qt::KeyboardModifiers held = event.modifiers();
    return {held.testFlag(Qt::ShiftModifier), held.testFlag(Qt::AltModifier),
            held.testFlag(Qt::ControlModifier)};
}

char32_t plainCharacter(const QKeyEvent& event) {
    const int key = event.key();
    if (key < Qt::Key_Space || key > Qt::Key_AsciiTilde) {
        return 0;
    }
    const bool letter = key >= Qt::Key_A && key <= Qt::Key_Z;
    const bool upper = event.modifiers().testFlag(Qt::ShiftModifier);
    return static_cast<char32_t>(letter && !upper ? key - Qt::Key_A + 'a' : key);
}

}  // namespace podwire::ui
