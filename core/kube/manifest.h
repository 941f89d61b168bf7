// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include "core/kube/cluster.h"
#include "core/yaml/source.h"

namespace podwire::kube {

/// Reads the documents of a manifest: Service (v1), Deployment (apps/v1), EndpointSlice
/// (discovery.k8s.io/v1). All that is wrong with the file is reported at once, bounded, with the place and
/// the field's path as the API server writes it. Unknown fields are refused, as `kubectl apply` does. Each
/// object is checked by itself; crossCheck() compares them.
tl::expected<Cluster, yaml::Diagnostics> parseManifest(const yaml::Source& source);

}  // namespace podwire::kube
