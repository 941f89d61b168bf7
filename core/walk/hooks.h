// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/netfilter/chain_order.h"
#include "core/netfilter/target_effect.h"
#include "core/netfilter/traversal.h"
#include "core/walk/routing.h"

namespace podwire::walk {

/// What rules, nat and conntrack of a namespace do with a packet at a hook.
class Hooks {
public:
    Hooks(Scene& scene, Routing& routing) : scene_(scene), routing_(routing) {}

    /// Goes through the hook's tables in the kernel's order, and calls `next` for each way that comes out.
    void pass(Traveller t, netfilter::Hook hook, const Next& next);

private:
    struct Stage;

    static std::vector<Stage> stagesOf(const Namespace& netns, netfilter::Hook hook);
    void passStage(Traveller t, netfilter::Hook hook, const std::vector<Stage>& stages, std::size_t i,
                   const Next& next);
    void knowTypes(Traveller& t) const;
    static void track(Traveller& t);
    void passNat(Traveller t, netfilter::Hook hook, const Stage& stage, const Next& then);
    bool turnBack(Traveller& t, netfilter::Hook hook);
    void askRules(const Traveller& t, netfilter::Hook hook, const netfilter::Table& table, const Next& then);
    void follow(Traveller t, const netfilter::Passing& passing, netfilter::Hook hook, const Next& then);
    void drop(Traveller& t, const Hop& by, const std::string& who);
    void translate(Traveller t, const netfilter::Translation& to, netfilter::Hook hook, const Next& then);
    [[nodiscard]] std::optional<std::uint32_t> ownAddress(const Traveller& t, netfilter::Hook hook) const;

    Scene& scene_;
    Routing& routing_;
};

}  // namespace podwire::walk
