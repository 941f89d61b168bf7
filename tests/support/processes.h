// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace podwire::testing {

/// A word that no other process on the machine has in its command line.
std::string uniqueMark();
/// The processes whose command line holds `mark`, zombies left out.
std::vector<pid_t> processesWith(const std::string& mark);
std::vector<pid_t> childrenOf(pid_t parent);

/// Looks again and again; false if the condition did not become true in time.
bool eventually(const std::function<bool()>& condition,
                std::chrono::milliseconds patience = std::chrono::milliseconds(5'000));

/// posix_spawn(3) with standard input and output on `fd` (-1: /dev/null), and standard error appended to
/// `log`.
pid_t spawn(const std::vector<std::string>& argv, int fd, const std::string& log);
/// Runs a program to its end; throws when it fails.
void runOrThrow(const std::vector<std::string>& argv);
/// SIGKILL and waitpid(2).
void killAndReap(pid_t pid);

}  // namespace podwire::testing
