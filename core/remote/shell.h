// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/remote/command.h"

namespace podwire::remote {

/// A running command. Thread-safe; dropping it does not stop the command.
class Job {
public:
    virtual ~Job() = default;
    /// More standard input, in order. Ignored once the input is closed or the command ended.
    virtual void write(std::string bytes) = 0;
    virtual void closeInput() = 0;
    /// The command's terminal has another size from now on. Ignored when it has none.
    virtual void resize(TerminalSize /*size*/) {}
    /// Asks the node to end the command; it ends as Cancelled. Does nothing after the end.
    virtual void cancel() = 0;
};

/// What a command reports. Every call comes on the Shell's own thread, one after the other, and none after
/// `ended`. Handlers must return quickly and must not throw.
struct JobEvents {
    std::function<void(std::string_view)> out;  ///< bytes of standard output as they come
    std::function<void(std::string_view)> err;
    std::function<void(Outcome)> ended;  ///< exactly once; Outcome::out and err are empty
};

/// Where the connection to a node stands.
enum class LinkState {
    Idle,        ///< never asked for
    Connecting,  ///< name look-up, TCP, key exchange, host key, authentication
    Connected,
    Waiting,  ///< broken; the next attempt comes after a back-off
    Refused,  ///< host key or authentication failed: no further attempts until reconnect()
    Closed,
};

struct LinkStatus {
    LinkState state = LinkState::Idle;
    Error error;  ///< why, for Waiting and Refused
};

/// The one seam to a node: runs commands there, many at once over one connection. Thread-safe. Connects by
/// itself when the first command comes, and again with back-off when the connection breaks; commands under
/// way then end as Lost and are never repeated behind the caller's back.
class Shell {
public:
    virtual ~Shell() = default;

    /// The node's name as people know it ("node1").
    [[nodiscard]] virtual const std::string& name() const = 0;

    /// Starts a command. Never fails at once: what goes wrong arrives as JobEvents::ended.
    virtual std::shared_ptr<Job> start(Command command, JobEvents events) = 0;

    [[nodiscard]] virtual LinkStatus status() const = 0;
    /// Called on the Shell's thread with every change of the status. Replaces the handler before; set it
    /// before first use.
    virtual void onStatus(std::function<void(const LinkStatus&)> handler) = 0;
    /// Drops a broken or refused connection and tries again now.
    virtual void reconnect() = 0;

    /// Runs a command and collects its output. `done` is called once, on the Shell's thread.
    std::shared_ptr<Job> run(Command command, std::function<void(Outcome)> done);
    /// The same for a caller that can wait. Never call it on a Shell's thread.
    Outcome runAndWait(Command command);
    /// Writes a file as the login user: a temporary file beside it, then a rename. `mode` as for chmod(1),
    /// e.g. "0644".
    void upload(const std::string& path, const std::string& mode, std::string bytes,
                std::function<void(Result<void>)> done);
};

/// An Outcome as a Result: anything but exit status 0 is an Error that names the node, what was tried, and
/// the output.
Result<Outcome> expectSuccess(Outcome outcome, const std::string& node, const std::string& what);

}  // namespace podwire::remote
