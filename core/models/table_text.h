// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QByteArray>
#include <QList>
#include <functional>

namespace podwire::models {

/// How a cell reads in text; empty cells are empty.
using CellText = std::function<QString(const QModelIndex&)>;

/// These rows of a table (all when there are none) with a line of headings: cells parted by tabs, for the
/// clipboard.
QString toText(const QAbstractItemModel& model, const CellText& cell, const QList<int>& rows = {});
/// RFC 4180, UTF-8.
QByteArray toCsv(const QAbstractItemModel& model, const CellText& cell);
/// A list of objects with the headings as keys, all values texts.
QByteArray toJson(const QAbstractItemModel& model, const CellText& cell);

}  // namespace podwire::models
