// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/remote/command.h"

namespace podwire::terminal {

/// A shell for people as the login user: on the node itself, or, when `netns` is a name, in that network
/// namespace of it. Its prompts carry the marks that Prompt is made of.
remote::Command shellCommand(const std::string& netns, remote::TerminalSize size);

}  // namespace podwire::terminal
