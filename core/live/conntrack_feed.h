// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "core/live/conntrack_reader.h"
#include "core/live/gap.h"
#include "core/live/stream.h"

namespace podwire::live {

/// The connections that a node tracks, as they come and go. Follows the node while somebody needs it. Lives
/// on one thread; the work is done on the Shell's. Signals at most 20 times a second.
class ConntrackFeed : public QObject {
    Q_OBJECT
public:
    explicit ConntrackFeed(std::shared_ptr<remote::Shell> shell, QObject* parent = nullptr);
    ~ConntrackFeed() override;

    [[nodiscard]] const std::string& node() const;
    [[nodiscard]] std::shared_ptr<void> need() { return stream_.need(); }
    [[nodiscard]] Stream::State state() const { return stream_.state(); }
    /// Why it is Stream::State::Broken, or why the table could not be read.
    [[nodiscard]] const Error& problem() const;
    [[nodiscard]] const ConntrackReader::Counts& counts() const { return counts_; }
    /// The whole table was read since the node is heard, and since the kernel dropped events.
    [[nodiscard]] bool isComplete() const { return complete_; }
    /// Each lasts until the table was read again.
    [[nodiscard]] const Gaps& gaps() const { return gaps_; }

    /// Every flow, for one who begins to follow; flowsChanged goes on from there.
    [[nodiscard]] std::vector<conntrack::Row> rows() const { return reader_->rows(); }
    /// The services with the most flows beyond the table's bound.
    [[nodiscard]] std::vector<conntrack::ServiceCounts::Count> beyond(std::size_t most) const {
        return reader_->beyond(most);
    }
    /// Whether eventsHeard is wanted; it costs a copy of each.
    void keepEvents(bool keep) { reader_->keepEvents(keep); }

Q_SIGNALS:
    void flowsChanged(const podwire::conntrack::Changes& changes);
    /// `notKept`: more came since the last time, too many to be handed over.
    void eventsHeard(const std::vector<podwire::conntrack::Event>& events, quint64 notKept);
    void gapsChanged();
    /// State, counts, completeness or problem.
    void statusChanged();

private:
    void wake();
    void tick();
    void onStreamState();
    void addLoss(const ConntrackReader::Loss& loss);
    void addGap(const Gap& gap);
    void dump();
    void onDumped(const remote::Outcome& outcome);

    std::shared_ptr<remote::Shell> shell_;
    session::Mail mail_{this};
    std::shared_ptr<std::atomic<bool>> woken_ = std::make_shared<std::atomic<bool>>(false);
    std::shared_ptr<ConntrackReader> reader_;
    Stream stream_;
    std::shared_ptr<remote::Job> dump_;  ///< null: none is under way
    bool dumpAgain_ = false;
    bool complete_ = false;
    Error dumpProblem_;
    ConntrackReader::Counts counts_;
    Gaps gaps_;
    std::int64_t lastHeard_ = 0;
    QTimer tick_;
    QTimer retry_;
    QElapsedTimer sinceTick_;
};

}  // namespace podwire::live
