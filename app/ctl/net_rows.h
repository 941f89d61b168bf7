// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <string>

#include "core/netstate/netstate.h"

namespace podwire::ctl {

/// One line of `show links` and `show routes`.
QJsonObject linkRow(const std::string& netns, const netstate::Link& link);
QJsonObject routeRow(const std::string& netns, const netstate::Route& route);

}  // namespace podwire::ctl
