// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/network_namespace.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <system_error>

namespace podwire::testing {
namespace {

[[noreturn]] void giveUp(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

std::string contents(int file) {
    std::string text;
    std::array<char, 4096> buffer{};
    off_t at = 0;
    for (ssize_t got = 0; (got = pread(file, buffer.data(), buffer.size(), at)) > 0; at += got) {
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return text;
}

int wait(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

/// A child leaves for a new namespace and waits until its parent holds it by a descriptor.
NetworkNamespace::NetworkNamespace() : lock_("/tmp/podwire-xtables-" + std::to_string(getpid()) + ".lock") {
    std::array<int, 2> ready{};
    std::array<int, 2> held{};
    if (pipe2(ready.data(), O_CLOEXEC) != 0 || pipe2(held.data(), O_CLOEXEC) != 0) {
        giveUp("pipe2");
    }
    const pid_t child = fork();
    if (child == 0) {
        char byte = unshare(CLONE_NEWNET) == 0 ? 'y' : 'n';
        close(held[1]);
        const bool told = write(ready[1], &byte, 1) == 1 && read(held[0], &byte, 1) >= 0;
        _exit(told ? 0 : 1);
    }
    close(ready[1]);
    close(held[0]);
    char answer = 'n';
    const bool made = child > 0 && read(ready[0], &answer, 1) == 1 && answer == 'y';
    if (made) {
        fd_ = open(("/proc/" + std::to_string(child) + "/ns/net").c_str(), O_RDONLY | O_CLOEXEC);
    }
    close(ready[0]);
    close(held[1]);
    wait(child);
    if (fd_ < 0) {
        throw std::system_error(EPERM, std::generic_category(), "a network namespace (are you root?)");
    }
}

NetworkNamespace::~NetworkNamespace() {
    close(fd_);
    unlink(lock_.c_str());
}

Ran NetworkNamespace::run(const std::vector<std::string>& argv) const {
    std::vector<char*> words;
    for (const std::string& word : argv) {
        words.push_back(const_cast<char*>(word.c_str()));
    }
    words.push_back(nullptr);
    const int out = memfd_create("out", MFD_CLOEXEC);
    const int err = memfd_create("err", MFD_CLOEXEC);
    const pid_t child = fork();
    if (child == 0) {
        const int none = open("/dev/null", O_RDONLY);
        if (setns(fd_, CLONE_NEWNET) != 0 || dup2(none, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0) {
            _exit(126);
        }
        setenv("XTABLES_LOCKFILE", lock_.c_str(), 1);
        setenv("LC_ALL", "C", 1);
        execvp(words.front(), words.data());
        _exit(127);
    }
    Ran ran;
    ran.status = wait(child);
    ran.out = contents(out);
    ran.err = contents(err);
    close(out);
    close(err);
    return ran;
}

}  // namespace podwire::testing
