// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/remote/shell.h"

namespace podwire::test {

/// A node without a machine whose commands run until the test ends them, and say what the test lets them
/// say. One thread only, but for a Job's closeInput() and cancel(). The real one is ssh::makeShell, which the
/// tests on real nodes use.
class TalkingShell : public remote::Shell {
public:
    explicit TalkingShell(std::string name) : name_(std::move(name)) {}

    [[nodiscard]] const std::string& name() const override { return name_; }
    std::shared_ptr<remote::Job> start(remote::Command command, remote::JobEvents events) override;
    [[nodiscard]] remote::LinkStatus status() const override { return {}; }
    void onStatus(std::function<void(const remote::LinkStatus&)> /*handler*/) override {}
    void reconnect() override {}

    /// Commands that were started so far, and those of them that were told to end.
    [[nodiscard]] std::size_t started() const { return jobs_.size(); }
    [[nodiscard]] bool wasCancelled(std::size_t command) const;
    [[nodiscard]] bool wasInputClosed(std::size_t command) const;
    [[nodiscard]] const std::string& written(std::size_t command) const;
    [[nodiscard]] const remote::Command& command(std::size_t index) const;

    /// What the last command prints, and how it ends.
    void say(std::string_view bytes);
    void complain(std::string_view bytes);
    void end(remote::Outcome outcome);
    /// The same for any command.
    void say(std::size_t command, std::string_view bytes);
    void complain(std::size_t command, std::string_view bytes);
    void end(std::size_t command, remote::Outcome outcome);

private:
    struct Running;
    std::string name_;
    std::vector<std::shared_ptr<Running>> jobs_;
};

}  // namespace podwire::test
