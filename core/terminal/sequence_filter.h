// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace podwire::terminal {

/// Keeps from libvterm 0.1 what it cannot take:
/// - REP ("CSI n b", ECMA-48 8.3.103) is written out: without a character before it it never ends there, and
///   a wide character is repeated past the line. Only ASCII is repeated.
/// - DECRC ("ESC 8") may put the cursor where the screen was before it shrank: a sequence that does nothing
///   follows, and brings it back.
/// - Control sequences of more than 16 arguments, which are written past their place, are left out.
class SequenceFilter {
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
