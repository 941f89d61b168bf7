// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/lab/map_reader.h"
#include "core/lab/resource.h"
#include "core/lab/resource_lines.h"

namespace podwire::lab {

/// A resource before it is known on which nodes it is wanted.
struct Draft {
    std::string command;
    std::string source;
    std::string group;
    ReadLine read;
    yaml::Position position;
};

using Drafts = std::vector<Draft>;
using LineReader = LineResult (*)(const std::vector<CommandWord>&);

/// A command written by the author. Nothing after a report.
Drafts draftLine(const Scope& scope, const yaml::Node& node, LineReader readLine);

/// `pod:` and `bridge:`, each several commands.
Drafts draftPod(const Scope& scope, const yaml::Node& node);
Drafts draftBridge(const Scope& scope, const yaml::Node& node);

/// `file:`, `install` with the content as here-document.
Drafts draftFile(const Scope& scope, const yaml::Node& node);

/// `download:`, a curl that runs only where the file is missing.
Drafts draftDownload(const Scope& scope, const yaml::Node& node);

}  // namespace podwire::lab
