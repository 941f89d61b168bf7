// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/lab/resource.h"

namespace podwire::lab {

/// Resource::key from its node, namespace, kind and identity.
std::string resourceKey(const Resource& resource);

}  // namespace podwire::lab
