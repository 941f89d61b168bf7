// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/lab/map_reader.h"

namespace podwire::lab {

/// The step that is being read.
struct StepName {
    std::string part;
    std::string id;  ///< full
};

/// The full id of the step that a text names: "part.step", or "step" within the same part. Unknown ones are
/// reported and read as an empty text.
std::string readStepReference(const Scope& scope, const yaml::Node& node, const StepName& self);

/// A list of them; the step itself among them is reported.
std::vector<std::string> readStepReferences(const MapReader& map, std::string_view key, const StepName& self);

/// `needs`: a list of steps that come earlier in the lab, so that no circle can be.
std::vector<std::string> readNeeds(const MapReader& map, const StepName& self);

}  // namespace podwire::lab
