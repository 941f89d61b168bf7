// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kube/field.h"

namespace podwire::kube {

/// spec.ports of a Service. Rules that depend on the type are left out when there is none: it was wrong
/// itself.
std::vector<ServicePort> readServicePorts(const Field& spec, std::optional<ServiceType> type);

}  // namespace podwire::kube
