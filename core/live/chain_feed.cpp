// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/chain_feed.h"

#include <atomic>
#include <charconv>
#include <mutex>
#include <sstream>

#include "core/live/frames.h"

namespace podwire::live {
namespace {

constexpr std::chrono::milliseconds kPause{50};
constexpr std::size_t kMostEvents = 5000;

ChainPace readPace(std::string_view body) {
    ChainPace pace;
    std::string mode;
    std::istringstream words{std::string(body)};
    words >> pace.intervalMilliseconds >> pace.costMilliseconds >> pace.perMille >> mode;
    pace.byChains = mode == "chains";
    return pace;
}

/// `table inet guard` of those that are not iptables' own.
std::vector<std::string> readTables(std::string_view body) {
    constexpr std::string_view kOwn = " ip raw ip mangle ip nat ip filter ip security ";
    constexpr std::string_view kHead = "table ";
    std::vector<std::string> tables;
    std::istringstream lines{std::string(body)};
    for (std::string line; std::getline(lines, line);) {
        const std::string name = line.starts_with(kHead) ? line.substr(kHead.size()) : std::string();
        if (!name.empty() && !name.starts_with("ip6 ") &&
            (!name.starts_with("ip ") || kOwn.find(" " + name + " ") == std::string_view::npos)) {
            tables.push_back(name);
        }
    }
    return tables;
}

}  // namespace

/// Turns frames into snapshots. The Stream's calls come on the Shell's thread, take() on the feed's.
class ChainFeed::Reader : public StreamReader {
public:
    explicit Reader(std::function<void()> onNews) : onNews_(std::move(onNews)) {}

    /// On the feed's thread: the connection was lost.
    void broke() { broken_ = true; }

    void begun() override {
        parser_.reset();
        if (current_.at.count() != 0) {
            const auto kind = broken_.exchange(false) ? Gap::Kind::Connection : Gap::Kind::Unwatched;
            current_.gaps.add({.kind = kind, .from = WallTime(current_.at), .to = wallTime()});
        }
        nft_.pause();
        legacy_.pause();
    }

    void out(std::string_view bytes) override { parser_.feed(bytes); }
    void err(std::string_view /*bytes*/) override {}

    std::shared_ptr<const ChainSnapshot> take() {
        const std::lock_guard lock(mutex_);
        told_ = false;
        return std::move(waiting_);
    }

private:
    void onFrame(std::string_view kind, std::string_view body) {
        current_.at = wallTime().time_since_epoch();
        if (kind == "nft") {
            read("nft", nft_, std::string(body), true);
        } else if (kind == "legacy") {
            read("legacy", legacy_, std::string(body), true);
        } else if (kind == "chains") {
            read("nft", nft_, netfilter::savedFromListing(body), false);
        } else if (kind == "tables") {
            current_.otherTables = readTables(body);
        } else if (kind == "pace") {
            current_.pace = readPace(body);
        } else if (kind == "problem") {
            current_.problem = body;
        } else if (kind == "beat") {
            nft_.rest(current_.at);
            legacy_.rest(current_.at);
        }
        publish();
    }

    void read(const char* backend, netfilter::Tally& tally, const std::string& text, bool whole) {
        const auto rules = netfilter::parseSave(text);
        if (!rules) {
            current_.problem = rules.error().text();
            return;
        }
        current_.problem.clear();
        current_.known = true;
        auto events = whole ? tally.read(*rules, current_.at) : tally.readSome(*rules, current_.at);
        for (netfilter::TallyEvent& event : events) {
            if (events_.size() < kMostEvents) {
                events_.push_back({backend, current_.at, std::move(event)});
            }
        }
    }

    void publish() {
        current_.sources = {{"nft", nft_.state()}};
        if (nft_.state()->generator.find("legacy") != std::string::npos) {
            current_.sources.front().backend = "legacy";
        }
        if (!legacy_.state()->chains.empty()) {
            current_.sources.push_back({"legacy", legacy_.state()});
        }
        auto next = std::make_shared<ChainSnapshot>(current_);
        const std::lock_guard lock(mutex_);
        if (waiting_) {
            next->events = waiting_->events;
        }
        next->events.insert(next->events.end(), events_.begin(), events_.end());
        events_.clear();
        waiting_ = std::move(next);
        if (!std::exchange(told_, true)) {
            onNews_();
        }
    }

    std::function<void()> onNews_;
    FrameParser parser_{[this](std::string_view kind, std::string_view body) { onFrame(kind, body); }};
    netfilter::Tally nft_;
    netfilter::Tally legacy_;
    ChainSnapshot current_;
    std::vector<ChainEvent> events_;
    std::atomic<bool> broken_ = false;
    std::mutex mutex_;
    std::shared_ptr<const ChainSnapshot> waiting_;
    bool told_ = false;
};

ChainFeed::ChainFeed(const std::shared_ptr<remote::Shell>& shell, const ChainWatch& watch, QObject* parent)
    : QObject(parent),
      reader_(std::make_shared<Reader>([way = mail_.way(), this] { way([this] { onNews(); }); })),
      stream_(shell, chainScript(watch), reader_) {
    pause_.setSingleShot(true);
    pause_.setInterval(kPause);
    connect(&pause_, &QTimer::timeout, this, [this] {
        if (more_) {
            deliver();
        }
    });
    connect(&stream_, &Stream::stateChanged, this, &ChainFeed::onState);
}

ChainFeed::~ChainFeed() = default;

void ChainFeed::onNews() {
    more_ = true;
    if (!pause_.isActive()) {
        deliver();
    }
}

void ChainFeed::deliver() {
    more_ = false;
    if (auto next = reader_->take()) {
        snapshot_ = std::move(next);
        pause_.start();
        Q_EMIT snapshotChanged();
    }
}

void ChainFeed::onState() {
    if (stream_.state() == Stream::State::Broken) {
        reader_->broke();
    }
    if (stream_.state() == Stream::State::Running && !lookedAt_.empty()) {
        stream_.write(chainsLine(lookedAt_));
    }
    Q_EMIT stateChanged();
}

void ChainFeed::lookAt(const std::vector<ChainName>& chains) {
    if (chains != lookedAt_) {
        lookedAt_ = chains;
        stream_.write(chainsLine(chains));
    }
}

void ChainFeed::hurry() {
    stream_.write(askLine());
}

}  // namespace podwire::live
