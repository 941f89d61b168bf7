// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace podwire::capture {

/// What tcpdump tells of its packets when it ends. What it did not tell is missing.
struct Counts {
    std::optional<std::uint64_t> captured;            ///< written by tcpdump
    std::optional<std::uint64_t> received;            ///< by the kernel, and let through by the filter
    std::optional<std::uint64_t> dropped;             ///< by the kernel, for want of room
    std::optional<std::uint64_t> droppedByInterface;  ///< told when there are any
    bool operator==(const Counts&) const = default;
};

/// tcpdump's standard error, as of version 4.9 and later, in pieces of any size.
class TcpdumpWords {
public:
    void feed(std::string_view bytes);
    /// It has the interface open and the filter set.
    [[nodiscard]] bool isListening() const { return listening_; }
    [[nodiscard]] const Counts& counts() const { return counts_; }
    /// Whatever else it said, a line each, its own name left out; at most 4096 bytes.
    [[nodiscard]] std::string complaint() const;

private:
    void line(std::string_view text);

    std::string begun_;  ///< a line without its end
    bool listening_ = false;
    Counts counts_;
    std::string complaint_;
};

}  // namespace podwire::capture
