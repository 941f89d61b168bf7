// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/walk/traveller.h"

namespace podwire::walk {

/// Where travellers are on their way, and the ways that have come to their end.
class Scene {
public:
    explicit Scene(const World& world) : world_(world) {}

    [[nodiscard]] const World& world() const { return world_; }
    [[nodiscard]] const Namespace& here(const Traveller& t) const { return at(world_, t.spot); }
    [[nodiscard]] std::string place(const Traveller& t) const { return nameOf(world_, t.spot); }
    /// A hop of the packet as it is.
    [[nodiscard]] Hop hopAt(const Traveller& t, Hop::Kind kind) const;

    void end(Traveller& t, End::Cause cause, std::string text, End::Kind kind = End::Kind::Lost);
    std::vector<Way> takeWays() { return std::move(ways_); }

private:
    const World& world_;
    std::vector<Way> ways_;
};

}  // namespace podwire::walk
