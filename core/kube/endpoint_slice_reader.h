// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kube/field.h"

namespace podwire::kube {

EndpointSlice readEndpointSlice(const Field& object);

}  // namespace podwire::kube
