// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace podwire::terminal {

/// Text that may be pasted: without escape sequences' beginnings and other control characters save newline
/// and tab, and without the characters that make text look other than it is (bidirectional overrides), so
/// that it cannot do more than it shows. Line ends become "\n"; bytes that are no UTF-8 are left out.
std::string filterControls(std::string_view utf8);

}  // namespace podwire::terminal
