// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "core/capture/capture_request.h"
#include "core/capture/packet_queue.h"
#include "core/capture/pcap_reader.h"
#include "core/capture/tcpdump_words.h"
#include "core/remote/shell.h"

namespace podwire::capture {

/// What one interface's tcpdump has told so far.
struct TapReport {
    std::optional<PcapHeader> header;
    bool ready = false;      ///< it listens, and its header has come
    bool ended = false;      ///< nothing more comes
    std::uint64_t lost = 0;  ///< packets that came and found no room in the queue
    Counts counts;
    std::optional<Error> problem;  ///< it ended, but nobody had asked it to, or told what cannot be read
};

/// One interface's tcpdump: its packets go into the queue. Thread-safe.
class Tap {
public:
    /// `index`: the place's within the capture.
    static std::shared_ptr<Tap> start(remote::Shell& shell, const Place& place, std::uint32_t index,
                                      const std::string& filter, std::shared_ptr<PacketQueue> queue);
    Tap(Place place, std::uint32_t index, std::shared_ptr<PacketQueue> queue)
        : place_(std::move(place)), index_(index), queue_(std::move(queue)) {}

    [[nodiscard]] TapReport report() const;
    /// tcpdump ends, and tells how much it was.
    void stop();
    /// It ends, whatever it says.
    void cancel();
    /// Nobody waits for its end any more.
    void letGo();

private:
    void out(std::string_view bytes);
    void err(std::string_view bytes);
    void ended(const remote::Outcome& outcome);
    [[nodiscard]] std::shared_ptr<remote::Job> running();
    [[nodiscard]] Error problemOf(const remote::Outcome& outcome) const;

    Place place_;
    std::uint32_t index_;
    std::shared_ptr<PacketQueue> queue_;
    std::shared_ptr<remote::Job> job_;  ///< null when it has ended
    mutable std::mutex mutex_;
    PcapReader reader_;
    TcpdumpWords words_;
    bool stopped_ = false;  ///< somebody has asked it to end
    bool ended_ = false;
    std::uint64_t lost_ = 0;
    std::optional<Error> problem_;
};

}  // namespace podwire::capture
