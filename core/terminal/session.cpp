// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/session.h"

#include <utility>

#include "core/terminal/control_filter.h"
#include "core/terminal/shell_command.h"

namespace podwire::terminal {
namespace {

/// To the end of the line, and all of it away: readline(3).
constexpr const char* kWipeLine = "\x05\x15";

std::string trimmedEnd(std::string text) {
    text.erase(text.find_last_not_of("\n\t ") + 1);
    return text;
}

}  // namespace

Session::Session(remote::Shell& shell, std::string netns, TerminalSize size, std::function<void()> changed)
    : node_(shell.name()), netns_(std::move(netns)), state_(std::make_shared<State>(size)) {
    state_->changed = std::move(changed);
    remote::JobEvents events;
    events.out = [state = state_](std::string_view bytes) { onOutput(*state, bytes); };
    events.err = events.out;
    events.ended = [state = state_](remote::Outcome outcome) { onEnd(*state, std::move(outcome)); };
    auto job = shell.start(shellCommand(netns_, state_->screen.size()), std::move(events));
    const std::lock_guard lock(state_->mutex);
    state_->job = std::move(job);
    sendInput(*state_);
}

Session::~Session() {
    {
        const std::lock_guard telling(state_->telling);
        state_->changed = nullptr;
    }
    const std::lock_guard lock(state_->mutex);
    if (const auto job = std::exchange(state_->job, nullptr)) {
        job->cancel();
    }
}

void Session::onOutput(State& state, std::string_view bytes) {
    {
        const std::lock_guard lock(state.mutex);
        state.screen.feed(bytes);
        sendInput(state);
    }
    tell(state);
}

void Session::onEnd(State& state, remote::Outcome outcome) {
    {
        const std::lock_guard lock(state.mutex);
        state.outcome = std::move(outcome);
        state.told = false;
    }
    tell(state);
}

/// With the mutex held.
void Session::sendInput(State& state) {
    if (state.job) {
        if (std::string bytes = state.screen.takeInput(); !bytes.empty()) {
            state.job->write(std::move(bytes));
        }
    }
}

void Session::tell(State& state) {
    {
        const std::lock_guard lock(state.mutex);
        if (std::exchange(state.told, true)) {
            return;
        }
    }
    const std::lock_guard telling(state.telling);
    if (state.changed) {
        state.changed();
    }
}

template <class Input>
void Session::input(Input put) {
    const std::lock_guard lock(state_->mutex);
    put(state_->screen);
    state_->touchedAt = state_->screen.prompts();
    state_->putAt = 0;
    sendInput(*state_);
}

void Session::press(Key key, Modifiers modifiers) {
    input([&](Screen& screen) { screen.press(key, modifiers); });
}

void Session::type(char32_t character, Modifiers modifiers) {
    input([&](Screen& screen) { screen.type(character, modifiers); });
}

void Session::paste(std::string_view utf8) {
    input([&](Screen& screen) { screen.paste(utf8); });
}

void Session::resize(TerminalSize size) {
    {
        const std::lock_guard lock(state_->mutex);
        state_->screen.resize(size);
        if (state_->job) {
            state_->job->resize(state_->screen.size());
        }
    }
    tell(*state_);
}

bool Session::isAtPrompt() const {
    const std::lock_guard lock(state_->mutex);
    return !state_->outcome && state_->screen.prompt() == Prompt::Shown;
}

Result<void> Session::putAtPrompt(std::string_view text) {
    const std::lock_guard lock(state_->mutex);
    Screen& screen = state_->screen;
    if (state_->outcome || screen.prompt() != Prompt::Shown) {
        return fail(ErrorKind::Conflict, "The shell on " + node_ + " shows no prompt", {},
                    "End the program that runs there, or use another terminal.");
    }
    const std::uint64_t here = screen.prompts();
    const bool ours = state_->putAt == here;
    if (state_->touchedAt == here && !ours) {
        return fail(ErrorKind::Conflict, "Something is typed at the prompt on " + node_, {},
                    "Run it with Enter or drop it with Ctrl+C first.");
    }
    const std::string command = trimmedEnd(filterControls(text));
    if (!screen.hasPasteMarks() && command.find_first_of("\n\t") != std::string::npos) {
        return fail(ErrorKind::Unsupported, "The shell on " + node_ + " would run the lines at once", {},
                    "Copy the command and paste it line by line.");
    }
    if (ours) {
        state_->job->write(kWipeLine);
    }
    screen.paste(command);
    state_->touchedAt = here;
    state_->putAt = here;
    sendInput(*state_);
    return {};
}

std::optional<remote::Outcome> Session::outcome() const {
    const std::lock_guard lock(state_->mutex);
    return state_->outcome;
}

}  // namespace podwire::terminal
