// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/lab.h"
#include "core/plan/plan.h"

/// Changing a node with one command: a shell on the node takes the node's lock, prints the node's state, and
/// then runs what it is sent, so that nothing changes between the state that a plan was made from and the
/// plan. When the console dies, the shell stops after the command that is under way, and keeps the lock until
/// then; it ignores SIGTERM and SIGHUP, its commands do not. Pure: texts out, bytes in.
namespace podwire::plan {

/// The shell's program, for `bash -c`, as the login user. `token` marks its own lines: 16 random letters that
/// no command can guess. It prints the state first and again after each `stateRequest`.
std::string agentScript(const lab::Lab& lab, const std::string& node, const std::string& token);

/// Bytes to send: run these actions one after the other and stop at the first that fails. `indices` number
/// them in the answers.
std::string actionsRequest(const std::vector<const Action*>& actions, const std::vector<int>& indices);
/// Bytes to send while actions are under way: end after the present one. Does nothing when they are done.
std::string stopRequest();
/// Bytes to send: print the state again.
std::string stateRequest();

/// What the shell answers.
struct AgentEvents {
    std::function<void()> busy;                         ///< somebody else holds the node's lock
    std::function<void(std::string_view state)> state;  ///< for parseObserved
    std::function<void(int index)> started;
    /// `milliseconds` as measured on the node.
    std::function<void(int index, int exitCode, double milliseconds, std::string out, std::string err)>
        finished;
    std::function<void()> idle;  ///< a request is done
};

/// Cuts the shell's two streams into events. An action is finished when both streams have said so; what comes
/// after it on standard output waits for that, so that events come in the order of the actions.
class AgentParser {
public:
    AgentParser(std::string token, AgentEvents events);
    void feedOut(std::string_view bytes);
    void feedErr(std::string_view bytes);

private:
    /// What came on one stream and was not handled; no mark begins before `searched`.
    struct Stream {
        std::string bytes;
        size_t searched = 0;
    };
    /// What standard output said, until it is its turn.
    struct Said {
        enum class What { Started, Ended, Idle };
        What what = What::Idle;
        int index = -1;
        int exitCode = -1;
        double milliseconds = 0;
        std::string out;
    };

    template <class OnMark>
    void cut(Stream& stream, std::string_view bytes, OnMark onMark);
    void outMark(std::string_view mark);
    void errMark(std::string_view mark);
    void settle();

    std::string start_;
    AgentEvents events_;
    Stream out_, err_;
    std::deque<Said> said_;
    std::deque<std::string> errors_;  ///< of actions that ended on standard error
};

}  // namespace podwire::plan
