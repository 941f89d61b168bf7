// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab.h"
#include "core/lab/reading.h"

namespace podwire::lab {

/// A part's file. What is wrong is reported.
Part readPart(const Scope& scope, const yaml::Node& document);

/// The part's id and its steps' full ids, as far as they can be told, without a report.
std::vector<std::string> stepIdsOf(const yaml::Node& document);
std::string partIdOf(const yaml::Node& document);

}  // namespace podwire::lab
