// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace podwire::capture {

/// Where a capture's bytes go. One thread, but for abandon().
class Sink {
public:
    virtual ~Sink() = default;
    virtual Result<void> write(std::string_view bytes) = 0;
    /// The last byte is written: a file gets its name now.
    virtual Result<void> finish() = 0;
    /// Nothing was captured: leaves nothing behind.
    virtual void discard() = 0;
    /// From any thread: who waits in write() for a reader waits no longer.
    virtual void abandon() = 0;
    /// The file that holds what was written so far; empty when that is no file.
    [[nodiscard]] virtual std::string file() const = 0;
};

/// A file that is called PATH.part until it is finished, readable by its owner alone. A PATH.part that
/// somebody left behind is written over; one that is being written is a Conflict, and so is a PATH that is
/// there, unless `overwrite`.
Result<std::unique_ptr<Sink>> openFile(const std::string& path, bool overwrite);

/// A pipe that somebody reads, or any other descriptor; closed at the end if `owned`. A reader that goes away
/// is an error of the kind Cancelled. `who` reads it, for errors: "Wireshark".
std::unique_ptr<Sink> openPipe(int descriptor, bool owned, std::string who);

/// Wireshark's path, from $PATH; empty: it is not there.
std::string findWireshark();
/// Starts this Wireshark, which shows the packets as they come and outlives the capture.
Result<std::unique_ptr<Sink>> openWireshark(const std::string& program);

}  // namespace podwire::capture
