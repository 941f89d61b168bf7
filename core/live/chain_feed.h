// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <string>
#include <vector>

#include "core/live/chain_script.h"
#include "core/live/gap.h"
#include "core/live/stream.h"
#include "core/netfilter/tally.h"

namespace podwire::live {

/// How often the node is looked at, and what that costs it.
struct ChainPace {
    int intervalMilliseconds = 0;
    int costMilliseconds = 0;  ///< of CPU time, for one look
    int perMille = 0;          ///< of one core
    bool byChains = false;     ///< a big rule set: only the chains that are looked at are counted
};

/// The rules of one of iptables' two kernel interfaces.
struct ChainSource {
    std::string backend;  ///< "nft" or "legacy"
    std::shared_ptr<const netfilter::Tallied> rules;
};

struct ChainEvent {
    std::string backend;
    netfilter::Moment at{0};
    netfilter::TallyEvent what;
};

/// What is known of a namespace's rules at one moment.
struct ChainSnapshot {
    netfilter::Moment at{0};  ///< of the last word from the node, in milliseconds since 1970
    bool known = false;       ///< the rules were read at least once
    std::vector<ChainSource> sources;
    std::vector<ChainEvent> events;  ///< since the snapshot before
    Gaps gaps;
    ChainPace pace;
    std::vector<std::string> otherTables;  ///< nft tables that iptables does not show: "inet guard"
    std::string problem;                   ///< what a tool on the node complained about
};

/// The iptables rules of one namespace of a node with running counts. Parsed on the Shell's thread; signals
/// at most 20 times a second.
class ChainFeed : public QObject {
    Q_OBJECT
public:
    ChainFeed(const std::shared_ptr<remote::Shell>& shell, const ChainWatch& watch,
              QObject* parent = nullptr);
    ~ChainFeed() override;

    /// The node is watched as long as one of these lives.
    [[nodiscard]] std::shared_ptr<void> need() { return stream_.need(); }
    /// Never null.
    [[nodiscard]] const std::shared_ptr<const ChainSnapshot>& snapshot() const { return snapshot_; }
    [[nodiscard]] Stream::State state() const { return stream_.state(); }
    [[nodiscard]] const Error& problem() const { return stream_.problem(); }
    /// Which chains somebody looks at; of a big rule set only these are counted. At most 60 are.
    void lookAt(const std::vector<ChainName>& chains);
    /// Looks at once and more often for a while: a change is expected.
    void hurry();

Q_SIGNALS:
    void snapshotChanged();
    void stateChanged();

private:
    class Reader;
    void onNews();
    void deliver();
    void onState();

    session::Mail mail_{this};
    std::shared_ptr<Reader> reader_;
    std::shared_ptr<const ChainSnapshot> snapshot_ = std::make_shared<ChainSnapshot>();
    std::vector<ChainName> lookedAt_;
    QTimer pause_;
    bool more_ = false;
    Stream stream_;
};

}  // namespace podwire::live
