// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/capture/sink.h"
#include "core/capture/tap.h"

namespace podwire::capture {

/// What became of one interface's packets so far. Counts of tcpdump come with its end.
struct InterfaceProgress {
    Place place;
    std::uint64_t packets = 0;  ///< written
    std::uint64_t lost = 0;  ///< that the node sent and that found no room here, since writing was too slow
    std::uint64_t leftOut = 0;  ///< that came when the size was reached
    Counts counts;
};

struct CaptureProgress {
    enum class State {
        Starting,  ///< not every interface is watched yet
        Running,
        Stopping,  ///< what is still on its way comes in
        Over,
    };
    enum class Why {
        Asked,   ///< stop()
        Time,    ///< the time is over
        Size,    ///< the size is reached
        Closed,  ///< who read the packets has gone
        Failed,  ///< see error
    };
    State state = State::Starting;
    Why why = Why::Asked;  ///< it is Stopping or Over
    Error error;           ///< for Failed; names the file that holds the packets so far
    std::vector<InterfaceProgress> interfaces;
    std::uint64_t packets = 0;          ///< written
    std::uint64_t bytes = 0;            ///< written, with the file's own
    std::chrono::milliseconds time{0};  ///< since every interface was watched, up to the stop
    std::string file;                   ///< when Over: the file with the packets; empty: there is none
};

/// A capture from its start to its end. It writes when every interface is watched: one that cannot be makes
/// it fail as a whole, and leaves no file. Thread-safe.
class CaptureRun {
public:
    /// The way to a node by its name; null for one that is not there. The Shells must outlive the run.
    using ShellOf = std::function<remote::Shell*(const std::string& node)>;

    /// InvalidInput as of checkRequest(), and for a node that is not there.
    static Result<std::unique_ptr<CaptureRun>> start(CaptureRequest request, const ShellOf& shells,
                                                     std::unique_ptr<Sink> sink);
    /// Ends it at once. What came so far is in the file.
    ~CaptureRun();
    CaptureRun(const CaptureRun&) = delete;
    CaptureRun& operator=(const CaptureRun&) = delete;

    /// Everything that the nodes have captured until now comes in, then it is Over.
    void stop();
    [[nodiscard]] CaptureProgress progress() const;

private:
    using Clock = PacketOrder::Clock;
    using State = CaptureProgress::State;
    using Why = CaptureProgress::Why;

    CaptureRun(CaptureRequest request, std::unique_ptr<Sink> sink);
    void work();
    void receive(std::chrono::milliseconds most);
    void step(Clock::time_point now);
    void begin(Clock::time_point now);
    void write(const std::vector<Packet>& packets);
    void flush();
    void checkLimits(Clock::time_point now);
    void checkTaps();
    void endBy(Why why, Error error = {});
    void pressTaps(Clock::time_point now);
    void finish();
    [[nodiscard]] bool tapsEnded() const;
    void publish(State state);

    CaptureRequest request_;
    std::unique_ptr<Sink> sink_;
    std::shared_ptr<PacketQueue> queue_;
    std::vector<std::shared_ptr<Tap>> taps_;
    std::atomic<bool> stopAsked_ = false;
    std::atomic<bool> hurry_ = false;

    // The worker's own.
    PacketOrder order_;
    std::string buffer_;
    Clock::time_point begun_;
    Clock::time_point stoppedAt_;
    bool hasHead_ = false;
    bool cancelled_ = false;
    bool brokenSink_ = false;

    mutable std::mutex mutex_;
    CaptureProgress progress_;
    std::thread worker_;
};

}  // namespace podwire::capture
