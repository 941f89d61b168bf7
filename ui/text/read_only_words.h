// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "core/plan/plan.h"
#include "core/session/lab_session.h"

/// Nodes that Podwire may look at and must not change; core refuses whatever would, these words say so
/// before.
namespace podwire::ui {

/// In the lab's order.
QStringList readOnlyNodes(const session::LabSession& session);

/// Those of `readOnly` on which the plan would run something.
QStringList refusing(const plan::Plan& plan, const QStringList& readOnly);

/// "node1 and node2 are read-only, ...", with what to do; empty for no nodes.
QString readOnlyReason(const QStringList& nodes);

}  // namespace podwire::ui
