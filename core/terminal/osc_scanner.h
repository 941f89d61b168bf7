// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace podwire::terminal {

/// Finds the operating system commands ("ESC ] ... BEL" or "ESC ] ... ESC \", ECMA-48) in what a terminal is
/// sent, wherever the pieces were cut.
class OscScanner {
public:
    /// Longer ones are passed over.
    static constexpr std::size_t kLongest = 4096;

    /// Calls `found` with what stands between, for each that ends in `bytes`.
    void feed(std::string_view bytes, const std::function<void(std::string_view)>& found);

private:
    enum class State { Text, Escape, Body, BodyEscape };
    void next(char byte, const std::function<void(std::string_view)>& found);

    State state_ = State::Text;
    std::string body_;
};

}  // namespace podwire::terminal
