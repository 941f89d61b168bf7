// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/prelude_filter.h"

#include <algorithm>

namespace podwire::ssh {

std::string_view PreludeFilter::feed(std::string_view bytes) {
    if (passed_) {
        return bytes;
    }
    const std::size_t heldBefore = held_.size();
    held_ += bytes;
    const std::size_t start = held_.find(token_);
    if (start == std::string::npos) {
        drop(held_.size() - std::min(held_.size(), token_.size() - 1));
        return {};
    }
    const std::size_t end = held_.find('\n', start);
    if (end == std::string::npos) {
        return {};
    }
    const std::size_t note = start + token_.size();
    note_ = held_.substr(note, end - note);
    note_.erase(0, note_.find_first_not_of(' '));
    note_.erase(note_.find_last_not_of('\r') + 1);  // a terminal ends lines so
    passed_ = true;
    const std::size_t used = end + 1 - heldBefore;
    drop(start);
    held_.clear();
    return bytes.substr(used);
}

void PreludeFilter::drop(std::size_t count) {
    prelude_.append(held_, 0, std::min(count, kKept - prelude_.size()));
    held_.erase(0, count);
}

}  // namespace podwire::ssh
