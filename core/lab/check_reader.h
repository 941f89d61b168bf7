// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/lab/check.h"
#include "core/lab/map_reader.h"
#include "core/lab/step_reference.h"

namespace podwire::lab {

/// The checks of a step's `key`, "before" or "after". What is wrong is reported.
std::vector<Check> readChecks(const MapReader& step, const StepName& self, std::string_view key);

}  // namespace podwire::lab
