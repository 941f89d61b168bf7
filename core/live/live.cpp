// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/live.h"

#include <algorithm>

#include "core/live/conntrack_feed.h"

namespace podwire::live {

Live::Live(session::LabSession& session, QObject* parent) : QObject(parent), session_(session) {}

Live::~Live() = default;

std::vector<std::string> Live::nodes() const {
    std::vector<std::string> names;
    for (const session::LabSession::Node& node : session_.shells()) {
        if (node.streams) {
            names.push_back(node.name);
        }
    }
    return names;
}

NetFeed& Live::net(const std::string& node) {
    auto& feed = nets_[node];
    if (!feed) {
        feed = std::make_unique<NetFeed>(streamsOf(node));
    }
    return *feed;
}

ConntrackFeed& Live::conntrack(const std::string& node) {
    std::unique_ptr<ConntrackFeed>& feed = conntrack_[node];
    if (feed == nullptr) {
        feed = std::make_unique<ConntrackFeed>(streamsOf(node));
    }
    return *feed;
}

/// Null for a name that is no node of the session.
std::shared_ptr<remote::Shell> Live::streamsOf(const std::string& node) const {
    const auto& shells = session_.shells();
    const auto found =
        std::find_if(shells.begin(), shells.end(), [&](const auto& one) { return one.name == node; });
    return found == shells.end() ? nullptr : found->streams;
}

ChainFeed& Live::chains(const std::string& node, const std::string& netns) {
    std::unique_ptr<ChainFeed>& feed = chains_[{node, netns}];
    if (!feed) {
        ChainWatch watch;
        watch.netns = netns;
        feed = std::make_unique<ChainFeed>(streamsOf(node), watch);
    }
    return *feed;
}

}  // namespace podwire::live
