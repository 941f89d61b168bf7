// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/lab/lab.h"
#include "core/lab/map_reader.h"

namespace podwire::lab {

/// The manifests that lab.yaml lists, each by itself and all together in order. What is wrong is reported.
std::vector<Manifest> readManifests(const MapReader& lab);

/// What `from: MANIFEST.FIELD` may take, as "FIELD" -> value: of its first Service name, namespace, fqdn,
/// type and, where it has them, clusterIP, externalName, port, targetPort, nodePort; of an EndpointSlice
/// POD.address and POD.node.
std::map<std::string, std::string, std::less<>> manifestFields(const Manifest& manifest,
                                                               const std::vector<Manifest>& all);

/// The ready endpoints of the manifest's EndpointSlices. What is wrong is blamed on `from`.
std::vector<Backend> backendsOf(const Scope& scope, const yaml::Node& from, const Manifest& manifest);

}  // namespace podwire::lab
