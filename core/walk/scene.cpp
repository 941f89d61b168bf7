// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/scene.h"

#include <utility>

namespace podwire::walk {

Hop Scene::hopAt(const Traveller& t, Hop::Kind kind) const {
    Hop hop;
    hop.kind = kind;
    hop.isReply = t.isReply;
    hop.node = world_[t.spot.node].name;
    hop.netns = here(t).name;
    hop.in = t.packet.in.value_or("");
    hop.out = t.packet.out.value_or("");
    hop.before = hop.after = t.packet;
    return hop;
}

void Scene::end(Traveller& t, End::Cause cause, std::string text, End::Kind kind) {
    t.way.end = {kind, cause, t.isReply, world_[t.spot.node].name, here(t).name, std::move(text)};
    ways_.push_back(std::move(t.way));
}

}  // namespace podwire::walk
