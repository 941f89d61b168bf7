// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

/// How a script on a node hands over what many commands printed: each section begins with a line of the byte
/// 036 and "KIND NAME", and ends with such a line that says "status N"; the last line says "end".
namespace podwire::plan {

/// Points into the output that it was cut from.
struct Section {
    std::string_view kind;  ///< "links"
    std::string_view name;  ///< "pod1a"; may be empty or hold blanks
    std::string_view body;
    int status = -1;  ///< of the section's command
};

/// The sections in order; none when the closing line is missing, i.e. the output was cut off.
std::vector<Section> splitSections(std::string_view output);

/// Takes the first line off `text`, without its end.
std::string_view takeLine(std::string_view& text);
std::string_view firstLine(std::string_view text);
std::vector<std::string_view> lines(std::string_view body);

}  // namespace podwire::plan
