// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <vector>

#include "core/remote/shell.h"

namespace podwire::test {

/// A node without a machine: it keeps the commands that it was given and answers each with the outcome that
/// the test has chosen, at once and on the caller's thread. The real one is ssh::makeShell, which the tests
/// on real nodes use.
class FakeShell : public remote::Shell {
public:
    explicit FakeShell(std::string name);

    [[nodiscard]] const std::string& name() const override { return name_; }
    std::shared_ptr<remote::Job> start(remote::Command command, remote::JobEvents events) override;
    [[nodiscard]] remote::LinkStatus status() const override;
    void onStatus(std::function<void(const remote::LinkStatus&)> handler) override;
    void reconnect() override;

    /// What every command from now on ends with; Lost at first.
    void answer(remote::Outcome outcome);
    /// Commands that are started from now on do not end before release().
    void hold();
    void release();
    /// Reports a change of the connection.
    void setLink(remote::LinkStatus status);
    [[nodiscard]] std::size_t commandCount() const;
    /// The words of all commands so far, a line each.
    [[nodiscard]] std::string typed() const;
    [[nodiscard]] int reconnects() const;

private:
    void finish(const remote::JobEvents& events);

    std::string name_;
    mutable std::mutex mutex_;
    remote::LinkStatus status_;
    std::function<void(const remote::LinkStatus&)> handler_;
    remote::Outcome outcome_;
    std::vector<remote::Command> commands_;
    bool holding_ = false;
    std::vector<remote::JobEvents> held_;
    int reconnects_ = 0;
};

}  // namespace podwire::test
