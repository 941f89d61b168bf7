// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/ssh/fingerprint.h"

namespace podwire::ssh {

/// Reads a private key file. Never asks for a passphrase: the error for an encrypted key names the agent.
Result<Key> loadIdentity(const std::string& path);

}  // namespace podwire::ssh
