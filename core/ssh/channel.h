// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/remote/command.h"

namespace podwire::ssh {

/// One exec channel of a session, driven without blocking. The session's thread only; it must not outlive the
/// session.
class Channel {
public:
    enum class Stream { Out, Err };
    enum class Progress {
        Again,  ///< ask again after the session was pumped
        Done,
        Denied,  ///< the node opens no further channel now (sshd_config(5) MaxSessions)
        Failed,
    };
    /// Called from inside Session::pump() and from the calls below: it must not touch the session.
    using Sink = std::function<void(Stream, std::string_view)>;

    Channel(ssh_session session, Sink sink);
    ~Channel();
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    Progress open();
    /// Asks for a terminal; after open() and before exec().
    Progress requestTerminal(remote::TerminalSize size);
    Progress exec(const std::string& line);

    /// Sends as much from the front of `bytes` as the node takes now: how much that was, 0 for none.
    std::size_t send(std::string_view bytes);
    void sendEof();
    void resizeTerminal(remote::TerminalSize size);

    /// Everything has been received, and the node has closed its side.
    [[nodiscard]] bool closed() const { return closed_; }
    [[nodiscard]] const std::optional<int>& exitStatus() const { return exitStatus_; }
    /// "KILL", "TERM", ...; empty when no signal ended the command.
    [[nodiscard]] const std::string& exitSignal() const { return exitSignal_; }

private:
    static int onData(ssh_session, ssh_channel, void* data, std::uint32_t length, int isErr, void* self);
    static void onClose(ssh_session, ssh_channel, void* self);
    static void onExitStatus(ssh_session, ssh_channel, int status, void* self);
    static void onExitSignal(ssh_session, ssh_channel, const char* signal, int core, const char* text,
                             const char* language, void* self);

    struct Free {
        void operator()(ssh_channel channel) const { ssh_channel_free(channel); }
    };

    ssh_session session_;
    Sink sink_;
    ssh_channel_callbacks_struct callbacks_{};
    std::unique_ptr<ssh_channel_struct, Free> raw_;
    bool closed_ = false;
    std::optional<int> exitStatus_;
    std::string exitSignal_;
};

}  // namespace podwire::ssh
