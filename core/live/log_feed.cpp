// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/log_feed.h"

#include <algorithm>
#include <mutex>

namespace podwire::live {
namespace {

constexpr int kLinesBefore = 50;
constexpr std::size_t kLongestLine = std::size_t{64} << 10U;

}  // namespace

/// Cuts the bytes into entries on the Shell's thread, and keeps them until the feed's thread comes for them.
class LogFeed::Reader : public StreamReader {
public:
    explicit Reader(std::function<void()> wake) : wake_(std::move(wake)) {}

    void begun() override {
        rest_.clear();
        const std::lock_guard lock(mutex_);
        beganAnew_ = true;
    }
    void out(std::string_view bytes) override {
        rest_ += bytes;
        std::size_t begin = 0;
        for (std::size_t end = 0; (end = rest_.find('\n', begin)) != std::string::npos; begin = end + 1) {
            keep(std::string_view(rest_).substr(begin, end - begin));
        }
        rest_.erase(0, begin);
        if (rest_.size() > kLongestLine) {
            rest_.clear();
        }
    }
    void err(std::string_view /*bytes*/) override {}

    struct Taken {
        std::vector<DnsLogEntry> entries;
        bool beganAnew = false;
    };
    Taken take() {
        const std::lock_guard lock(mutex_);
        return {std::exchange(entries_, {}), std::exchange(beganAnew_, false)};
    }

private:
    void keep(std::string_view line) {
        auto entry = readDnsLogLine(line);
        if (!entry) {
            return;
        }
        bool first = false;
        {
            const std::lock_guard lock(mutex_);
            first = entries_.empty();
            entries_.push_back(std::move(*entry));
        }
        if (first) {
            wake_();  // one message, however many lines come before it is read
        }
    }

    std::function<void()> wake_;
    std::string rest_;
    std::mutex mutex_;
    std::vector<DnsLogEntry> entries_;
    bool beganAnew_ = false;
};

LogFeed::LogFeed(std::shared_ptr<remote::Shell> shell, const std::string& unit, QObject* parent)
    : QObject(parent),
      reader_(std::make_shared<Reader>([way = mail_.way(), this] { way([this] { collect(); }); })),
      stream_(std::make_unique<Stream>(std::move(shell), dnsLogScript({unit}, kLinesBefore), reader_)) {
    connect(stream_.get(), &Stream::stateChanged, this, &LogFeed::stateChanged);
}

LogFeed::~LogFeed() = default;

void LogFeed::collect() {
    auto [entries, beganAnew] = reader_->take();
    if (beganAnew) {
        before_ = newest_;
    }
    std::erase_if(entries, [this](const DnsLogEntry& entry) { return entry.microseconds <= before_; });
    if (entries.empty()) {
        return;
    }
    newest_ = std::max(newest_, entries.back().microseconds);
    Q_EMIT logged(entries);
}

}  // namespace podwire::live
