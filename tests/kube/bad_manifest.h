// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace podwire::kube::testing {

/// What is wrong with a manifest; the place is marked by '§' in the text.
struct Bad {
    const char* name;
    const char* text;
    const char* message;
    const char* hint = "";
};

void PrintTo(const Bad& bad, std::ostream* stream);
std::string nameOf(const ::testing::TestParamInfo<Bad>& info);

/// Exactly this one problem, in the marked place, when `manifest` is read.
void expectProblem(const Bad& bad, const std::string& manifest);

}  // namespace podwire::kube::testing
