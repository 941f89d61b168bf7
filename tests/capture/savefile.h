// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace podwire::test {

/// A savefile as a machine of either byte order writes it.
struct Savefile {
    bool swapped = false;
    bool nanoseconds = true;

    [[nodiscard]] std::string number(std::uint32_t value) const {
        std::string bytes;
        for (unsigned byte = 0; byte < 4; ++byte) {
            const unsigned shift = 8 * (swapped ? 3 - byte : byte);
            bytes += static_cast<char>(static_cast<unsigned char>(value >> shift));
        }
        return bytes;
    }
    [[nodiscard]] std::string header(std::uint32_t linkType = 1) const {
        const std::string version = swapped ? std::string("\0\2\0\4", 4) : std::string("\2\0\4\0", 4);
        return number(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4) + version + number(0) + number(0) +
               number(262144) + number(linkType);
    }
    /// `fraction`: of the second, in the file's unit.
    [[nodiscard]] std::string packet(std::uint32_t second, std::uint32_t fraction, const std::string& bytes,
                                     std::uint32_t length = 0) const {
        const auto kept = static_cast<std::uint32_t>(bytes.size());
        return number(second) + number(fraction) + number(kept) + number(length == 0 ? kept : length) + bytes;
    }
};

}  // namespace podwire::test
