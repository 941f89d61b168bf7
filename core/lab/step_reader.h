// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/lab/lab.h"
#include "core/lab/map_reader.h"

namespace podwire::lab {

/// One step of the part `part`. What is wrong is reported.
Step readStep(const Scope& scope, const yaml::Node& node, const std::string& part);

}  // namespace podwire::lab
