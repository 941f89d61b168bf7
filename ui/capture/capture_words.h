// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/capture/capture_run.h"

namespace podwire::ui {

/// "node1/ens3: 1,204 packets · 0.3 MB · 12 s", while it runs.
QString captureNow(const capture::CaptureProgress& progress);
/// What came of it, in one or two sentences.
QString captureEnd(const capture::CaptureProgress& progress);
/// Packets that are missing in the file, and why; empty when none is.
QString captureGaps(const capture::CaptureProgress& progress);
/// A line for each interface with all of its counts.
QString captureCounts(const capture::CaptureProgress& progress);

}  // namespace podwire::ui
