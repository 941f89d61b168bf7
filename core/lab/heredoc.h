// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/lab/expand.h"

namespace podwire::lab {

/// `<<WORD` or `<<-WORD` of a command line.
struct Heredoc {
    std::string delimiter;
    bool quoted = false;     ///< the shell replaces nothing in the body
    bool dropsTabs = false;  ///< `<<-`
    std::size_t length = 0;  ///< of the operator and its word
};

/// The operator at the start of `text`, which begins with `<<`. Nothing when no word follows.
std::optional<Heredoc> readHeredoc(std::string_view text);

/// The names that may stand in a body.
struct HeredocNames {
    const Variables& variables;
    const std::set<std::string, std::less<>>& ofTheLine;  ///< set by the command itself: left alone
};

struct HeredocBody {
    std::string text;
    std::size_t length = 0;  ///< bytes of the source that it came from, the delimiter's line included
};

/// The body at the start of `text`, variables replaced where the shell would do so. Quotes mean nothing in
/// there, so only plain values may stand.
tl::expected<HeredocBody, ExpandError> expandHeredocBody(std::string_view text, const Heredoc& document,
                                                         const HeredocNames& names);

/// `content` as here-document for `command`: "command <<'EOF'\ncontent\nEOF", with a delimiter that is no
/// line of the content. `content` ends with a new line, or is empty.
std::string withHeredoc(const std::string& command, const std::string& content);

}  // namespace podwire::lab
