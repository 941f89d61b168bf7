// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/lab/resource.h"

namespace podwire::ui {

/// What a resource is called, and where it goes to or comes from.
struct ResourceWords {
    QString singular;  ///< "rule"
    QString plural;    ///< "rules"
    QString place;     ///< "nat OUTPUT"; may be empty
    QString name;      ///< "route to 192.168.2.20": this one
};

ResourceWords wordsFor(const lab::Resource& resource);

}  // namespace podwire::ui
