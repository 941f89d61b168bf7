// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "core/remote/endpoint.h"
#include "tests/support/temp_dir.h"

namespace podwire::testing {

/// A real sshd for one test, with its own configuration, host key, client key and home directory, for the
/// current user.
class ThrowawaySshd {
public:
    enum class Behind {
        Tcp,         ///< listens on a free port of 127.0.0.1
        UnixSocket,  ///< one `sshd -i` for each connection to a Unix socket
    };

    /// `config`: further lines for sshd_config(5), before ours, so they win.
    explicit ThrowawaySshd(Behind behind = Behind::UnixSocket, std::string config = {});
    ~ThrowawaySshd();
    ThrowawaySshd(const ThrowawaySshd&) = delete;
    ThrowawaySshd& operator=(const ThrowawaySshd&) = delete;

    /// An endpoint that gets in: the host key is known, the client key is authorized.
    [[nodiscard]] remote::Endpoint endpoint() const;

    void start();
    /// Ends it with all its connections. The keys and the address stay for a later start().
    void stop();
    /// The sshd processes that serve a connection.
    [[nodiscard]] std::vector<pid_t> connections() const;
    /// kill(2) on each of them.
    void signalConnections(int signal) const;
    void makeNewHostKey();

    [[nodiscard]] const TempDir& dir() const { return dir_; }
    [[nodiscard]] std::string hostKeyLine() const;  ///< "ssh-ed25519 AAAA..."
    [[nodiscard]] std::string log() const { return readFile(dir_ / "log"); }

    /// The home directory of the commands: a .bashrc in it is read by the login shell.
    [[nodiscard]] std::string home() const { return dir_ / "home"; }

private:
    class Acceptor;

    void writeConfig(const std::string& config) const;
    void startListening();

    Behind behind_;
    TempDir dir_;
    std::uint16_t port_ = 0;
    pid_t listener_ = -1;
    std::unique_ptr<Acceptor> acceptor_;
};

/// "SHA256:..." of a key file, as ssh-keygen prints it.
std::string fingerprintOf(const std::string& keyFile);

}  // namespace podwire::testing
