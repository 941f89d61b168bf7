// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace podwire::terminal {

/// Writes out what REP ("CSI n b", ECMA-48 8.3.103) repeats: libvterm 0.1 hangs on one without a character
/// before it, and writes past the line when the character is a wide one. Only ASCII is repeated.
/// After DECRC ("ESC 8") it sees to it that the cursor is within the screen, which may have shrunk since.
class RepeatFilter {
public:
    /// Longer counts than a line has columns say nothing more.
    static constexpr int kMost = 1000;

    /// What `bytes` stand for, as far as it is known yet.
    std::string feed(std::string_view bytes);

private:
    enum class State { Text, Escape, Control };
    void next(char byte, std::string& out);
    void end(char byte, std::string& out);

    State state_ = State::Text;
    std::string held_;  ///< of a control sequence that has not ended
    char last_ = 0;
};

}  // namespace podwire::terminal
