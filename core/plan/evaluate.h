// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/lab/check.h"
#include "core/plan/assessment.h"
#include "core/remote/command.h"

namespace podwire::plan {

/// What a check found. `ok` compares with what was expected: an expected failure that happened is ok.
struct CheckResult {
    std::string step;
    std::string check;  ///< Check::id
    std::string title;
    std::string expected;  ///< in words
    std::string found;     ///< in words, from the command's output
    std::string evidence;  ///< what the kernel says about it (route, conntrack, rules); may be empty
    std::string output;    ///< the command's own output
    bool ok = false;
    int exitCode = -1;
    double seconds = 0;
};

/// The shell text that runs the check and then, if it looks for a failure or ends in one, gathers the
/// evidence.
std::string checkScript(const lab::Check& check);

/// Whether the check counts at all in this state of the lab (Check::whileStep, Check::untilSteps).
bool counts(const lab::Check& check, const Assessment& assessment);

/// In words: what the check expects.
std::string expectation(const lab::Check& check);

/// Judges the outcome of checkScript. Pure.
CheckResult evaluate(const std::string& step, const lab::Check& check, const remote::Outcome& outcome);

}  // namespace podwire::plan
