// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace podwire::lab {

/// Where in a command line a value is to stand.
struct ValuePlace {
    bool arithmetic = false;    ///< inside (( ))
    bool readAgain = false;     ///< where quotes do not last: substitutions, lines for another interpreter
    bool doubleQuoted = false;  ///< else bare
    bool joins =
        false;  ///< bare, and what stands beside it would give even a plain value a meaning of its own
};

/// The value as it must be written there, so that bash reads it as one literal piece; or why it cannot stand
/// there.
tl::expected<std::string, std::string> spellValue(const std::string& value, const ValuePlace& place);

}  // namespace podwire::lab
