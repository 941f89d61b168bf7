// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/remote/shell.h"

namespace podwire::remote {

/// A Shell that lets only those commands through that are declared to read (Command::effect). Everything else
/// ends as Lost with the cause Permission, and nothing of it reaches the node. The way to the node is the
/// same as for reading: a refusal comes on the Shell's thread, once the node is there.
std::unique_ptr<Shell> readOnly(std::unique_ptr<Shell> shell);

/// "node1 is read-only; nothing was changed".
Error readOnlyError(const std::string& node);

}  // namespace podwire::remote
