// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/live/route_query.h"

class QModelIndex;

namespace podwire::ui {

struct CellLook;

/// What the kernel answered, in plain words: "192.168.2.20 goes via gateway 10.30.45.200 on ens3, with source
/// 10.30.45.100."
QString wayWords(const live::RouteQuestion& question, const netstate::RouteAnswer& answer);
/// Why it is this one of the routes: the longest prefix, the smaller metric, another table.
QString whyWords(const std::vector<netstate::Route>& routes, const live::RouteQuestion& question,
                 const netstate::RouteAnswer& answer, std::optional<std::size_t> taken);
/// "default", "192.168.2.0/24", with its type in front when it refuses: "blackhole 10.0.0.0/8".
QString routeName(const netstate::Route& route);

/// The words and the look of a cell of models::RouteModel and of models::LinkModel.
QString routeCell(const QModelIndex& index);
CellLook routeLook(const QModelIndex& index);
QString linkCell(const QModelIndex& index);
CellLook linkLook(const QModelIndex& index);

}  // namespace podwire::ui
