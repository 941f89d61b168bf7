// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/lab/lab.h"

namespace podwire::plan {

/// A program for `bash -c` that prints a line whenever something of the lab's concern may have changed on the
/// node: rules, links, addresses and routes in every namespace as the kernel tells it; sysctls, files and
/// units by a look every half second that starts no process. It costs next to nothing while nothing happens
/// and ends when its standard input does.
std::string watchScript(const lab::Lab& lab, const std::string& node);

}  // namespace podwire::plan
