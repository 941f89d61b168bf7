// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kube/manifest_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/kube/manifest.h"

namespace podwire::kube::testing {
namespace {

Cluster readFile(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    EXPECT_TRUE(stream.is_open()) << path;
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    return read(text, path.filename().string());
}

}  // namespace

Cluster read(const std::string& text, const std::string& fileName) {
    const auto cluster = parseManifest(yaml::Source(fileName, text));
    if (!cluster) {
        ADD_FAILURE() << textOf(cluster.error());
        return {};
    }
    return *cluster;
}

Cluster readChapter(const std::string& fileName) {
    return readFile(std::filesystem::path(PODWIRE_SOURCE_DIR "/labs/service-networking/manifests") /
                    fileName);
}

Cluster readFixture(const std::string& fileName) {
    return readFile(std::filesystem::path(PODWIRE_TEST_DATA "/kube") / fileName);
}

Cluster wholeChapter() {
    Cluster all;
    for (const char* file : {"clusterip.yaml", "nodeport.yaml", "loadbalancer.yaml", "externalname.yaml",
                             "deployment.yaml", "endpointslice.yaml"}) {
        all.add(readChapter(file));
    }
    return all;
}

std::string textOf(const yaml::Diagnostics& problems) {
    std::string text;
    for (const yaml::Diagnostic& problem : problems) {
        text += problem.text() + '\n';
    }
    return text;
}

}  // namespace podwire::kube::testing
