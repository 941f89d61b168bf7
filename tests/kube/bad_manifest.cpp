// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kube/bad_manifest.h"

#include "core/kube/manifest.h"
#include "tests/kube/manifest_file.h"
#include "tests/support/marked_text.h"

namespace podwire::kube::testing {

void PrintTo(const Bad& bad, std::ostream* stream) {
    *stream << bad.name;
}

std::string nameOf(const ::testing::TestParamInfo<Bad>& info) {
    return info.param.name;
}

void expectProblem(const Bad& bad, const std::string& manifest) {
    const podwire::testing::MarkedText marked(manifest);
    const auto cluster = parseManifest(yaml::Source("m.yaml", marked.text()));
    ASSERT_FALSE(cluster.has_value()) << "the manifest was taken";
    ASSERT_EQ(cluster.error().size(), 1U) << textOf(cluster.error());
    const yaml::Diagnostic& problem = cluster.error().front();
    EXPECT_EQ(problem.where.text(), marked.position("m.yaml").text()) << problem.text();
    EXPECT_EQ(problem.message, bad.message);
    EXPECT_EQ(problem.hint, bad.hint);
}

}  // namespace podwire::kube::testing
