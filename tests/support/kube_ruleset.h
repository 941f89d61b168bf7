// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace podwire::testing {

/// iptables-save -c output of kube-proxy in iptables mode for `services` services with one to three
/// endpoints each, in the shape that Kubernetes 1.30 writes. A service with three makes twelve rules in four
/// chains, one with one six rules in two.
std::string kubeRuleset(std::size_t services, std::size_t endpoints = 3);

}  // namespace podwire::testing
