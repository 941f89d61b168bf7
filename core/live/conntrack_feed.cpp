// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/conntrack_feed.h"

#include <algorithm>
#include <utility>

namespace podwire::live {
namespace {

constexpr std::int64_t kTick = 50;  // milliseconds
constexpr std::chrono::seconds kRetry{2};
constexpr std::chrono::seconds kSameLoss{2};

WallTime wallTimeOf(std::int64_t clock) {
    return wallTime() + std::chrono::milliseconds(clock - ConntrackReader::clock());
}

/// Posts to the feed's thread once until the feed has looked.
std::function<void()> waker(session::Mail::Way way, std::shared_ptr<std::atomic<bool>> woken,
                            std::function<void()> look) {
    return [way = std::move(way), woken = std::move(woken), look = std::move(look)] {
        if (!woken->exchange(true)) {
            way(look);
        }
    };
}

}  // namespace

ConntrackFeed::ConntrackFeed(std::shared_ptr<remote::Shell> shell, QObject* parent)
    : QObject(parent),
      shell_(std::move(shell)),
      reader_(std::make_shared<ConntrackReader>(waker(mail_.way(), woken_, [this] { wake(); }))),
      stream_(shell_, kConntrackScript, reader_) {
    tick_.setSingleShot(true);
    retry_.setSingleShot(true);
    retry_.setInterval(kRetry);
    connect(&tick_, &QTimer::timeout, this, &ConntrackFeed::tick);
    connect(&retry_, &QTimer::timeout, this, &ConntrackFeed::dump);
    connect(&stream_, &Stream::stateChanged, this, &ConntrackFeed::onStreamState);
}

ConntrackFeed::~ConntrackFeed() {
    if (dump_) {
        dump_->cancel();
    }
}

const std::string& ConntrackFeed::node() const {
    return shell_->name();
}

const Error& ConntrackFeed::problem() const {
    return stream_.state() == Stream::State::Broken ? stream_.problem() : dumpProblem_;
}

void ConntrackFeed::wake() {
    if (!tick_.isActive()) {
        const std::int64_t since = sinceTick_.isValid() ? sinceTick_.elapsed() : kTick;
        tick_.start(static_cast<int>(std::clamp<std::int64_t>(kTick - since, 0, kTick)));
    }
}

void ConntrackFeed::tick() {
    sinceTick_.start();
    woken_->store(false);
    ConntrackReader::Taken taken = reader_->take();
    counts_ = taken.counts;
    lastHeard_ = taken.lastHeard;
    if (!taken.changes.empty()) {
        Q_EMIT flowsChanged(taken.changes);
    }
    if (!taken.events.empty() || taken.eventsNotKept > 0) {
        Q_EMIT eventsHeard(taken.events, taken.eventsNotKept);
    }
    for (const ConntrackReader::Loss& loss : taken.losses) {
        addLoss(loss);
    }
    if (taken.wantsDump) {
        dump();
    }
    if (taken.more) {
        tick_.start(static_cast<int>(kTick));
    }
    Q_EMIT statusChanged();
}

void ConntrackFeed::onStreamState() {
    if (stream_.state() == Stream::State::Broken && complete_) {
        addGap({.from = wallTimeOf(lastHeard_)});
    }
    if (stream_.state() == Stream::State::Broken || stream_.state() == Stream::State::Off) {
        complete_ = false;
        retry_.stop();
    }
    Q_EMIT statusChanged();
}

/// Open until the table was read again.
void ConntrackFeed::addLoss(const ConntrackReader::Loss& loss) {
    complete_ = false;
    const WallTime from = wallTimeOf(loss.from);
    const bool goesOn = !gaps_.empty() && gaps_.last().kind == Gap::Kind::Kernel &&
                        (gaps_.last().lasts() || from - gaps_.last().to < kSameLoss);
    if (!goesOn) {
        addGap({.kind = Gap::Kind::Kernel, .from = from, .lost = loss.events});
        return;
    }
    gaps_.last().to = {};
    gaps_.last().lost += loss.events;
    Q_EMIT gapsChanged();
}

void ConntrackFeed::addGap(const Gap& gap) {
    gaps_.add(gap);
    Q_EMIT gapsChanged();
}

void ConntrackFeed::dump() {
    if (dump_) {
        dumpAgain_ = true;
        return;
    }
    dumpAgain_ = false;
    remote::Command command;
    command.effect = remote::Effect::Reads;
    command.argv = {"sudo", "-n", "env", "LC_ALL=C", "conntrack", "-L", "-o", "id,extended"};
    const auto said = std::make_shared<std::string>();
    remote::JobEvents events;
    events.out = [reader = reader_](std::string_view bytes) { reader->dumped(bytes); };
    events.err = [said](std::string_view bytes) { *said += bytes; };
    events.ended = [reader = reader_, said, way = mail_.way(), this](remote::Outcome outcome) {
        if (outcome.succeeded()) {
            reader->endDump();
        }
        outcome.err = *said;
        way([this, outcome] { onDumped(outcome); });
    };
    reader_->beginDump();
    dump_ = shell_->start(std::move(command), std::move(events));
}

void ConntrackFeed::onDumped(const remote::Outcome& outcome) {
    dump_.reset();
    const bool heard = stream_.state() == Stream::State::Running;
    const auto result = remote::expectSuccess(outcome, node(), "Reading the conntrack table");
    dumpProblem_ = result ? Error{} : result.error();
    if (heard && !result) {
        retry_.start();
    } else if (heard && dumpAgain_) {
        dump();
    } else if (heard) {
        complete_ = true;
        if (gaps_.end(wallTime())) {
            Q_EMIT gapsChanged();
        }
    }
    wake();
}

}  // namespace podwire::live
