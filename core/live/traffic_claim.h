// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/live/traffic_forecast.h"

namespace podwire::live {

/// What somebody claims the shares to be, in place of what the rules say:
/// "192.168.1.10=0.33,192.168.1.20=0.335". InvalidInput for anything else, for an address that stands there
/// twice, a share outside 0 to 1, and shares that add up to more than 1. White space around is dropped.
Result<TrafficForecast> readClaim(const std::string& typed);

}  // namespace podwire::live
