// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/walk/kernel.h"
#include "core/walk/scene.h"

namespace podwire::walk {

/// Routing decisions, as hops or as ends of a way. What returns false has ended it.
class Routing {
public:
    explicit Routing(Scene& scene) : scene_(scene) {}

    /// Notes the decision and sets the outgoing device. `hook`: the one before it.
    bool take(Traveller& t, const RouteChoice& choice, const char* hook);
    /// For what OUTPUT gave another destination: the kernel looks for the way once more. The rules of OUTPUT
    /// that are still to come see the device of the first look-up.
    bool takeAgain(Traveller& t);
    /// The checks of what arrived: RFC 1812 5.3.7 ("martians") and 5.3.8 (rp_filter).
    bool isWelcome(Traveller& t);

private:
    bool maySend(Traveller& t, const std::string& device);
    bool passesReversePath(Traveller& t, const std::string& in);

    Scene& scene_;
};

}  // namespace podwire::walk
