// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/lab/map_reader.h"

namespace podwire::lab {

/// The nodes that `on` names: one, or a list. What is wrong is reported.
std::vector<std::string> readNodeNames(const MapReader& map);
/// The one node that `key` names.
std::string readNodeName(const MapReader& map, std::string_view key);

}  // namespace podwire::lab
