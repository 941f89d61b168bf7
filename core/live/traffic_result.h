// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace podwire::live {

enum class TrafficFailure {
    None,
    Timeout,      ///< the deadline passed
    Refused,      ///< nobody listens, or a rule rejects
    Unreachable,  ///< no route, or a router says that there is none
    Reset,        ///< the connection broke
    Name,         ///< the name was not resolved in time
    BadAnswer,    ///< not HTTP, cut off, or a status that is not 2xx or 3xx
    Local,        ///< the client's own kernel refused: no free port or file
};
/// "timeout", "refused", ... as in kTrafficScript's lines; "-" for None.
std::string_view toString(TrafficFailure failure);

/// What became of one request. Durations in microseconds.
struct TrafficResult {
    std::uint64_t sequence = 0;  ///< from 0, in the order in which they began; they end in any order
    std::int64_t start = 0;      ///< since the generator began
    std::int64_t duration = 0;
    std::uint16_t localPort = 0;  ///< the client's; 0: it came to none
    std::string asked;            ///< the IPv4 address that was connected to; empty: none
    int status = 0;               ///< of HTTP; 0: none
    std::string server;           ///< the IPv4 address that the answer names; empty: it names none
    TrafficFailure failure = TrafficFailure::None;
    [[nodiscard]] std::int64_t end() const { return start + duration; }
};

/// A line of kTrafficScript that begins with "r "; nothing when it is not one to the letter.
std::optional<TrafficResult> parseTrafficLine(std::string_view line);

/// Takes apart what kTrafficScript prints, however it is cut. Not thread-safe.
class TrafficParser {
public:
    using OnResult = std::function<void(TrafficResult)>;

    explicit TrafficParser(OnResult onResult) : onResult_(std::move(onResult)) {}
    void feed(std::string_view bytes);

    /// The node's clock when the generator began, in microseconds since 1970; 0: not told yet.
    [[nodiscard]] std::int64_t began() const { return began_; }
    /// The generator said that it is done. What comes after that is not ours.
    [[nodiscard]] bool isAtEnd() const { return atEnd_; }
    /// Lines that are none of the generator's.
    [[nodiscard]] std::uint64_t strayLines() const { return stray_; }

private:
    bool take(std::string_view line);

    OnResult onResult_;
    std::string rest_;  ///< of a line that has begun
    bool tooLong_ = false;
    std::int64_t began_ = 0;
    bool atEnd_ = false;
    std::uint64_t stray_ = 0;
};

}  // namespace podwire::live
