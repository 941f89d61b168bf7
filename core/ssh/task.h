// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "core/remote/shell.h"
#include "core/ssh/clock.h"
#include "core/ssh/outbox.h"

namespace podwire::ssh {

/// A command from the request to its end, wherever it stands: waiting, or running on a connection. The
/// Shell's thread only.
class Task {
public:
    Task(remote::Command command, remote::JobEvents events);

    [[nodiscard]] const remote::Command& command() const { return command_; }
    [[nodiscard]] TimePoint deadline() const { return deadline_; }

    void write(std::string_view bytes);
    void closeInput() { inputClosed_ = true; }
    void cancel() { cancelled_ = true; }
    void resize(remote::TerminalSize size) { newSize_ = size; }
    /// The size that the terminal shall get, once.
    std::optional<remote::TerminalSize> takeNewSize() { return std::exchange(newSize_, std::nullopt); }
    [[nodiscard]] bool cancelled() const { return cancelled_; }
    [[nodiscard]] Outbox& input() { return input_; }
    [[nodiscard]] bool inputClosed() const { return inputClosed_; }

    void out(std::string_view bytes) const;
    void err(std::string_view bytes) const;

    /// Reports the end; the first call counts.
    void exited(int status);
    void killed(std::string signal);
    void timedOut(std::string reason);
    void lost(ErrorKind cause, std::string reason);
    void endCancelled();
    [[nodiscard]] bool ended() const { return ended_; }

private:
    void end(remote::Outcome outcome);

    remote::Command command_;
    remote::JobEvents events_;
    TimePoint requested_ = Clock::now();
    TimePoint deadline_;
    Outbox input_;
    std::optional<remote::TerminalSize> newSize_;
    bool inputClosed_ = false;
    bool cancelled_ = false;
    bool ended_ = false;
};

}  // namespace podwire::ssh
