// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/resource_draft.h"

namespace podwire::lab {
namespace {

/// Both values are made of characters that a shell takes as they are.
std::string fetch(const std::string& path, const std::string& url) {
    return "[ -f " + path + " ] || curl -fsSLo " + path + ' ' + url;
}

}  // namespace

Drafts draftDownload(const Scope& scope, const yaml::Node& node) {
    const MapReader map(scope, node, "a download", {"url", "path"});
    const auto url = map.neededValue("url", complainAboutUrl);
    const auto path = map.neededValue("path", complainAboutPath);
    if (!url || !path) {
        return {};
    }
    return {{fetch(path->text, url->text),
             fetch(path->node->text, url->node->text),
             {},
             ReadLine{{}, Download{path->text, url->text}},
             scope.positionOf(node)}};
}

}  // namespace podwire::lab
