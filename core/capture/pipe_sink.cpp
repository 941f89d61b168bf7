// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "core/capture/sink.h"

namespace podwire::capture {
namespace {

/// While one lives on a thread, a reader that is gone is an error of write(2) there and no signal.
class NoPipeSignal {
public:
    NoPipeSignal() {
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, &before_);
    }
    ~NoPipeSignal() {
        if (sigismember(&before_, SIGPIPE) == 0) {
            sigset_t pipe;
            sigemptyset(&pipe);
            sigaddset(&pipe, SIGPIPE);
            const timespec now{};
            while (sigtimedwait(&pipe, nullptr, &now) == SIGPIPE) {
            }
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;

private:
    sigset_t before_{};
};

class PipeSink : public Sink {
public:
    PipeSink(int descriptor, bool owned, std::string who)
        : descriptor_(descriptor), owned_(owned), who_(std::move(who)) {}
    ~PipeSink() override { end(); }

    Result<void> write(std::string_view bytes) override {
        const NoPipeSignal quiet;
        while (!bytes.empty()) {
            if (auto room = waitForRoom(); !room) {
                return room;
            }
            // A pipe with room takes that much at once; more could wait for ever.
            const ssize_t written =
                ::write(descriptor_, bytes.data(), std::min<std::size_t>(bytes.size(), PIPE_BUF));
            if (written < 0 && errno != EINTR && errno != EAGAIN) {
                return gone();
            }
            bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
        }
        return {};
    }

    Result<void> finish() override {
        end();
        return {};
    }
    void discard() override { end(); }
    void abandon() override { abandoned_ = true; }
    [[nodiscard]] std::string file() const override { return {}; }

private:
    Result<void> waitForRoom() {
        constexpr int look = 100;
        pollfd one{descriptor_, POLLOUT, 0};
        while (poll(&one, 1, look) <= 0) {
            if (abandoned_) {
                return fail(ErrorKind::Cancelled, who_ + " does not read on");
            }
        }
        return (one.revents & (POLLERR | POLLNVAL)) != 0 ? gone() : Result<void>();
    }

    [[nodiscard]] Result<void> gone() const { return fail(ErrorKind::Cancelled, who_ + " reads no longer"); }

    void end() {
        if (owned_ && descriptor_ >= 0) {
            close(descriptor_);
        }
        descriptor_ = -1;
    }

    int descriptor_;
    bool owned_;
    std::string who_;
    std::atomic<bool> abandoned_ = false;
};

/// setsid(1) lets it go: it is nobody's child, and no Ctrl+C in this terminal reaches it.
Result<void> spawnReader(const std::string& program, int input) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string words[] = {"setsid", "--fork", program, "-k", "-i", "-"};
    char* argv[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(),
                    words[4].data(), words[5].data(), nullptr};
    pid_t child = 0;
    const int failed = posix_spawnp(&child, argv[0], &files, nullptr, argv, environ);
    posix_spawn_file_actions_destroy(&files);
    int status = 0;
    if (failed == 0) {
        waitpid(child, &status, 0);
    }
    if (failed != 0 || status != 0) {
        return fail(ErrorKind::CommandFailed, program + " cannot be started",
                    failed != 0 ? std::strerror(failed) : "", "Capture into a file instead.");
    }
    return {};
}

}  // namespace

std::unique_ptr<Sink> openPipe(int descriptor, bool owned, std::string who) {
    return std::make_unique<PipeSink>(descriptor, owned, std::move(who));
}

std::string findWireshark() {
    const char* const path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
        std::string program = folder + "/wireshark";
        if (!folder.empty() && access(program.c_str(), X_OK) == 0) {
            return program;
        }
    }
    return {};
}

Result<std::unique_ptr<Sink>> openWireshark(const std::string& program) {
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return fail(ErrorKind::CommandFailed, std::string("No pipe to Wireshark: ") + std::strerror(errno));
    }
    auto sink = openPipe(ends[1], true, "Wireshark");
    const auto started = spawnReader(program, ends[0]);
    close(ends[0]);
    if (!started) {
        return fail(started.error());
    }
    return sink;
}

}  // namespace podwire::capture
