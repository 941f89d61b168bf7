// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/remote/shell.h"

namespace podwire::ctl {

/// A command on a node that is talked with while it runs. For a thread that can wait, never a Shell's own.
/// Dropping it closes the command's input.
class Conversation {
public:
    Conversation(remote::Shell& shell, remote::Command command);
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    /// Waits until the output has a line that begins so; false when the command ended or the time is over.
    bool waitForLine(const std::string& head, std::chrono::milliseconds most);
    [[nodiscard]] std::string outputSoFar() const;
    void say(const std::string& line);
    void closeInput();
    /// Waits for the command's end.
    remote::Outcome outcome();

private:
    struct State;
    std::shared_ptr<State> state_;
    std::shared_ptr<remote::Job> job_;
};

}  // namespace podwire::ctl
