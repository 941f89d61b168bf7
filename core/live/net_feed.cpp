// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/net_feed.h"

#include <mutex>
#include <utility>

#include "core/live/net_reader.h"
#include "core/live/net_script.h"

namespace podwire::live {
namespace {

constexpr std::chrono::milliseconds kPace{50};

}  // namespace

/// Where the Shell's thread leaves the newest snapshot; what nobody fetched is overwritten.
struct NetFeed::Inbox {
    std::mutex mutex;
    std::shared_ptr<const NetSnapshot> newest;

    /// Whether there was none before.
    bool put(std::shared_ptr<const NetSnapshot> snapshot) {
        const std::lock_guard lock(mutex);
        return std::exchange(newest, std::move(snapshot)) == nullptr;
    }
    std::shared_ptr<const NetSnapshot> take() {
        const std::lock_guard lock(mutex);
        return std::exchange(newest, nullptr);
    }
};

NetFeed::NetFeed(std::shared_ptr<remote::Shell> shell, QObject* parent)
    : QObject(parent), inbox_(std::make_shared<Inbox>()), snapshot_(std::make_shared<NetSnapshot>()) {
    auto reader = std::make_shared<NetReader>(
        [inbox = inbox_, way = mail_.way(), this](std::shared_ptr<const NetSnapshot> snapshot) {
            if (inbox->put(std::move(snapshot))) {
                way([this] { onMail(); });
            }
        });
    stream_ = std::make_unique<Stream>(std::move(shell), netScript(), std::move(reader));
    connect(stream_.get(), &Stream::stateChanged, this, &NetFeed::onStreamState);
    pace_.setSingleShot(true);
    pace_.setInterval(kPace);
    connect(&pace_, &QTimer::timeout, this, [this] {
        if (std::exchange(waiting_, false)) {
            deliver();
        }
    });
}

NetFeed::~NetFeed() = default;

void NetFeed::onMail() {
    if (pace_.isActive()) {
        waiting_ = true;
    } else {
        deliver();
    }
}

void NetFeed::deliver() {
    auto newest = inbox_->take();
    if (!newest) {
        return;
    }
    snapshot_ = std::move(newest);
    if (state() == Stream::State::Running) {
        gaps_.end(snapshot_->when);
    }
    pace_.start();
    Q_EMIT changed();
}

void NetFeed::onStreamState() {
    const bool inGap = !gaps_.empty() && gaps_.last().lasts();
    if (state() == Stream::State::Broken && !inGap) {
        const bool seen = !snapshot_->namespaces->empty();
        gaps_.add({.from = seen ? snapshot_->when : wallTime()});
    }
    Q_EMIT stateChanged();
}

}  // namespace podwire::live
