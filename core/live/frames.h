// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace podwire::live {

/// Shell functions for a node's script: `frame KIND TEXT` prints one frame, `beat` an empty one of kind
/// "beat". The script runs in bash with LC_ALL=C, so that lengths are bytes.
extern const char* const kFrameFunctions;

/// Takes apart what `frame` printed: a line `\036KIND LENGTH`, then LENGTH bytes and a newline. What stands
/// between frames is not ours and is counted.
class FrameParser {
public:
    /// `onFrame` gets each frame as soon as it is whole; the views hold until it returns.
    using OnFrame = std::function<void(std::string_view kind, std::string_view body)>;

    explicit FrameParser(OnFrame onFrame, std::size_t longest = std::size_t{256} << 20U);
    void feed(std::string_view bytes);
    /// Forgets a frame that was begun: a new stream starts.
    void reset();
    /// Bytes that belonged to no frame, or to one that claimed to be longer than `longest`.
    [[nodiscard]] std::size_t strayBytes() const { return stray_; }

private:
    std::size_t takeOne(std::string_view from);
    std::size_t drop(std::size_t bytes);

    OnFrame onFrame_;
    std::size_t longest_;
    std::string rest_;
    std::size_t wanted_ = 0;  ///< bytes that must be there before it is worth looking again
    std::size_t stray_ = 0;
};

}  // namespace podwire::live
