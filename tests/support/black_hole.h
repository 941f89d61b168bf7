// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace podwire::testing {

/// A TCP port of 127.0.0.1 behind which nobody speaks.
class BlackHole {
public:
    enum class Kind {
        AcceptsAndIsSilent,
        SwallowsPackets,  ///< its queue is full, and the kernel then drops every SYN
    };

    explicit BlackHole(Kind kind) : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof(address);
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, generic, length) != 0 || ::getsockname(listener_, generic, &length) != 0 ||
            ::listen(listener_, kind == Kind::SwallowsPackets ? 0 : 16) != 0) {
            throw std::runtime_error("cannot listen");
        }
        port_ = ntohs(address.sin_port);
        for (int i = 0; kind == Kind::SwallowsPackets && i < 4; ++i) {
            fillers_.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            [[maybe_unused]] const int begun = ::connect(fillers_.back(), generic, length);
        }
    }
    ~BlackHole() {
        for (const int fd : fillers_) {
            ::close(fd);
        }
        ::close(listener_);
    }
    BlackHole(const BlackHole&) = delete;
    BlackHole& operator=(const BlackHole&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    int listener_;
    std::uint16_t port_ = 0;
    std::vector<int> fillers_;
};

}  // namespace podwire::testing
