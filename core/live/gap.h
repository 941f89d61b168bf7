// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace podwire::live {

/// What the console's clock says.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

[[nodiscard]] inline WallTime wallTime() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// A time of which not everything is known of a node.
struct Gap {
    enum class Kind {
        Connection,  ///< the node could not be heard
        Unwatched,   ///< nobody needed to know
        Kernel,      ///< more came than could be told: the kernel dropped events
    };
    Kind kind = Kind::Connection;
    WallTime from{};
    WallTime to{};           ///< from here on what is shown is right again; not set while it lasts
    std::uint64_t lost = 0;  ///< events, exactly; for Connection nobody knows

    [[nodiscard]] bool lasts() const { return to == WallTime(); }
};

/// The last hundred, oldest first.
class Gaps {
public:
    void add(const Gap& gap);
    /// Ends those that last. False when there was none.
    bool end(WallTime at);
    [[nodiscard]] const std::vector<Gap>& all() const { return all_; }
    [[nodiscard]] bool empty() const { return all_.empty(); }
    [[nodiscard]] const Gap& last() const { return all_.back(); }
    [[nodiscard]] Gap& last() { return all_.back(); }

private:
    std::vector<Gap> all_;
};

}  // namespace podwire::live
