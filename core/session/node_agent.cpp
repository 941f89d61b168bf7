// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/node_agent.h"

#include <QRandomGenerator>

#include "core/plan/observe.h"
#include "core/remote/read_only.h"

namespace podwire::session {
namespace {

std::string makeToken() {
    constexpr int kLetters = 16;
    std::string token;
    for (int i = 0; i < kLetters; ++i) {
        token += static_cast<char>('a' + QRandomGenerator::system()->bounded(26));
    }
    return token;
}

constexpr std::chrono::minutes kSilence{3};  // a command of a step that says nothing for so long hangs
// Less than another console waits for the lock.
constexpr std::chrono::seconds kLastCommand{10};

}  // namespace

NodeAgent::NodeAgent(std::string node, std::shared_ptr<remote::Shell> shell, QObject* parent)
    : QObject(parent), node_(std::move(node)), shell_(std::move(shell)) {}

NodeAgent::~NodeAgent() {
    if (job_ && open_) {
        job_->closeInput();
    }
}

void NodeAgent::start(const lab::Lab& lab) {
    const std::string token = makeToken();
    parser_ = std::make_unique<plan::AgentParser>(token, events());
    remote::Command command;
    command.argv = {"bash", "-c", plan::agentScript(lab, node_, token)};
    command.keepInputOpen = true;
    command.deadline = std::chrono::milliseconds(0);
    command.idleDeadline = kSilence;
    command.graceWhenLost = kLastCommand;
    remote::JobEvents job;
    job.out = [this, way = mail_.way()](std::string_view bytes) {
        way([this, copy = std::string(bytes)] { parser_->feedOut(copy); });
    };
    job.err = [this, way = mail_.way()](std::string_view bytes) {
        way([this, copy = std::string(bytes)] {
            errors_ = (errors_ + copy).substr(0, 4096);
            parser_->feedErr(copy);
        });
    };
    job.ended = [this, way = mail_.way()](const remote::Outcome& outcome) {
        way([this, outcome] { onEnded(outcome); });
    };
    open_ = true;
    job_ = shell_->start(std::move(command), std::move(job));
}

plan::AgentEvents NodeAgent::events() {
    plan::AgentEvents on;
    on.busy = [this] {
        close(Error{ErrorKind::Conflict,
                    "Another console is changing " + node_,
                    {},
                    "Wait until it is done, then try again."},
              true);
    };
    on.state = [this](std::string_view state) {
        auto seen = plan::parseObserved(node_, state);
        if (!seen) {
            Error error = seen.error();
            error.detail += (error.detail.empty() ? "" : "\n") + errors_;
            close(error, true);
            return;
        }
        Q_EMIT stateRead(*seen);
        if (!ready_) {
            ready_ = true;
            Q_EMIT idle();
        }
    };
    on.started = [this](int index) { Q_EMIT commandStarted(index); };
    on.finished = [this](int index, int exitCode, double ms, const std::string& out, const std::string& err) {
        Q_EMIT commandFinished(index, exitCode, ms, QString::fromStdString(out), QString::fromStdString(err));
    };
    on.idle = [this] { Q_EMIT idle(); };
    return on;
}

void NodeAgent::carryOut(const std::vector<const plan::Action*>& actions, const std::vector<int>& indices) {
    job_->write(plan::actionsRequest(actions, indices));
}

void NodeAgent::stop() {
    job_->write(plan::stopRequest());
}

void NodeAgent::readState() {
    job_->write(plan::stateRequest());
}

void NodeAgent::finish() {
    finishing_ = true;
    if (job_ && open_) {
        job_->closeInput();
    }
}

void NodeAgent::onEnded(const remote::Outcome& outcome) {
    if (outcome.ending == remote::Ending::Exit && (finishing_ || outcome.exitCode == 0)) {
        close({}, !finishing_);
        return;
    }
    Error error{ErrorKind::CommandFailed, "The shell on " + node_ + " ended unexpectedly", errors_, {}};
    if (outcome.ending == remote::Ending::Lost && outcome.cause == ErrorKind::Permission) {
        error = remote::readOnlyError(node_);
    } else if (outcome.ending == remote::Ending::Lost) {
        error = shell_->status().error;
        if (error.message.empty()) {
            error = Error{
                ErrorKind::Lost, "The connection to " + node_ + " was lost", outcome.reason,
                "What was done so far stays; the step's state shows it. Try again when the node is back."};
        }
    } else if (outcome.ending == remote::Ending::Timeout) {
        error = Error{ErrorKind::Timeout, "A command on " + node_ + " did not end", outcome.reason, {}};
    } else if (outcome.ending == remote::Ending::Cancelled) {
        error = Error{ErrorKind::Cancelled, "Cancelled on " + node_, {}, {}};
    }
    close(error, true);
}

void NodeAgent::close(const Error& error, bool failed) {
    if (!open_) {
        return;
    }
    open_ = false;
    job_->closeInput();
    Q_EMIT closed(error, failed);
}

}  // namespace podwire::session
