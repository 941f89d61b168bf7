// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/bad_lab.h"

#include "tests/lab/lab_folder.h"
#include "tests/support/marked_text.h"

namespace podwire::lab::testing {
namespace {

using podwire::testing::MarkedText;

void expectProblem(const LabFolder& folder, const Bad& bad, const yaml::Position& where) {
    const auto lab = folder.load();
    ASSERT_FALSE(lab.has_value()) << "the lab was taken";
    ASSERT_EQ(lab.error().size(), 1U) << textOf(lab.error());
    const yaml::Diagnostic& problem = lab.error().front();
    EXPECT_EQ(problem.where.text(), where.text()) << problem.text();
    EXPECT_EQ(problem.message, bad.message);
    EXPECT_EQ(problem.hint, bad.hint);
}

void expectInPart(const Bad& bad, const std::string& part) {
    const MarkedText marked(part);
    const LabFolder folder;
    folder.write("lab.yaml", plainLab());
    folder.write("part.yaml", marked.text());
    expectProblem(folder, bad, marked.position("part.yaml"));
}

}  // namespace

void PrintTo(const Bad& bad, std::ostream* stream) {
    *stream << bad.name;
}

std::string nameOf(const ::testing::TestParamInfo<Bad>& info) {
    return info.param.name;
}

void expectBadStep(const Bad& bad) {
    expectInPart(bad, plainPart(bad.text));
}

void expectBadResource(const Bad& bad) {
    expectInPart(bad, plainPart("    apply:\n      - on: node1\n" + std::string(bad.text)));
}

void expectBadCheck(const Bad& bad) {
    expectInPart(bad, plainPart("    after:\n      - " + std::string(bad.text)));
}

void expectBadPart(const Bad& bad) {
    expectInPart(bad, bad.text);
}

void expectBadLab(const Bad& bad) {
    const MarkedText marked(bad.text);
    const LabFolder folder;
    folder.write("lab.yaml", marked.text());
    folder.write("part.yaml", plainPart());
    expectProblem(folder, bad, marked.position("lab.yaml"));
}

}  // namespace podwire::lab::testing
