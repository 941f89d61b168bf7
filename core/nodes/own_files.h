// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/nodes/process.h"

/// Files that Podwire keeps for itself, below one directory that nobody else may enter.
namespace podwire::nodes {

/// The user's.
std::string homeDirectory();

/// $XDG_DATA_HOME/podwire, else ~/.local/share/podwire (XDG Base Directory Specification 0.8).
std::string dataDirectory();

/// Writes a file in one piece, mode 0600, in directories of mode 0700 that are made if need be.
Result<void> writeOwnFile(const std::string& path, const std::string& bytes);

/// Podwire's own key pair, made by ssh-keygen when it is not there. Returns the public key, one line.
/// `privateKey` is its path.
Result<std::string> ownPublicKey(const std::string& privateKey, const RunProcess& run);

}  // namespace podwire::nodes
