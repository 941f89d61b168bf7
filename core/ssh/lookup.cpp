// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/lookup.h"

#include <netdb.h>

#include <atomic>
#include <cstring>
#include <memory>
#include <thread>

namespace podwire::ssh {
namespace {

struct Answer {
    std::vector<Address> addresses;
    int error = 0;
};

Answer ask(const std::string& host, const std::string& port, int flags) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    Answer answer;
    answer.error = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(answer.error == 0 ? list : nullptr,
                                                                     &::freeaddrinfo);
    for (const addrinfo* one = owner.get(); one != nullptr; one = one->ai_next) {
        Address address;
        std::memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
        address.length = one->ai_addrlen;
        answer.addresses.push_back(address);
    }
    return answer;
}

/// Shared by the one who asks and the thread that looks up, whichever lives longer.
struct Inquiry {
    Answer answer;
    std::atomic<bool> done = false;
};

Result<std::vector<Address>> conclude(Answer answer, const std::string& host) {
    if (answer.error != 0) {
        return fail(ErrorKind::Unreachable,
                    "the name " + host + " was not found: " + ::gai_strerror(answer.error));
    }
    return std::move(answer.addresses);
}

}  // namespace

Result<std::vector<Address>> lookUp(const std::string& host, std::uint16_t port, TimePoint deadline,
                                    Waiter& waiter) {
    const std::string service = std::to_string(port);
    if (Answer numeric = ask(host, service, AI_NUMERICHOST); numeric.error == 0) {
        return std::move(numeric.addresses);
    }
    auto inquiry = std::make_shared<Inquiry>();
    std::thread([inquiry, host, service, wake = waiter.waker()] {
        inquiry->answer = ask(host, service, AI_ADDRCONFIG);
        inquiry->done = true;
        wake();
    }).detach();
    while (!inquiry->done) {
        switch (waiter.wait(-1, 0, deadline)) {
            case Woke::Stopped:
                return fail(ErrorKind::Cancelled, "the look-up of " + host + " was given up");
            case Woke::Deadline:
                return fail(ErrorKind::Unreachable, "the name " + host + " was not resolved in time");
            default:
                break;
        }
    }
    return conclude(std::move(inquiry->answer), host);
}

}  // namespace podwire::ssh
