// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/lab/lab.h"
#include "core/plan/plan.h"

namespace podwire::ui {

/// "adds 3 rules to nat OUTPUT on node2 and takes 1 route out on node1; nothing else changes". The last words
/// only where no other step changes.
QString changeSentence(const plan::Plan& plan);

/// "keeps the route to 192.168.2.20 on node1 for NodePort 1: A static route", one for each.
QStringList keptSentences(const plan::Plan& plan, const lab::Lab& lab);

/// "Also applies what it needs: ClusterIP 3: One rule · ClusterIP 4: A route." Empty when the plan touches
/// only what was asked for.
QString alongSentence(const plan::Plan& plan, const lab::Lab& lab);

/// The same two after a run: "Changed as well: ClusterIP 3: One rule.", "Kept the route to ... for ...".
QStringList outcomeSentences(const plan::Plan& plan, const lab::Lab& lab);

}  // namespace podwire::ui
