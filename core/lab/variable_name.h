// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace podwire::lab {

/// How `$NAME` or `${NAME}` stands in a text.
struct VariableReference {
    std::string_view name;   ///< empty: the text holds no reference here
    std::size_t length = 0;  ///< of the whole reference, dollar and braces included
};

/// Length of the name (a letter or `_`, then letters, digits and `_`) at the start of `text`; 0 if there is
/// none.
std::size_t nameLength(std::string_view text);

/// The name as one for variables: capitals, '_' for everything that is no letter or digit.
std::string variableName(std::string_view name);

/// The reference at the start of `text`, which begins with a dollar.
VariableReference referenceAt(std::string_view text);

}  // namespace podwire::lab
