// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/lab/reading.h"
#include "core/lab/resource.h"

namespace podwire::lab {

/// The resources of one entry of `apply`, for each of its nodes one after the other. What is wrong is
/// reported.
std::vector<Resource> readResources(const Scope& scope, const yaml::Node& node);

}  // namespace podwire::lab
