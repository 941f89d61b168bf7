// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/capture_run.h"

#include <algorithm>
#include <utility>

#include "core/capture/pcapng_writer.h"

namespace podwire::capture {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMostWaiting = std::size_t{256} << 20U;
// A kernel hands its packets over a second after the first of a block at the latest.
constexpr milliseconds kReorder{1'500};
constexpr milliseconds kLook{100};
constexpr milliseconds kPatience{5'000};  // for tcpdump to tell its counts
constexpr milliseconds kPatienceLeaving{1'500};
constexpr milliseconds kPatienceCancelled{4'000};
constexpr std::size_t kFlush = std::size_t{1} << 20U;
constexpr std::size_t kStatisticsSize = 80;  // what appendStatistics() writes is less

std::int64_t now1970() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace

Result<std::unique_ptr<CaptureRun>> CaptureRun::start(CaptureRequest request, const ShellOf& shells,
                                                      std::unique_ptr<Sink> sink) {
    const auto refuse = [&sink](Error error) {
        sink->discard();
        return fail(std::move(error));
    };
    if (auto good = checkRequest(request); !good) {
        return refuse(good.error());
    }
    for (const Place& place : request.places) {
        if (shells(place.node) == nullptr) {
            return refuse({ErrorKind::InvalidInput, "There is no node '" + place.node + "'", {}, {}});
        }
    }
    std::unique_ptr<CaptureRun> run(new CaptureRun(std::move(request), std::move(sink)));
    for (const Place& place : run->request_.places) {
        run->taps_.push_back(Tap::start(*shells(place.node), place,
                                        static_cast<std::uint32_t>(run->taps_.size()), run->request_.filter,
                                        run->queue_));
    }
    run->worker_ = std::thread([self = run.get()] { self->work(); });
    return run;
}

CaptureRun::CaptureRun(CaptureRequest request, std::unique_ptr<Sink> sink)
    : request_(std::move(request)),
      sink_(std::move(sink)),
      queue_(std::make_shared<PacketQueue>(kMostWaiting)),
      order_(request_.places.size() > 1 ? kReorder : milliseconds(0)) {
    for (const Place& place : request_.places) {
        progress_.interfaces.push_back({place, 0, 0, 0, {}});
    }
}

CaptureRun::~CaptureRun() {
    hurry_ = true;
    sink_->abandon();
    stop();
    worker_.join();
    for (const auto& tap : taps_) {
        tap->letGo();
    }
}

void CaptureRun::stop() {
    stopAsked_ = true;
    queue_->wake();
}

CaptureProgress CaptureRun::progress() const {
    const std::lock_guard lock(mutex_);
    return progress_;
}

void CaptureRun::work() {
    while (progress_.state != State::Over) {
        receive(kLook);
        step(Clock::now());
    }
}

void CaptureRun::receive(milliseconds most) {
    const Clock::time_point now = Clock::now();
    for (Packet& packet : queue_->take(most)) {
        order_.add(std::move(packet), now);
    }
}

void CaptureRun::step(Clock::time_point now) {
    if (hasHead_) {
        write(order_.ready(now));
        flush();
    }
    const State state = progress_.state;
    if (state == State::Starting || state == State::Running) {
        checkTaps();
        if (stopAsked_ && progress_.state == state) {
            endBy(Why::Asked);
        }
    }
    if (progress_.state == State::Starting) {
        begin(now);
    } else if (progress_.state == State::Running) {
        checkLimits(now);
    }
    if (progress_.state == State::Stopping) {
        pressTaps(now);
    } else {
        publish(progress_.state);
    }
}

/// Once every interface is watched.
void CaptureRun::begin(Clock::time_point now) {
    std::string head;
    appendSectionHeader(head, "Podwire");
    for (std::size_t index = 0; index < taps_.size(); ++index) {
        const TapReport report = taps_[index]->report();
        if (!report.ready) {
            return;
        }
        appendInterface(head, {request_.places[index].name(), request_.filter, report.header->linkType,
                               report.header->snapLength});
    }
    buffer_ = std::move(head);
    hasHead_ = true;
    begun_ = now;
    publish(State::Running);
    flush();
}

void CaptureRun::write(const std::vector<Packet>& packets) {
    const std::uint64_t reserve = taps_.size() * kStatisticsSize;
    constexpr std::size_t blockSize = 40;
    std::vector<InterfaceProgress> counts = progress_.interfaces;
    std::size_t freed = 0;
    for (const Packet& packet : packets) {
        freed += PacketQueue::sizeOf(packet);
        const std::uint64_t after =
            progress_.bytes + buffer_.size() + blockSize + packet.bytes.size() + reserve;
        const bool full = request_.size != 0 && after > request_.size;
        if (full || (progress_.state != State::Running && progress_.why == Why::Size)) {
            ++counts[packet.interface].leftOut;
            endBy(Why::Size);
            continue;
        }
        appendPacket(buffer_, packet.interface, packet.time, packet.length, packet.bytes);
        ++counts[packet.interface].packets;
        if (buffer_.size() >= kFlush) {
            flush();
        }
    }
    queue_->release(freed);
    const std::lock_guard lock(mutex_);
    progress_.interfaces = std::move(counts);
    progress_.packets = 0;
    for (const InterfaceProgress& one : progress_.interfaces) {
        progress_.packets += one.packets;
    }
}

void CaptureRun::flush() {
    const std::string bytes = std::exchange(buffer_, {});
    if (brokenSink_ || bytes.empty()) {
        return;
    }
    if (auto written = sink_->write(bytes); !written) {
        brokenSink_ = true;
        const bool closed = written.error().kind == ErrorKind::Cancelled;
        endBy(closed ? Why::Closed : Why::Failed, closed ? Error() : written.error());
        return;
    }
    const std::lock_guard lock(mutex_);
    progress_.bytes += bytes.size();
}

void CaptureRun::checkLimits(Clock::time_point now) {
    if (request_.time.count() > 0 && now - begun_ >= request_.time) {
        endBy(Why::Time);
    }
}

void CaptureRun::checkTaps() {
    for (const auto& tap : taps_) {
        if (const auto problem = tap->report().problem) {
            endBy(Why::Failed, *problem);
        }
    }
}

/// The first reason counts.
void CaptureRun::endBy(Why why, Error error) {
    if (progress_.state == State::Stopping || progress_.state == State::Over) {
        return;
    }
    stoppedAt_ = Clock::now();
    for (const auto& tap : taps_) {
        tap->stop();
    }
    {
        const std::lock_guard lock(mutex_);
        progress_.why = why;
        progress_.error = std::move(error);
        if (hasHead_) {
            progress_.time = std::chrono::duration_cast<milliseconds>(stoppedAt_ - begun_);
        }
    }
    publish(State::Stopping);
}

/// Waits for their ends, and no longer than is decent.
void CaptureRun::pressTaps(Clock::time_point now) {
    publish(State::Stopping);
    if (tapsEnded()) {
        finish();
        return;
    }
    const milliseconds patience = hurry_ ? kPatienceLeaving : kPatience;
    if (now - stoppedAt_ >= patience && !std::exchange(cancelled_, true)) {
        for (const auto& tap : taps_) {
            tap->cancel();
        }
    }
    if (now - stoppedAt_ >= patience + (hurry_ ? milliseconds(0) : kPatienceCancelled)) {
        finish();
    }
}

bool CaptureRun::tapsEnded() const {
    return std::all_of(taps_.begin(), taps_.end(), [](const auto& tap) { return tap->report().ended; });
}

void CaptureRun::finish() {
    receive(milliseconds(0));  // what came between the last look and the end
    publish(State::Stopping);
    if (!hasHead_) {
        sink_->discard();
        publish(State::Over);
        return;
    }
    write(order_.rest());
    for (std::size_t index = 0; index < taps_.size(); ++index) {
        const InterfaceProgress& one = progress_.interfaces[index];
        appendStatistics(buffer_, static_cast<std::uint32_t>(index),
                         {now1970(), one.counts.received, one.counts.dropped, one.packets});
    }
    flush();
    const auto finished = brokenSink_ ? Result<void>() : sink_->finish();
    {
        const std::lock_guard lock(mutex_);
        progress_.file = sink_->file();
        if (!finished) {
            progress_.why = Why::Failed;
            progress_.error = finished.error();
        } else if (progress_.why == Why::Failed && !progress_.file.empty()) {
            const std::string where = "The packets so far are in " + progress_.file + ".";
            progress_.error.hint += (progress_.error.hint.empty() ? "" : " ") + where;
        }
    }
    publish(State::Over);
}

void CaptureRun::publish(State state) {
    const std::lock_guard lock(mutex_);
    progress_.state = state;
    for (std::size_t index = 0; index < taps_.size(); ++index) {
        const TapReport report = taps_[index]->report();
        progress_.interfaces[index].lost = report.lost;
        progress_.interfaces[index].counts = report.counts;
    }
    if (state == State::Running) {
        progress_.time = std::chrono::duration_cast<milliseconds>(Clock::now() - begun_);
    }
}

}  // namespace podwire::capture
