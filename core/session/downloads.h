// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <string>

#include "core/base/result.h"

/// Files on this machine that the console brings to nodes, see lab::Download.
namespace podwire::session {

/// $PODWIRE_DOWNLOADS, else podwire/downloads in the user's cache folder.
QString downloadsDirectory();

/// The name under which a download is kept: the last part of its address.
std::string downloadName(const std::string& url);

/// The file's bytes; nothing when it is not there. An error when it cannot be read, or when its SHA-256 is
/// not the one that NAME.sha256 beside it gives (the format of sha256sum(1)). A file without such a companion
/// is refused as well.
Result<std::optional<std::string>> readDownload(const std::string& url);

}  // namespace podwire::session
