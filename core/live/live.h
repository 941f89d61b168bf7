// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/live/chain_feed.h"
#include "core/live/net_feed.h"
#include "core/session/lab_session.h"

namespace podwire::live {

class ConntrackFeed;

/// What the nodes of a session tell as it happens. Each feed is made when it is first asked for, and runs
/// only while somebody needs it. Lives on the session's thread and must go before the session.
class Live : public QObject {
    Q_OBJECT
public:
    explicit Live(session::LabSession& session, QObject* parent = nullptr);
    ~Live() override;

    /// Those that have a connection for streams, in the lab's order.
    [[nodiscard]] std::vector<std::string> nodes() const;
    [[nodiscard]] session::LabSession& session() const { return session_; }

    /// Made when it is first asked for; lives as long as this. `node`: one of nodes().
    NetFeed& net(const std::string& node);
    /// The iptables rules of a node, one of nodes(), or of a namespace on it.
    ChainFeed& chains(const std::string& node, const std::string& netns = {});
    /// The connections that a node tracks. `node`: one of nodes().
    [[nodiscard]] ConntrackFeed& conntrack(const std::string& node);

private:
    [[nodiscard]] std::shared_ptr<remote::Shell> streamsOf(const std::string& node) const;

    session::LabSession& session_;
    std::map<std::string, std::unique_ptr<NetFeed>> nets_;
    std::map<std::pair<std::string, std::string>, std::unique_ptr<ChainFeed>> chains_;
    std::map<std::string, std::unique_ptr<ConntrackFeed>> conntrack_;
};

}  // namespace podwire::live
