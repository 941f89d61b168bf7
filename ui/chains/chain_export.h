// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QAbstractItemModel;

namespace podwire::ui {

/// All rules of a ChainModel, or of what a filter leaves of it, with their counts. A line each, RFC 4180.
QByteArray chainsAsCsv(const QAbstractItemModel& chains);
/// The same as an array of objects.
QByteArray chainsAsJson(const QAbstractItemModel& chains);

}  // namespace podwire::ui
