// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/lab_folder.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace podwire::lab::testing {

LabFolder::LabFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "podwire-lab-XXXXXX").string();
    path_ = mkdtemp(name.data());
}

LabFolder::~LabFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void LabFolder::write(const std::string& relative, const std::string& content) const {
    std::filesystem::create_directories((path_ / relative).parent_path());
    std::ofstream(path_ / relative, std::ios::binary) << content;
}

tl::expected<Lab, yaml::Diagnostics> LabFolder::load(const NodeFacts& facts) const {
    return lab::load(path_, facts);
}

std::string plainLab() {
    return R"(id: plain
title: A plain lab
variables:
  - {name: POD, value: pod1a}
  - {name: POD_IP, value: 192.168.1.10}
  - {name: POD_CIDR, value: 192.168.1.10/24}
  - {name: NODE1_IP, value: 10.30.45.100, from: node1.address}
  - {name: PORT, value: 80}
  - {name: BAD_IP, value: 300.1.1.1}
  - {name: NASTY, value: "; touch /tmp/podwire-was-here #"}
nodes:
  - {name: node1}
  - {name: node2}
parts: [part.yaml]
)";
}

std::string plainPart(const std::string& more) {
    return "id: part\ntitle: A part\nsteps:\n  - id: first\n    title: First\n    text: Something.\n" + more;
}

tl::expected<Lab, yaml::Diagnostics> loadStep(const std::string& more) {
    const LabFolder folder;
    folder.write("lab.yaml", plainLab());
    folder.write("part.yaml", plainPart(more));
    return folder.load();
}

std::string textOf(const yaml::Diagnostics& problems) {
    std::string text;
    for (const yaml::Diagnostic& problem : problems) {
        text += problem.text() + '\n';
    }
    return text;
}

std::vector<Resource> resourcesOf(const std::string& apply) {
    const auto lab = loadStep("    apply:\n" + apply);
    if (!lab) {
        ADD_FAILURE() << textOf(lab.error());
        return {};
    }
    return lab->parts.front().steps.front().apply;
}

std::vector<Check> checksOf(const std::string& after) {
    const auto lab = loadStep("    after:\n" + after);
    if (!lab) {
        ADD_FAILURE() << textOf(lab.error());
        return {};
    }
    return lab->parts.front().steps.front().after;
}

}  // namespace podwire::lab::testing
