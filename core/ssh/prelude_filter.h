// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace podwire::ssh {

/// Drops what comes before a command's own output: everything up to and including the line that begins with
/// the token.
class PreludeFilter {
public:
    explicit PreludeFilter(std::string token) : token_(std::move(token)) {}

    /// The part of `bytes`, which may be none of it, that is the command's own.
    std::string_view feed(std::string_view bytes);

    [[nodiscard]] bool passed() const { return passed_; }
    /// What followed the token on its line, once passed.
    [[nodiscard]] const std::string& note() const { return note_; }
    /// What was dropped, about its first kKept bytes: the only clue when the token never comes.
    [[nodiscard]] std::string prelude() const { return prelude_ + held_; }

    static constexpr std::size_t kKept = 4096;

private:
    void drop(std::size_t count);

    std::string token_;
    std::string held_;
    std::string prelude_;
    std::string note_;
    bool passed_ = false;
};

}  // namespace podwire::ssh
