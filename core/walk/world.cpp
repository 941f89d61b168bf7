// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/world.h"

namespace podwire::walk {

const Namespace& at(const World& world, Spot spot) {
    return world[spot.node].namespaces[spot.netns];
}

std::string nameOf(const World& world, Spot spot) {
    const std::string& netns = at(world, spot).name;
    return netns.empty() ? world[spot.node].name : world[spot.node].name + '/' + netns;
}

std::optional<Spot> findSpot(const World& world, std::string_view node, std::string_view netns) {
    for (std::size_t i = 0; i < world.size(); ++i) {
        for (std::size_t k = 0; k < world[i].namespaces.size(); ++k) {
            if (world[i].name == node && world[i].namespaces[k].name == netns) {
                return Spot{i, k};
            }
        }
    }
    return std::nullopt;
}

}  // namespace podwire::walk
