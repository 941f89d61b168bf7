// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/processes.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cctype>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "tests/support/temp_dir.h"

namespace podwire::testing {
namespace {

std::vector<pid_t> allProcesses() {
    std::vector<pid_t> pids;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        if (std::isdigit(static_cast<unsigned char>(name.front())) != 0) {
            pids.push_back(std::stoi(name));
        }
    }
    return pids;
}

/// The fields of /proc/<pid>/stat after the name: state, parent, ...
std::string statOf(pid_t pid) {
    const std::string stat = readFile("/proc/" + std::to_string(pid) + "/stat");
    const std::size_t end = stat.rfind(')');
    return end == std::string::npos ? std::string() : stat.substr(end + 2);
}

}  // namespace

std::string uniqueMark() {
    static std::atomic<int> counter = 0;
    return "mark" + std::to_string(::getpid()) + "x" + std::to_string(++counter) + "x";
}

std::vector<pid_t> processesWith(const std::string& mark) {
    std::vector<pid_t> found;
    for (const pid_t pid : allProcesses()) {
        const std::string line = readFile("/proc/" + std::to_string(pid) + "/cmdline");
        if (pid != ::getpid() && line.find(mark) != std::string::npos && !statOf(pid).starts_with('Z')) {
            found.push_back(pid);
        }
    }
    return found;
}

std::vector<pid_t> childrenOf(pid_t parent) {
    std::vector<pid_t> found;
    for (const pid_t pid : allProcesses()) {
        const std::string stat = statOf(pid);
        if (stat.size() > 2 && std::atoi(stat.c_str() + 2) == parent) {
            found.push_back(pid);
        }
    }
    return found;
}

bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

pid_t spawn(const std::vector<std::string>& argv, int fd, const std::string& log) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    if (fd >= 0) {
        ::posix_spawn_file_actions_adddup2(&actions, fd, 0);
        ::posix_spawn_file_actions_adddup2(&actions, fd, 1);
    } else {
        ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDWR, 0);
        ::posix_spawn_file_actions_adddup2(&actions, 0, 1);
    }
    ::posix_spawn_file_actions_addopen(&actions, 2, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    std::vector<char*> words;
    for (const std::string& word : argv) {
        words.push_back(const_cast<char*>(word.c_str()));
    }
    words.push_back(nullptr);
    pid_t pid = -1;
    const int error = ::posix_spawn(&pid, words.front(), &actions, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        throw std::runtime_error("cannot start " + argv.front());
    }
    return pid;
}

void runOrThrow(const std::vector<std::string>& argv) {
    const pid_t pid = spawn(argv, -1, "/dev/null");
    int status = 0;
    if (::waitpid(pid, &status, 0) != pid || status != 0) {
        throw std::runtime_error(argv.front() + " failed");
    }
}

void killAndReap(pid_t pid) {
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
}

}  // namespace podwire::testing
