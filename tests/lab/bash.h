// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace podwire::lab::testing {

/// What a real bash prints for a command line, run in an empty directory of its own.
struct Printed {
    std::string out;
    int exitCode = -1;
    bool leftFiles = false;  ///< the directory holds something afterwards
};

Printed runInBash(const std::string& line);

}  // namespace podwire::lab::testing
