// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/lab/resource.h"

/// Shell text for the notes that a node keeps (see Note). Calls functions of the agent, see transaction.h.
namespace podwire::plan {

/// Whether a resource needs a note: it is shared, or undo has to know what was there before.
bool needsNote(const lab::Resource& resource, bool shared);
/// Before the resource is applied for this step.
std::string takeNote(const lab::Resource& resource, const std::string& step);
/// After it was taken back, or is kept for others only.
std::string dropNote(const lab::Resource& resource, const std::string& step);

}  // namespace podwire::plan
