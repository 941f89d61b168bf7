// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/remote/command.h"
#include "core/terminal/cell.h"
#include "core/terminal/key.h"

namespace podwire::terminal {

using remote::TerminalSize;

struct Cursor {
    enum class Shape { Block, Underline, Bar };
    int column = 0;  ///< from 0
    int row = 0;     ///< of the screen, from 0
    bool visible = true;
    Shape shape = Shape::Block;
    bool operator==(const Cursor&) const = default;
};

/// What the shell says about itself by marks (OSC 133, as iTerm2 and others define them).
enum class Prompt {
    Unknown,  ///< it says nothing
    Shown,    ///< it waits for a command
    Busy,     ///< a command runs
};

/// The rows that look otherwise than at the last question.
struct Damage {
    std::vector<bool> rows;  ///< of the screen
    bool history = false;    ///< lines came into it, or it was cut
};

/// What a terminal shows: a grid of cells and the lines that were scrolled out of it. One thread at a time.
class Screen {
public:
    static constexpr std::size_t kMostHistory = 10'000;  ///< lines

    /// Sizes are brought between 2x2 and 1000x500.
    explicit Screen(TerminalSize size);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    /// What the program printed, cut anywhere.
    void feed(std::string_view bytes);
    [[nodiscard]] TerminalSize size() const;
    void resize(TerminalSize size);

    /// A row of the screen, from 0; or of the history: -1 is the one scrolled out last, -historySize() the
    /// oldest.
    [[nodiscard]] Line line(int row) const;
    [[nodiscard]] int historySize() const;
    /// Lines that were ever scrolled out: a row's number plus this stays with its line while the screen
    /// scrolls.
    [[nodiscard]] std::int64_t scrolled() const;
    [[nodiscard]] Cursor cursor() const;
    /// As the program set it; without control characters.
    [[nodiscard]] const std::string& title() const;
    /// A program such as vi has the whole screen; nothing is scrolled out then.
    [[nodiscard]] bool isAlternate() const;
    [[nodiscard]] Prompt prompt() const;
    /// How often a prompt was shown.
    [[nodiscard]] std::uint64_t prompts() const;
    Damage takeDamage();

    /// What the program gets for a key or a paste (as the program's modes say), and the answers to what it
    /// asked: in order, once.
    std::string takeInput();
    void press(Key key, Modifiers modifiers);
    void type(char32_t character, Modifiers modifiers);
    /// The text goes through filterControls(). With paste marks the program knows that nobody typed it.
    void paste(std::string_view utf8);
    /// The program takes paste marks: a shell then runs nothing of a paste by itself.
    [[nodiscard]] bool hasPasteMarks() const;

private:
    struct Inside;
    std::unique_ptr<Inside> in_;
};

/// A line's text; blanks at its end are left out.
std::string textOf(const Line& line);

}  // namespace podwire::terminal
