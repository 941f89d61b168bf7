// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/resource_draft.h"

namespace podwire::lab {

Drafts draftLine(const Scope& scope, const yaml::Node& node, LineReader readLine) {
    const auto command = readCommand(scope, node);
    if (!command) {
        return {};
    }
    const auto words = readCommandWords(command->text);
    if (!words) {
        scope.blameValue(node, words.error());
        return {};
    }
    auto read = readLine(*words);
    if (!read) {
        scope.blameValue(node, read.error());
        return {};
    }
    return {{command->text, trimmed(node.text), {}, std::move(*read), scope.positionOf(node)}};
}

}  // namespace podwire::lab
