// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>

#include "core/plan/assessment.h"

/// A wanted rule or route that is there in another form: what a slip of the pen leaves behind.
namespace podwire::doctor {

/// The 0-based place in its chain of a rule that stands there instead of the absent one: with the same
/// comment, or with the same conditions and another target. Rules that some step of the lab wants just so do
/// not count.
std::optional<std::size_t> lookalikeRule(const lab::Lab& lab, const plan::Assessment& assessment,
                                         const plan::ResourceStatus& status);

/// Another route to the same destination, in place of the absent one.
const netstate::Route* lookalikeRoute(const lab::Lab& lab, const plan::Assessment& assessment,
                                      const plan::ResourceStatus& status);

bool hasLookalike(const lab::Lab& lab, const plan::Assessment& assessment,
                  const plan::ResourceStatus& status);

}  // namespace podwire::doctor
