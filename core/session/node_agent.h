// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/plan/observed.h"
#include "core/plan/plan.h"
#include "core/plan/transaction.h"
#include "core/remote/shell.h"
#include "core/session/post.h"

namespace podwire::session {

/// One node during a run: holds the node's lock from start() until finish(), see plan/transaction.h.
class NodeAgent : public QObject {
    Q_OBJECT
public:
    NodeAgent(std::string node, std::shared_ptr<remote::Shell> shell, QObject* parent = nullptr);
    ~NodeAgent() override;

    void start(const lab::Lab& lab);
    /// Runs the actions in order; idle() follows. Only while idle.
    void carryOut(const std::vector<const plan::Action*>& actions, const std::vector<int>& indices);
    /// Lets a carryOut() under way end after its present command; idle() follows all the same.
    void stop();
    /// Asks for the state again; stateRead() and idle() follow. Only while idle.
    void readState();
    /// Stops after the command under way and lets the lock go.
    void finish();

    [[nodiscard]] const std::string& node() const { return node_; }
    [[nodiscard]] bool isOpen() const { return open_; }

Q_SIGNALS:
    void stateRead(const podwire::plan::Observed& state);
    void commandStarted(int index);
    void commandFinished(int index, int exitCode, double milliseconds, const QString& out,
                         const QString& err);
    void idle();
    /// The agent is gone: by finish(), or because of `error`.
    void closed(const podwire::Error& error, bool failed);

private:
    plan::AgentEvents events();
    void close(const Error& error, bool failed);
    void onEnded(const remote::Outcome& outcome);

    std::string node_;
    std::shared_ptr<remote::Shell> shell_;
    std::shared_ptr<remote::Job> job_;
    std::unique_ptr<plan::AgentParser> parser_;
    std::string errors_;
    bool open_ = false;
    bool ready_ = false;
    bool finishing_ = false;
    Mail mail_{this};
};

}  // namespace podwire::session
