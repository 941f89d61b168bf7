// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/ssh/channel.h"

namespace podwire::ssh {

/// Bytes on their way to a channel, in order.
class Outbox {
public:
    Outbox() = default;
    explicit Outbox(std::string bytes) : bytes_(std::move(bytes)) {}

    void add(std::string_view bytes) { bytes_ += bytes; }
    [[nodiscard]] bool empty() const { return bytes_.empty(); }

    /// Sends what the node takes now.
    void flush(Channel& channel) {
        while (!empty()) {
            const std::size_t sent = channel.send(std::string_view(bytes_).substr(sent_));
            if (sent == 0) {
                return;
            }
            sent_ += sent;
            if (sent_ == bytes_.size()) {
                clear();
            }
        }
    }

    void clear() {
        bytes_ = {};
        sent_ = 0;
    }

private:
    std::string bytes_;
    std::size_t sent_ = 0;
};

}  // namespace podwire::ssh
