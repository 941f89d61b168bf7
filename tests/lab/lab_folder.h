// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/lab/loader.h"

namespace podwire::lab::testing {

/// A lab in a folder of its own, removed at the end.
class LabFolder {
public:
    LabFolder();
    ~LabFolder();
    LabFolder(const LabFolder&) = delete;
    LabFolder& operator=(const LabFolder&) = delete;

    void write(const std::string& relative, const std::string& content) const;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] tl::expected<Lab, yaml::Diagnostics> load(const NodeFacts& facts = {}) const;

private:
    std::filesystem::path path_;
};

/// A lab.yaml with nodes `node1` and `node2`, some variables, and the part file part.yaml.
std::string plainLab();
/// A part.yaml with one step, `first`, to whose keys more can be added at an indentation of four.
std::string plainPart(const std::string& more = {});

/// A lab of plainLab() and a part whose first step has `more`.
tl::expected<Lab, yaml::Diagnostics> loadStep(const std::string& more);

/// All problems, one on a line.
std::string textOf(const yaml::Diagnostics& problems);

/// The first step's resources; a failure of the test when the lab is wrong.
std::vector<Resource> resourcesOf(const std::string& apply);
/// The first step's `after` checks.
std::vector<Check> checksOf(const std::string& after);

}  // namespace podwire::lab::testing
