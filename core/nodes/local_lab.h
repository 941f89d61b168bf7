// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/nodes/node_info.h"

/// The local lab's nodes: systemd-nspawn containers that labs/local/podwire-nodes starts and stops as root.
namespace podwire::nodes {

struct LocalLab {
    std::string name;
    std::vector<NodeInfo> nodes;
};

/// The running local lab of this name, from /run/podwire/<name>/lab.json. NotFound when it is not up (the
/// hint says how to start it), Permission when it belongs to another user.
Result<LocalLab> findLocalLab(const std::string& name);

/// Lower-case letters, digits and dashes, a letter first, at most 15.
bool isLabName(const std::string& name);

/// The command that starts ("up"), stops ("down") or describes ("status") a local lab, with sudo or pkexec in
/// front when we are not root and the command needs it. `script` is labs/local/podwire-nodes. `graphical`:
/// ask by pkexec.
std::vector<std::string> localLabCommand(const std::string& script, const std::string& verb,
                                         const std::string& name, bool graphical);

/// One line of progress that the command prints (JSON, one object a line).
struct Progress {
    enum class Kind { Progress, Done, Failed };
    Kind kind = Kind::Progress;
    std::string stage;  ///< "image", "boot", ...
    std::string node;
    std::string text;
    int percent = -1;  ///< 0..100, -1: unknown
    Error error;       ///< for Failed
};

/// NotFound for a line that is not one of ours.
Result<Progress> parseProgress(const std::string& line);

}  // namespace podwire::nodes
