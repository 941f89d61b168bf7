// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/mailbox.h"

#include <sys/eventfd.h>

#include <cstdint>
#include <utility>

namespace podwire::ssh {

Mailbox::Mailbox() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

void Mailbox::post(std::function<void()> letter) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_) {
            return;
        }
        letters_.push_back(std::move(letter));
    }
    wake();
}

void Mailbox::wake() {
    // It fails only when the counter is full, and then the owner is awake anyway.
    [[maybe_unused]] const int done = ::eventfd_write(event_.get(), 1);
}

void Mailbox::close() {
    std::vector<std::function<void()>> dropped;
    const std::lock_guard lock(mutex_);
    closed_ = true;
    dropped.swap(letters_);
}

void Mailbox::open() {
    eventfd_t count = 0;
    [[maybe_unused]] const int reset = ::eventfd_read(event_.get(), &count);
    std::vector<std::function<void()>> letters;
    {
        const std::lock_guard lock(mutex_);
        letters.swap(letters_);
    }
    for (const auto& letter : letters) {
        letter();
    }
}

}  // namespace podwire::ssh
