// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/kube/cluster.h"

namespace podwire::kube::testing {

/// The objects of a text. A text that is refused fails the test, with its problems.
Cluster read(const std::string& text, const std::string& fileName = "m.yaml");

/// The same of a file of the chapter: "clusterip.yaml".
Cluster readChapter(const std::string& fileName);
/// The same of a file in tests/fixtures/kube.
Cluster readFixture(const std::string& fileName);

/// All objects of the chapter's files.
Cluster wholeChapter();

std::string textOf(const yaml::Diagnostics& problems);

}  // namespace podwire::kube::testing
