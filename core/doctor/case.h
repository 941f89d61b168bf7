// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/doctor/look.h"
#include "core/doctor/picture.h"
#include "core/walk/world.h"

namespace podwire::doctor {

/// All that is known when the doctor thinks.
struct Case {
    const lab::Lab& lab;
    const plan::Assessment& assessment;
    const Picture& picture;
    std::vector<Request> requests;
    std::map<std::string, Look> looks;    ///< by node; those that answered
    std::map<std::string, Error> unread;  ///< nodes that did not
    /// What decides about packets, on all nodes of the lab; empty: not known of all of them.
    walk::World world = {};
    std::vector<std::string> blindSpots =
        {};  ///< what in `world` is not foretold, as trace::blindSpots() says it

    [[nodiscard]] const Look* look(const std::string& node) const {
        const auto at = looks.find(node);
        return at == looks.end() ? nullptr : &at->second;
    }
    [[nodiscard]] const plan::Observed* observed(const std::string& node) const {
        const auto at = assessment.nodes.find(node);
        return at == assessment.nodes.end() ? nullptr : &at->second;
    }
};

}  // namespace podwire::doctor
