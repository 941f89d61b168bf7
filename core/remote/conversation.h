// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "core/remote/shell.h"

namespace podwire::remote {

/// A command on a node that is talked with while it runs. For a thread that can wait, never a Shell's own.
/// Dropping it closes the command's input. Who asks it to stop ends every wait; the command goes on until its
/// input ends.
class Conversation {
public:
    Conversation(Shell& shell, Command command, std::stop_token stop = {});
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    /// Waits until the output has a line that begins so; false when the command ended or the time is over.
    bool waitForLine(const std::string& head, std::chrono::milliseconds most);
    [[nodiscard]] std::string outputSoFar() const;
    void say(const std::string& line);
    void closeInput();
    /// Waits for the command's end. Cancelled when it was asked to stop first.
    Outcome outcome();

private:
    struct State;
    std::shared_ptr<State> state_;
    std::shared_ptr<Job> job_;
    std::stop_token stop_;
};

}  // namespace podwire::remote
