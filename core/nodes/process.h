// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace podwire::nodes {

/// A program to run on this machine.
struct ProcessRequest {
    std::vector<std::string> argv;
    std::string input;  ///< all of its standard input
    std::chrono::milliseconds deadline{60'000};
};

/// What became of it.
struct ProcessResult {
    enum class Ending {
        Exit,        ///< exitCode is set
        NotStarted,  ///< there is no such program, or it may not be run
        Crashed,     ///< a signal ended it
        Timeout,     ///< the deadline passed; it was told to stop
        Cancelled,   ///< somebody cancelled; it was told to stop
    };
    Ending ending = Ending::Exit;
    int exitCode = 0;
    std::string out;
    std::string err;

    [[nodiscard]] bool succeeded() const { return ending == Ending::Exit && exitCode == 0; }
};

using RunProcess = std::function<ProcessResult(const ProcessRequest&)>;

/// Runs a program with LC_ALL=C.UTF-8 and waits for it; `cancelled` becoming true ends it. May be called on
/// any thread, on several at once; needs no event loop.
ProcessResult runProcess(const ProcessRequest& request, const std::atomic<bool>& cancelled);

}  // namespace podwire::nodes
