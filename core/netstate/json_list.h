// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace podwire::netstate {

/// The objects of what `ip -j` printed; empty output is an empty list. Empty objects, which older versions
/// leave where a filter hid an entry, are skipped. `what` names the output in an error.
Result<std::vector<QJsonObject>> parseObjects(std::string_view json, std::string_view what);

std::string textOf(const QJsonObject& object, QLatin1String key);
/// The number under the key, or `missing` if there is none or it does not fit an int.
int numberOf(const QJsonObject& object, QLatin1String key, int missing);
bool hasFlag(const QJsonObject& object, QLatin1String flag);

}  // namespace podwire::netstate
