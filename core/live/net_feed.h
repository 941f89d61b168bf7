// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <vector>

#include "core/live/net_snapshot.h"
#include "core/live/stream.h"

namespace podwire::live {

/// A node's network as it changes: links, addresses, routes, neighbours and sockets of every namespace, and
/// the traffic of its links. Runs while somebody needs it. Lives on one thread.
class NetFeed : public QObject {
    Q_OBJECT
public:
    explicit NetFeed(std::shared_ptr<remote::Shell> shell, QObject* parent = nullptr);
    ~NetFeed() override;

    [[nodiscard]] std::shared_ptr<void> need() { return stream_->need(); }
    [[nodiscard]] Stream::State state() const { return stream_->state(); }
    /// Why state() is Broken.
    [[nodiscard]] const Error& problem() const { return stream_->problem(); }
    /// What was seen last; never null, without namespaces before the first look.
    [[nodiscard]] std::shared_ptr<const NetSnapshot> snapshot() const { return snapshot_; }
    /// The times in which the connection was lost, the oldest first; at most the last hundred.
    [[nodiscard]] const Gaps& gaps() const { return gaps_; }

Q_SIGNALS:
    /// A new snapshot; at most twenty a second.
    void changed();
    void stateChanged();

private:
    struct Inbox;

    void onMail();
    void deliver();
    void onStreamState();

    std::shared_ptr<Inbox> inbox_;
    session::Mail mail_{this};
    std::unique_ptr<Stream> stream_;
    std::shared_ptr<const NetSnapshot> snapshot_;
    Gaps gaps_;
    QTimer pace_;
    bool waiting_ = false;
};

}  // namespace podwire::live
