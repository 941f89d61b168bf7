// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/doctor/case.h"

namespace podwire::doctor {

/// What the live rules, routes and settings make of a request.
struct Foretold {
    std::string text;    ///< one sentence; empty: it could not be foretold
    bool fails = false;  ///< some of such requests are lost, refused, or answered by the wrong ones
};

/// Names whatever fails with its likelihood, the place where it does, and the rule if one is to blame.
Foretold foretell(const Case& theCase, const Request& request);

}  // namespace podwire::doctor
