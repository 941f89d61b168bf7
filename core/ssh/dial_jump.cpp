// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/dial_jump.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <thread>
#include <vector>

#include "core/ssh/dial.h"

extern char** environ;

namespace podwire::ssh {
namespace {

/// What posix_spawn(3) is to do in the child.
class SpawnPlan {
public:
    SpawnPlan(int stream, int complaints) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, stream, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, stream, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, complaints, STDERR_FILENO);
        posix_spawnattr_init(&attributes_);
        // A process group of its own: Ctrl-C in the terminal is for us, and we let it go in order.
        sigset_t ordinary;
        sigemptyset(&ordinary);
        posix_spawnattr_setsigmask(&attributes_, &ordinary);
        sigaddset(&ordinary, SIGPIPE);
        posix_spawnattr_setsigdefault(&attributes_, &ordinary);
        posix_spawnattr_setflags(&attributes_,
                                 POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    [[nodiscard]] int spawn(pid_t& pid, std::vector<std::string> argv) const {
        std::vector<char*> words;
        words.reserve(argv.size() + 1);
        for (std::string& word : argv) {
            words.push_back(word.data());
        }
        words.push_back(nullptr);
        return ::posix_spawnp(&pid, words[0], &actions_, &attributes_, words.data(), environ);
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

std::string bracketed(const std::string& host) {
    return host.find(':') != std::string::npos ? "[" + host + "]" : host;
}

}  // namespace

std::vector<std::string> jumpCommand(const Target& target, Milliseconds patience) {
    const auto seconds = std::max<Milliseconds::rep>(1, patience.count() / 1000);
    std::vector<std::string> argv{"ssh",
                                  "-o",
                                  "BatchMode=yes",
                                  "-o",
                                  "ControlPath=none",
                                  "-o",
                                  "ConnectTimeout=" + std::to_string(seconds),
                                  "-W",
                                  bracketed(target.host) + ":" + std::to_string(target.port)};
    if (!target.jumpConfig.empty()) {
        argv.insert(argv.end(), {"-F", target.jumpConfig});
    }
    const std::size_t comma = target.jump.rfind(',');
    if (comma != std::string::npos) {
        argv.insert(argv.end(), {"-J", target.jump.substr(0, comma)});
    }
    const std::string last = comma == std::string::npos ? target.jump : target.jump.substr(comma + 1);
    argv.insert(argv.end(), {"--", last.starts_with("ssh://") ? last : "ssh://" + last});
    return argv;
}

Result<UniqueFd> dialByJump(const Target& target, Milliseconds patience, UniqueFd& complaints) {
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return fail(unreachable(target, ::strerrordesc_np(errno)));
    }
    UniqueFd ours(ends[0]);
    const UniqueFd theirs(ends[1]);
    complaints = UniqueFd(::memfd_create("podwire-jump", MFD_CLOEXEC));
    ::fcntl(ours.get(), F_SETFL, O_NONBLOCK);
    pid_t pid = 0;
    const int error = SpawnPlan(theirs.get(), complaints.get()).spawn(pid, jumpCommand(target, patience));
    if (error != 0) {
        return fail(unreachable(target, std::string("ssh cannot be started: ") + ::strerrordesc_np(error),
                                "The way over " + target.jump + " needs the OpenSSH client."));
    }
    // It ends when either side of the stream does.
    std::thread([pid] { ::waitpid(pid, nullptr, 0); }).detach();
    return ours;
}

std::string readComplaints(const UniqueFd& complaints) {
    constexpr std::size_t kMost = 2000;
    std::string text(kMost, '\0');
    const ssize_t got = complaints ? ::pread(complaints.get(), text.data(), text.size(), 0) : 0;
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, got)));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.pop_back();
    }
    return text;
}

}  // namespace podwire::ssh
