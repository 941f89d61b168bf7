// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/trace/story.h"
#include "core/walk/predict.h"

/// The kernel's story against the foretold ways.
namespace podwire::trace {

struct Comparison {
    std::optional<std::size_t> way;  ///< of the foretold ones that was taken; none: nothing was foretold
    bool isDecided = true;           ///< false: the prediction did not know
    /// Of the traced hops (walk::isTraced) of both, from 0, the first that differs; none: those that both
    /// have are the same.
    std::optional<std::size_t> firstDifference;
    std::string difference;  ///< in one sentence, an error of the prediction; empty: both agree
};

/// Gives the story's hops the reasons why rules before them did not match, as far as both agree.
Comparison compare(const walk::Prediction& predicted, Story& story, const RequestResult& result);

/// In one sentence without its full stop: who answered, or where the packet was seen last and what took it.
std::string endOf(const Story& story, const RequestResult& result);

/// "192.168.1.10": who answered by its own words, else whom the packet reached. Empty: nobody answered.
std::string answeredBy(const Story& story, const RequestResult& result);

}  // namespace podwire::trace
