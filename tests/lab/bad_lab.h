// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace podwire::lab::testing {

/// What is wrong with a lab; the place is marked by '§' in the text.
struct Bad {
    const char* name;
    const char* text;
    const char* message;
    const char* hint = "";
};

void PrintTo(const Bad& bad, std::ostream* stream);
std::string nameOf(const ::testing::TestParamInfo<Bad>& info);

/// Exactly this one problem, in the marked place, when the text is...
void expectBadStep(const Bad& bad);      ///< added to the keys of plainPart()'s step
void expectBadResource(const Bad& bad);  ///< the map of the step's one resource, at an indentation of eight
void expectBadCheck(const Bad& bad);     ///< the one check of the step
void expectBadPart(const Bad& bad);      ///< the whole of part.yaml
void expectBadLab(const Bad& bad);       ///< the whole of lab.yaml

}  // namespace podwire::lab::testing
