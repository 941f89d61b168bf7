// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/remote/shell.h"
#include "core/terminal/screen.h"

namespace podwire::terminal {

/// A shell on a node, or in a network namespace of it, on a terminal of its own. Thread-safe. Dropping it
/// ends the shell with all that runs in it.
class Session {
public:
    /// `netns`: empty for the node's own. `changed` is called when there is something new to see, on the
    /// Shell's thread or on the caller's, and not again before look() was used; never after ~Session.
    Session(remote::Shell& shell, std::string netns, TerminalSize size, std::function<void()> changed);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] const std::string& node() const { return node_; }
    [[nodiscard]] const std::string& netns() const { return netns_; }

    void press(Key key, Modifiers modifiers);
    void type(char32_t character, Modifiers modifiers);
    /// See Screen::paste().
    void paste(std::string_view utf8);
    void resize(TerminalSize size);

    /// The shell waits for a command.
    [[nodiscard]] bool isAtPrompt() const;
    /// Puts a command at the prompt and runs nothing; what it put there before and nobody touched goes.
    /// Conflict when no prompt is shown or somebody typed there; Unsupported for several lines where the
    /// shell takes no paste marks.
    Result<void> putAtPrompt(std::string_view text);

    /// How the shell ended; nullopt while it has not.
    [[nodiscard]] std::optional<remote::Outcome> outcome() const;

    /// Calls `use` with the screen, which it may use meanwhile and no longer.
    template <class Use>
    auto look(Use use) const {
        const std::lock_guard lock(state_->mutex);
        state_->told = false;
        return use(state_->screen);
    }

private:
    struct State {
        explicit State(TerminalSize size) : screen(size) {}
        mutable std::mutex mutex;
        Screen screen;
        bool told = false;
        std::optional<remote::Outcome> outcome;
        std::shared_ptr<remote::Job> job;  ///< null until it is started
        /// At this prompt somebody typed, or we put something.
        std::uint64_t touchedAt = 0;
        std::uint64_t putAt = 0;
        std::mutex telling;  ///< held while `changed` runs
        std::function<void()> changed;
    };

    static void onOutput(State& state, std::string_view bytes);
    static void onEnd(State& state, remote::Outcome outcome);
    static void sendInput(State& state);
    static void tell(State& state);
    template <class Input>
    void input(Input put);

    std::string node_;
    std::string netns_;
    std::shared_ptr<State> state_;
};

}  // namespace podwire::terminal
