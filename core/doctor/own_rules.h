// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/doctor/case.h"

namespace podwire::doctor {

/// Whether a wanted step put just this rule into this chain.
bool isWantedRule(const Picture& picture, const std::string& node, const std::string& netns,
                  const std::string& table, const netfilter::Rule& rule);

}  // namespace podwire::doctor
