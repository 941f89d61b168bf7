// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/capture/capture_run.h"

namespace podwire::ctl {

/// How far a capture is, in one line: "1204 packets, 0.3 MB, 4 s".
std::string captureLine(const capture::CaptureProgress& progress);
/// What became of the packets, as a table or as one JSON object. `aside`: on standard error, since the
/// packets are on standard output.
void printCapture(const capture::CaptureProgress& progress, bool json, bool aside);

}  // namespace podwire::ctl
