// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace podwire::remote {

/// What a command does to its node, as its author declares it.
enum class Effect {
    Changes,  ///< or may: whoever says nothing
    Reads,    ///< it looks, or sends requests as any client would; no configuration is another afterwards
};

/// The size of a terminal in character cells; both at least 1.
struct TerminalSize {
    int columns = 80;
    int rows = 24;
    bool operator==(const TerminalSize&) const = default;
};

/// What to run on a node: a list of arguments, never a line that somebody glued together.
struct Command {
    std::vector<std::string> argv;
    Effect effect = Effect::Changes;
    std::string input;                           ///< written to standard input, which is then closed
    bool keepInputOpen = false;                  ///< the Job's write() and closeInput() go on from there
    std::chrono::milliseconds deadline{30'000};  ///< for the whole command; 0: none
    std::chrono::milliseconds idleDeadline{0};   ///< without a byte on either stream; 0: none
    /// How long it may go on when the connection is gone, for a command that then ends by itself: its input
    /// has ended. 0: it is told to stop at once.
    std::chrono::milliseconds graceWhenLost{0};
    std::size_t outputLimit = std::size_t{64}
                              << 20U;  ///< bytes kept per stream by Shell::run; the rest is dropped
    /// It runs on a terminal of its own (TERM=xterm-256color, LANG=C.UTF-8): what it prints to either stream
    /// comes as output, and input is typed. Needs keepInputOpen, and both deadlines 0.
    std::optional<TerminalSize> terminal;
};

/// How a command ended. Only Exit says something about the command itself.
enum class Ending {
    Exit,       ///< it ran to its end: exitCode or signal is set
    Timeout,    ///< a deadline passed; it was told to stop
    Lost,       ///< the connection broke, or was never there: the command may or may not have run
    Cancelled,  ///< somebody cancelled it; it was told to stop
};

/// What became of a command.
struct Outcome {
    Ending ending = Ending::Lost;
    int exitCode = -1;                      ///< 0..255 when ending is Exit and no signal ended it
    std::string signal;                     ///< "KILL", "TERM", ... when a signal ended it, else empty
    std::string out;                        ///< standard output (only from Shell::run)
    std::string err;                        ///< standard error (only from Shell::run)
    bool truncated = false;                 ///< out or err hit Command::outputLimit
    std::string reason;                     ///< for Timeout and Lost: which deadline, or what broke
    std::chrono::milliseconds duration{0};  ///< from the request to the end, as seen from here
    ErrorKind cause = ErrorKind::Lost;  ///< for Lost: Unreachable, HostKey, ... when there was no connection

    [[nodiscard]] bool succeeded() const { return ending == Ending::Exit && exitCode == 0 && signal.empty(); }
};

}  // namespace podwire::remote
