// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/throwaway_sshd.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "tests/support/processes.h"

namespace podwire::testing {
namespace {

constexpr const char* kSshd = "/usr/sbin/sshd";

std::string userName() {
    const passwd* user = ::getpwuid(::getuid());
    return user != nullptr ? user->pw_name : "root";
}

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

std::uint16_t freePort() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof(address);
    ::bind(fd, reinterpret_cast<sockaddr*>(&address), length);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length);
    ::close(fd);
    return ntohs(address.sin_port);
}

bool answers(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const bool connected = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    ::close(fd);
    return connected;
}

void makeKey(const std::string& path) {
    runOrThrow({"/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "podwire test", "-f", path});
}

}  // namespace

/// Starts an `sshd -i` for every connection to a Unix socket, as a socket unit with Accept=yes does.
class ThrowawaySshd::Acceptor {
public:
    explicit Acceptor(const TempDir& dir) : dir_(dir) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = dir_ / "ssh.sock";
        std::memcpy(address.sun_path, path.data(), path.size());
        listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 ||
            ::listen(listener_, 16) != 0) {
            throw std::runtime_error("cannot listen on " + path);
        }
        thread_ = std::thread([this] { run(); });
    }

    ~Acceptor() {
        ::eventfd_write(stop_, 1);
        thread_.join();
        ::close(listener_);
        ::close(stop_);
        ::unlink((dir_ / "ssh.sock").c_str());
        for (const pid_t pid : served_) {
            killAndReap(pid);
        }
    }

    std::vector<pid_t> served() {
        const std::lock_guard lock(mutex_);
        std::erase_if(served_, [](pid_t pid) { return ::waitpid(pid, nullptr, WNOHANG) == pid; });
        return served_;
    }

private:
    void run() {
        std::array<pollfd, 2> polled{{{listener_, POLLIN, 0}, {stop_, POLLIN, 0}}};
        while (::poll(polled.data(), polled.size(), -1) >= 0 && polled[1].revents == 0) {
            const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            const pid_t pid = spawn({kSshd, "-i", "-e", "-f", dir_ / "sshd_config"}, fd, dir_ / "log");
            ::close(fd);
            const std::lock_guard lock(mutex_);
            served_.push_back(pid);
        }
    }

    const TempDir& dir_;
    int listener_ = -1;
    int stop_ = ::eventfd(0, EFD_CLOEXEC);
    std::mutex mutex_;
    std::vector<pid_t> served_;
    std::thread thread_;
};

ThrowawaySshd::ThrowawaySshd(Behind behind, std::string config) : behind_(behind) {
    std::filesystem::create_directories("/run/sshd");  // sshd's privilege separation directory
    std::filesystem::create_directory(home());
    makeKey(dir_ / "client_key");
    std::filesystem::copy_file(dir_ / "client_key.pub", dir_ / "authorized_keys");
    makeNewHostKey();
    writeFile(dir_ / "known_hosts", "node1.test " + hostKeyLine() + "\n");
    writeConfig(config);
    start();
}

ThrowawaySshd::~ThrowawaySshd() {
    stop();
}

void ThrowawaySshd::makeNewHostKey() {
    std::filesystem::remove(dir_ / "host_key");
    makeKey(dir_ / "host_key");
}

void ThrowawaySshd::writeConfig(const std::string& config) const {
    std::string text = config;
    text += "\nHostKey " + (dir_ / "host_key") + "\nAuthorizedKeysFile " + (dir_ / "authorized_keys") +
            "\nSetEnv HOME=" + home() +
            "\nPidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
            "KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nMaxStartups 100\nLogLevel "
            "VERBOSE\n";
    writeFile(dir_ / "sshd_config", text);
}

void ThrowawaySshd::start() {
    if (behind_ == Behind::UnixSocket) {
        acceptor_ = std::make_unique<Acceptor>(dir_);
    } else {
        startListening();
    }
}

void ThrowawaySshd::startListening() {
    for (int attempt = 0; attempt < 5; ++attempt) {
        if (port_ == 0) {
            port_ = freePort();
        }
        listener_ = spawn({kSshd, "-D", "-e", "-f", dir_ / "sshd_config", "-o", "ListenAddress=127.0.0.1",
                           "-p", std::to_string(port_)},
                          -1, dir_ / "log");
        if (eventually(
                [this] { return answers(port_) || ::waitpid(listener_, nullptr, WNOHANG) == listener_; }) &&
            answers(port_)) {
            return;
        }
        killAndReap(listener_);
        port_ = 0;
    }
    throw std::runtime_error("sshd does not start: " + log());
}

void ThrowawaySshd::stop() {
    const std::vector<pid_t> serving = connections();
    acceptor_.reset();
    if (listener_ > 0) {
        killAndReap(listener_);
        listener_ = -1;
        for (const pid_t pid : serving) {
            ::kill(pid, SIGKILL);
        }
    }
}

std::vector<pid_t> ThrowawaySshd::connections() const {
    if (acceptor_) {
        return acceptor_->served();
    }
    return listener_ > 0 ? childrenOf(listener_) : std::vector<pid_t>();
}

void ThrowawaySshd::signalConnections(int signal) const {
    for (const pid_t pid : connections()) {
        ::kill(pid, signal);
    }
}

std::string ThrowawaySshd::hostKeyLine() const {
    const std::string line = readFile(dir_ / "host_key.pub");
    return line.substr(0, line.find(' ', line.find(' ') + 1));
}

remote::Endpoint ThrowawaySshd::endpoint() const {
    remote::Endpoint endpoint;
    endpoint.name = "node1";
    endpoint.hostKeyAlias = "node1.test";
    endpoint.user = userName();
    endpoint.identities = {dir_ / "client_key"};
    endpoint.useAgent = false;
    endpoint.knownHosts = dir_ / "known_hosts";
    if (behind_ == Behind::UnixSocket) {
        endpoint.address = remote::UnixAddress{dir_ / "ssh.sock"};
    } else {
        endpoint.address = remote::TcpAddress{"127.0.0.1", port_};
    }
    return endpoint;
}

std::string fingerprintOf(const std::string& keyFile) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(("ssh-keygen -lf " + keyFile).c_str(), "r"),
                                                     &::pclose);
    std::array<char, 256> line{};
    if (!pipe || std::fgets(line.data(), line.size(), pipe.get()) == nullptr) {
        throw std::runtime_error("ssh-keygen -lf failed");
    }
    const std::string text = line.data();
    const std::size_t start = text.find("SHA256:");
    return text.substr(start, text.find(' ', start) - start);
}

}  // namespace podwire::testing
