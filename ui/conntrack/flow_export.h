// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "core/models/flow_model.h"

namespace podwire::ui {

/// One line for the clipboard: "node1  tcp  ESTABLISHED  10.0.0.1:5 → ...  ...".
QString flowLine(const models::FlowModel& model, int row);
/// What the filter lets through, as RFC 4180 says.
QByteArray flowsAsCsv(const models::FlowModel& model);
/// The same as an array of objects.
QByteArray flowsAsJson(const models::FlowModel& model);

}  // namespace podwire::ui
