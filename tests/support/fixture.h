// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace podwire::testing {

/// The bytes of a file below tests/fixtures.
inline std::string fixture(const std::string& name) {
    std::ifstream file(std::filesystem::path(PODWIRE_TEST_DATA) / name, std::ios::binary);
    if (!file) {
        throw std::runtime_error("no fixture " + name);
    }
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

}  // namespace podwire::testing
