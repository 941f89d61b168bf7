// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/hop.h"

namespace podwire::walk {

bool isTraced(const Hop& hop) {
    return hop.kind == Hop::Kind::Rule || hop.kind == Hop::Kind::Policy;
}

}  // namespace podwire::walk
