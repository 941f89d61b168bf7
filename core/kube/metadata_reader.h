// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kube/field.h"

namespace podwire::kube {

/// The object's metadata; `complaintsAboutName` knows the rule for names of its kind.
Metadata readMetadata(const Field& object, Complaints (*complaintsAboutName)(std::string_view));

/// A port that must be there: 1..65535. 0, and a complaint, for anything else.
std::uint16_t readPortNumber(const Field& field);

/// TCP when the field is absent.
Protocol readProtocol(const Field& field);

}  // namespace podwire::kube
