// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace podwire::yaml {

/// A place in a file. Line and column count from 1; 0 means the file as a whole.
struct Position {
    std::string file;
    int line = 0;
    int column = 0;
    [[nodiscard]] std::string text() const;  ///< "parts/clusterip.yaml:12:7"
};

/// One thing that is wrong with a file.
struct Diagnostic {
    Position where;
    std::string message;
    std::string hint;
    [[nodiscard]] std::string text()
        const;  ///< "file:line:column: message", then the hint on a line of its own
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace podwire::yaml
