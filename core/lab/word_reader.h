// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/lab/command_words.h"
#include "core/lab/values.h"

namespace podwire::lab {

/// Takes the words of a command one after the other.
class WordReader {
public:
    WordReader(const std::vector<CommandWord>& words, std::size_t first) : words_(words), at_(first) {}

    [[nodiscard]] bool done() const { return at_ >= words_.size(); }
    [[nodiscard]] std::size_t index() const { return at_; }
    /// Takes the next word if it is `word`.
    bool take(std::string_view word);
    /// The next word, or an empty one at the end.
    std::string next();
    /// The next word as a value: `after` names what it belongs to, `complain` says what is wrong with it.
    tl::expected<std::string, std::string> value(std::string_view after,
                                                 Complaint (*complain)(std::string_view));
    /// "'x' is not expected after ..." for the words that are left.
    [[nodiscard]] tl::unexpected<std::string> surprise(std::string_view wanted) const;

private:
    const std::vector<CommandWord>& words_;
    std::size_t at_;
};

/// `ip`'s own options and object: `ip [-4] [-n NS] OBJECT`. The reader stands behind the object's word.
struct IpCommand {
    std::string netns;
    std::string object;  ///< "route", "link", "address" or "netns"
    std::size_t next = 0;
};

tl::expected<IpCommand, std::string> readIpCommand(const std::vector<CommandWord>& words);

}  // namespace podwire::lab
