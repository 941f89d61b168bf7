// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/capture/capture_request.h"
#include "core/live/topology.h"

namespace podwire::ui {

/// A node's connection for streams answers eight commands at once, and the panels have theirs.
constexpr std::size_t mostOfANode = 3;

/// What could be captured where somebody has pointed at.
struct CaptureOffer {
    struct Choice {
        capture::Place place;
        bool wanted = false;  ///< unless somebody says otherwise
        bool operator==(const Choice&) const = default;
    };
    std::string name;  ///< "pod1a", "br0": for the headline and the file's name
    std::vector<Choice> choices;
    std::string filter;  ///< what fits there, as pcap-filter(7)
};

/// For an element or edge of the topology; without choices when nothing passes there. `lit`: what the shown
/// step is about; where its service's requests pass, the filter is for them, by the service's address and by
/// its backends', since a rule changes the one into the other.
CaptureOffer captureOffer(const std::string& id, const live::Topology& topology,
                          const std::vector<live::NodeView>& nodes, const std::set<std::string>& lit);

}  // namespace podwire::ui
