// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/map_reader.h"

namespace podwire::lab {

/// An entry of `predictions`. What is wrong is reported.
Prediction readPrediction(const Scope& scope, const yaml::Node& node);

}  // namespace podwire::lab
