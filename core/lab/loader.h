// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <tl/expected.hpp>

#include "core/lab/lab.h"

namespace podwire::lab {

/// Reads `directory/lab.yaml` and the parts that it names. Variables with `from` take the fact of that name,
/// or keep their written value when `facts` has none. All that is wrong is reported at once, each with its
/// place. Reads files only inside `directory`, each at most 1 MiB.
tl::expected<Lab, yaml::Diagnostics> load(const std::filesystem::path& directory,
                                          const NodeFacts& facts = {});

}  // namespace podwire::lab
