// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/tcpdump_words.h"

#include <charconv>

namespace podwire::capture {
namespace {

constexpr std::size_t kMostSaid = 4096;

/// The number before " packets captured"; "1 packet captured" is one as well.
std::optional<std::uint64_t> countOf(std::string_view text, std::string_view what) {
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    if (error != std::errc()) {
        return std::nullopt;
    }
    for (const std::string_view noun : {std::string_view(" packets "), std::string_view(" packet ")}) {
        if (rest.starts_with(noun) && rest.substr(noun.size()) == what) {
            return count;
        }
    }
    return std::nullopt;
}

}  // namespace

void TcpdumpWords::feed(std::string_view bytes) {
    begun_ += bytes;
    for (std::size_t end = begun_.find('\n'); end != std::string::npos; end = begun_.find('\n')) {
        line(std::string_view(begun_).substr(0, end));
        begun_.erase(0, end + 1);
    }
    if (begun_.size() > kMostSaid) {
        line(begun_);
        begun_.clear();
    }
}

void TcpdumpWords::line(std::string_view text) {
    constexpr std::string_view self = "tcpdump: ";
    if (text.starts_with(self)) {
        text.remove_prefix(self.size());
    }
    if (text.starts_with("listening on ")) {
        listening_ = true;
        return;
    }
    const auto take = [text](std::string_view what, std::optional<std::uint64_t>& count) {
        const auto found = countOf(text, what);
        count = found ? found : count;
        return found.has_value();
    };
    const bool isCount = take("captured", counts_.captured) || take("received by filter", counts_.received) ||
                         take("dropped by kernel", counts_.dropped) ||
                         take("dropped by interface", counts_.droppedByInterface);
    if (!isCount && !text.empty() && complaint_.size() < kMostSaid) {
        complaint_ += std::string(complaint_.empty() ? "" : "\n") +
                      std::string(text.substr(0, kMostSaid - complaint_.size()));
    }
}

std::string TcpdumpWords::complaint() const {
    TcpdumpWords all = *this;
    if (!begun_.empty()) {
        all.line(begun_);
    }
    return all.complaint_;
}

}  // namespace podwire::capture
