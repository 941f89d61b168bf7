// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/conntrack/flow_table.h"
#include "core/live/stream.h"

namespace podwire::live {

/// For bash on a node, as root: conntrack's events on standard output. Standard error has a line each second
/// of how many of them the kernel dropped since the listener is there; the first one says that it listens.
/// Ends when standard input does.
extern const char* const kConntrackScript;

/// Puts what conntrackScript() prints into a table. Thread-safe: the Shell's thread writes, another takes.
class ConntrackReader : public StreamReader {
public:
    struct Counts {
        std::uint64_t events = 0;  ///< read so far
        double eventsPerSecond = 0;
        std::uint64_t lost = 0;  ///< events that the kernel dropped, exactly
        std::uint64_t unreadable = 0;
        std::uint64_t otherFamily = 0;  ///< events of IPv6 connections
        std::size_t flows = 0;
        std::uint64_t beyond = 0;  ///< flows that are counted only
    };
    /// The kernel dropped events between two looks at its counter. Milliseconds of clock().
    struct Loss {
        std::int64_t from = 0;
        std::int64_t to = 0;
        std::uint64_t events = 0;
    };
    /// What came together since the last take().
    struct Taken {
        conntrack::Changes changes;
        std::vector<conntrack::Event> events;  ///< only when keepEvents() asks for them
        std::uint64_t eventsNotKept = 0;       ///< too many came at once
        std::vector<Loss> losses;
        Counts counts;
        bool wantsDump = false;  ///< only a whole dump makes the table right
        bool more = false;       ///< there is more to take
        std::int64_t lastHeard = 0;
    };

    /// `wake` is called whenever there may be something to take; on the Shell's thread.
    explicit ConntrackReader(std::function<void()> wake) : wake_(std::move(wake)) {}

    void begun() override;
    void out(std::string_view bytes) override;
    void err(std::string_view bytes) override;

    void beginDump();
    void dumped(std::string_view bytes);
    void endDump();

    void keepEvents(bool keep);
    [[nodiscard]] Taken take();
    [[nodiscard]] std::vector<conntrack::Row> rows() const;
    [[nodiscard]] std::vector<conntrack::ServiceCounts::Count> beyond(std::size_t most) const;

    /// The clock of all times here: milliseconds that never jump.
    static std::int64_t clock();

private:
    void takeLine(std::string_view line);
    void takeEvent(const conntrack::Event& event);
    void takeSign(std::uint64_t drops);
    void tellRate(std::int64_t now);
    [[nodiscard]] bool isDumpDue(std::int64_t now) const;

    std::function<void()> wake_;
    mutable std::mutex mutex_;
    conntrack::FlowTable table_;
    conntrack::LineCutter eventLines_;
    conntrack::LineCutter signLines_;
    conntrack::LineCutter dumpLines_;
    Counts counts_;
    std::vector<conntrack::Event> events_;
    std::uint64_t eventsNotKept_ = 0;
    std::vector<Loss> losses_;
    std::uint64_t drops_ = 0;  ///< of the present listener
    std::int64_t now_ = 0;
    std::int64_t lastSign_ = 0;  ///< 0: it does not listen yet
    std::int64_t dumpBegan_ = 0;
    std::int64_t dumpTook_ = 0;
    std::int64_t dumpEnded_ = 0;
    std::uint64_t eventsAtSign_ = 0;
    bool keepEvents_ = false;
    bool wantsDump_ = false;
};

}  // namespace podwire::live
