// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes connection events at an even rate:
//
//     flow_flood EVENTS_PER_SECOND SECONDS
//
// One UDP datagram to a port of 127.0.0.1 begins a connection; a second later it is deleted by its tuple, as
// `conntrack -D` does. Left to time out, they would be cleared away thousands at a time, and how many events
// are lost then says little about who listens. Prints how many connections were begun, refused by the kernel,
// and deleted. Needs root and a rule that makes the kernel track.
#include <arpa/inet.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint16_t kFirstPort = 10'000;
constexpr std::uint16_t kPorts = 50'000;
constexpr std::size_t kSources = 20;
constexpr std::uint16_t kFirstSource = 4'000;
constexpr auto kStep = std::chrono::milliseconds(1);

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

[[noreturn]] void fail(const char* what) {
    std::perror(what);
    std::exit(1);
}

/// The nth connection's two ports.
struct Ports {
    std::size_t source;
    std::uint16_t destination;
    explicit Ports(std::size_t n)
        : source(n / kPorts % kSources), destination(static_cast<std::uint16_t>(kFirstPort + n % kPorts)) {}
};

class Sender {
public:
    Sender() {
        for (std::size_t i = 0; i < kSources; ++i) {
            const sockaddr_in here = loopback(static_cast<std::uint16_t>(kFirstSource + i));
            sockets_.at(i) = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (sockets_.at(i) < 0 ||
                bind(sockets_.at(i), reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0) {
                fail("socket");
            }
        }
    }
    /// False when the kernel's table is full.
    bool begin(std::size_t n) {
        const Ports ports(n);
        const sockaddr_in there = loopback(ports.destination);
        const auto send = [&] {
            return sendto(sockets_.at(ports.source), "x", 1, MSG_DONTWAIT,
                          reinterpret_cast<const sockaddr*>(&there), sizeof there);
        };
        // Nobody listens there: what ICMP said of an earlier one is told by the next call, which sends
        // nothing.
        return send() == 1 || (errno == ECONNREFUSED && send() == 1);
    }

private:
    std::array<int, kSources> sockets_{};
};

/// A netlink message of nested attributes, built up in place.
class Message {
public:
    explicit Message(std::uint16_t type) {
        header().nlmsg_type = type;
        header().nlmsg_flags = NLM_F_REQUEST;
        header().nlmsg_len = NLMSG_HDRLEN;
    }
    void add(const void* data, std::size_t size) {
        std::memcpy(bytes_.data() + header().nlmsg_len, data, size);
        header().nlmsg_len += NLMSG_ALIGN(size);
    }
    void attribute(std::uint16_t type, const void* data, std::size_t size) {
        const nlattr head{static_cast<std::uint16_t>(sizeof(nlattr) + size), type};
        add(&head, sizeof head);
        add(data, size);
    }
    [[nodiscard]] std::size_t open(std::uint16_t type) {
        const std::size_t at = header().nlmsg_len;
        const nlattr head{0, static_cast<std::uint16_t>(type | NLA_F_NESTED)};
        add(&head, sizeof head);
        return at;
    }
    void close(std::size_t at) {
        reinterpret_cast<nlattr*>(bytes_.data() + at)->nla_len =
            static_cast<std::uint16_t>(header().nlmsg_len - at);
    }
    [[nodiscard]] const void* data() const { return bytes_.data(); }
    [[nodiscard]] std::size_t size() const {
        return reinterpret_cast<const nlmsghdr*>(bytes_.data())->nlmsg_len;
    }

private:
    nlmsghdr& header() { return *reinterpret_cast<nlmsghdr*>(bytes_.data()); }
    alignas(nlmsghdr) std::array<std::byte, 256> bytes_{};
};

class Deleter {
public:
    Deleter() : socket_(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER)) {
        if (socket_ < 0) {
            fail("netlink");
        }
    }
    /// The kernel answers only where it fails (nothing asks for an acknowledgement); nobody reads that.
    void end(std::size_t n) const {
        const Ports ports(n);
        Message message((NFNL_SUBSYS_CTNETLINK << 8) | IPCTNL_MSG_CT_DELETE);
        const nfgenmsg family{AF_INET, NFNETLINK_V0, 0};
        message.add(&family, sizeof family);
        const std::uint32_t address = htonl(INADDR_LOOPBACK);
        const std::uint8_t protocol = IPPROTO_UDP;
        const std::uint16_t from = htons(static_cast<std::uint16_t>(kFirstSource + ports.source));
        const std::uint16_t to = htons(ports.destination);
        const std::size_t tuple = message.open(CTA_TUPLE_ORIG);
        const std::size_t addresses = message.open(CTA_TUPLE_IP);
        message.attribute(CTA_IP_V4_SRC, &address, sizeof address);
        message.attribute(CTA_IP_V4_DST, &address, sizeof address);
        message.close(addresses);
        const std::size_t transport = message.open(CTA_TUPLE_PROTO);
        message.attribute(CTA_PROTO_NUM, &protocol, sizeof protocol);
        message.attribute(CTA_PROTO_SRC_PORT, &from, sizeof from);
        message.attribute(CTA_PROTO_DST_PORT, &to, sizeof to);
        message.close(transport);
        message.close(tuple);
        if (send(socket_, message.data(), message.size(), 0) < 0) {
            fail("delete");
        }
    }

private:
    int socket_;
};

}  // namespace

int main(int argc, char** argv) {
    const std::size_t rate = argc == 3 ? std::strtoul(argv[1], nullptr, 10) / 2 : 0;
    const std::size_t seconds = argc == 3 ? std::strtoul(argv[2], nullptr, 10) : 0;
    if (rate == 0 || seconds == 0) {
        std::fprintf(stderr, "usage: flow_flood EVENTS_PER_SECOND SECONDS\n");
        return 2;
    }
    Sender sender;
    const Deleter deleter;
    std::size_t begun = 0;
    std::size_t refused = 0;
    std::size_t deleted = 0;
    // Held up by others, it catches up at twice its pace and no faster: a burst is not what is asked for.
    const std::size_t most = std::max<std::size_t>(1, 2 * rate / 1000);
    const auto start = Clock::now();
    for (auto next = start; deleted < rate * seconds; next = std::max(next + kStep, Clock::now())) {
        std::this_thread::sleep_until(next);
        const auto due = static_cast<std::size_t>(
            static_cast<double>(rate) * std::chrono::duration<double>(Clock::now() - start).count());
        const std::size_t beginning = std::min({due, rate * seconds, begun + most});
        for (; begun < beginning; ++begun) {
            refused += sender.begin(begun) ? 0U : 1U;
        }
        const std::size_t old = due > rate ? due - rate : 0;
        const std::size_t ending = std::min({old, begun, deleted + most});
        for (; deleted < ending; ++deleted) {
            deleter.end(deleted);
        }
    }
    std::printf("%zu %zu %zu\n", begun, refused, deleted);
    return 0;
}
