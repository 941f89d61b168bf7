// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/doctor/case.h"
#include "core/doctor/finding.h"

namespace podwire::doctor {

/// Thinks. The findings come bottom-up, causes before symptoms; the first that is wrong is the diagnosis.
/// When requests fail and nothing wrong was found, the first suspect among the notes takes the blame. Pure.
Report diagnose(const Case& theCase);

}  // namespace podwire::doctor
