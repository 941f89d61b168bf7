// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/remote/command.h"

/// What runs on the node around the commands: plain POSIX sh, nothing to install.
///
/// sshd leaves a silent command running when its channel or its connection ends, so each connection keeps one
/// *guard* on the node. A command enters itself into the guard's registry (a directory; the entry is
/// "<pid>.<start time>") just before it becomes the real program. The guard ends a session when it is told
/// to, and all that are still entered when its own standard input ends: when we are gone, however we went.
/// The entry holds the tenths of a second that a command then still has to end by itself.
namespace podwire::ssh {

/// A word that nothing else prints: it stands before a command's own output, and names the registry.
std::string makeToken();

/// The command line of the guard. `formerTokens`: of connections that broke, whose commands are ended first.
/// It prints "<token> <registry>\n" when it is ready. Then it reads lines: "ping" is answered by "pong\n",
/// "end <entry>" ends a command, "forget <entry>..." removes the entries of commands that have ended.
std::string guardLine(const std::string& token, const std::vector<std::string>& formerTokens);

/// The command line that runs a command as the leader of its own session. It prints "<token> <entry>\n" on
/// standard output and, without a terminal, "<token>\n" on standard error; what the login shell's start-up
/// files print can only come before that.
std::string commandLine(const std::string& token, const std::string& registry,
                        const remote::Command& command);

/// The longest command line that execve(2) takes as one argument: MAX_ARG_STRLEN without the final NUL.
inline constexpr std::size_t kLongestLine = 128 * 1024 - 1;

}  // namespace podwire::ssh
