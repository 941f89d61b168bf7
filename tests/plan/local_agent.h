// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <functional>
#include <string>
#include <vector>

#include "core/plan/transaction.h"
#include "tests/support/temp_dir.h"

namespace podwire::plan::testing {

/// A node made of a folder: a home, a lock of its own, and programs that stand in for sudo, iptables-save, ip
/// and systemctl.
class LocalNode {
public:
    LocalNode();
    [[nodiscard]] std::string home() const { return folder_ / "home"; }
    [[nodiscard]] std::string notes() const { return home() + "/.podwire/lab"; }
    [[nodiscard]] std::string operator/(const std::string& name) const { return folder_ / name; }
    /// The agent's text with the node's own lock and a wait of one second for it.
    [[nodiscard]] std::string agentScript(const lab::Lab& lab) const;
    [[nodiscard]] QProcessEnvironment environment() const;
    /// Names of the files in notes().
    [[nodiscard]] std::vector<std::string> noteFiles() const;

private:
    void program(const std::string& name, const std::string& text) const;

    podwire::testing::TempDir folder_;
};

/// The agent run by this machine's bash; its events as lines in `log`.
class LocalAgent {
public:
    explicit LocalAgent(const LocalNode& node, const lab::Lab& lab = emptyLab());
    ~LocalAgent();
    LocalAgent(const LocalAgent&) = delete;
    LocalAgent& operator=(const LocalAgent&) = delete;

    void send(const std::string& bytes);
    void closeInput() { process_.closeWriteChannel(); }
    [[nodiscard]] int pid() const { return static_cast<int>(process_.processId()); }
    /// Waits until `line` was logged `times` times, at most 20 s.
    bool waitFor(const std::string& line, int times = 1);
    /// Waits for the end of the process, at most 20 s; its exit status, -1 when it goes on.
    int waitForEnd();
    [[nodiscard]] int count(const std::string& line) const;

    std::vector<std::string> log;

    static lab::Lab emptyLab();

private:
    void read();
    AgentEvents events();

    QProcess process_;
    AgentParser parser_;
};

}  // namespace podwire::plan::testing
