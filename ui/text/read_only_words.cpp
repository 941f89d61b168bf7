// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/read_only_words.h"

#include <QCoreApplication>

#include "ui/text/words.h"

namespace podwire::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

}  // namespace

QStringList readOnlyNodes(const session::LabSession& session) {
    QStringList names;
    for (const session::LabSession::Node& node : session.shells()) {
        if (node.readOnly) {
            names.append(text(node.name));
        }
    }
    return names;
}

QStringList refusing(const plan::Plan& plan, const QStringList& readOnly) {
    QStringList names;
    for (const QString& node : readOnly) {
        for (const plan::Stage& stage : plan.stages) {
            for (const plan::Action& action : stage.actions) {
                if (text(action.node) == node && !names.contains(node)) {
                    names.append(node);
                }
            }
        }
    }
    return names;
}

QString readOnlyReason(const QStringList& nodes) {
    if (nodes.isEmpty()) {
        return {};
    }
    const QString why = Words::tr("marked so in the inventory, or chosen so when the lab was opened");
    return (nodes.size() == 1 ? Words::tr("%1 is read-only (%2). Nothing is changed there.")
                              : Words::tr("%1 are read-only (%2). Nothing is changed there."))
        .arg(joined(nodes), why);
}

}  // namespace podwire::ui
