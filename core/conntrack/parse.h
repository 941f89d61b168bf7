// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/conntrack/flow.h"

namespace podwire::conntrack {

/// A line of `conntrack -L` or `conntrack -E`.
struct Event {
    enum class Kind : std::uint8_t {
        Listed,  ///< of a dump
        New,
        Update,
        Destroy,
    };
    Kind kind = Kind::Listed;
    std::int64_t when = 0;  ///< microseconds since 1970 by the node's clock as conntrack read it; 0: not told
    Flow flow;
    bool operator==(const Event&) const = default;
};

/// "new", "update", "destroy", "listed"
std::string_view kindName(Event::Kind kind);

enum class LineKind : std::uint8_t {
    Event,
    OtherFamily,  ///< a connection, but not one of IPv4
    Unreadable,
};

/// Reads one line without its newline: conntrack-tools 1.4.6 to 1.4.8, with or without each of `-o id`,
/// `timestamp`, `ktimestamp` and `extended`. `event` holds something only after LineKind::Event. Allocates
/// nothing.
LineKind parseLine(std::string_view line, Event& event);

/// Cuts a stream of bytes into lines. A line that comes in one piece is not copied.
class LineCutter {
public:
    /// Calls `take(line)` for each whole line.
    template <class Take>
    void feed(std::string_view bytes, Take&& take) {
        std::size_t end = bytes.find('\n');
        if (end == std::string_view::npos) {
            keep(bytes);
            return;
        }
        if (!rest_.empty()) {
            keep(bytes.substr(0, end));
            take(std::string_view(rest_));
            rest_.clear();
            bytes.remove_prefix(end + 1);
        }
        while ((end = bytes.find('\n')) != std::string_view::npos) {
            take(bytes.substr(0, end));
            bytes.remove_prefix(end + 1);
        }
        keep(bytes);
    }
    void reset() { rest_.clear(); }

private:
    /// No line of conntrack is that long: the rest of it is not kept.
    void keep(std::string_view bytes) {
        constexpr std::size_t kLongest = 8192;
        rest_ += bytes.substr(0, kLongest - std::min(kLongest, rest_.size()));
    }
    std::string rest_;
};

}  // namespace podwire::conntrack
