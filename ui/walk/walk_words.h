// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QString>

#include "core/live/walk_steps.h"
#include "ui/live/live_table.h"
#include "ui/live/selection.h"
#include "ui/text/command_spans.h"

namespace podwire::ui {

/// Cells of a models::WalkModel.
QString walkCell(const QModelIndex& index);
CellLook walkLook(const QModelIndex& index, const AddressBook& addresses);

/// "node1, PREROUTING: nat PREROUTING, rule 3"
QString momentTitle(const live::WalkStep& step);
/// Several lines: the rule, the packet, and the rules that were passed over, with why.
QString momentText(const live::WalkStep& step);

/// The chain, and of it the rule, where the moment is; without a chain where it is in none that iptables has.
PickedRule pickedRule(const walk::Hop& hop);

/// What came of a walk: a word, its tone and a sentence.
struct WalkSummary {
    QString word;
    const char* tone = "neutral";
    QString sentence;
};
WalkSummary walkSummary(const live::PacketWalk& walk);
/// "33.0 %: node2 gets its answer from 192.168.1.10:80"
QString wayWords(const live::PacketWalk& walk, std::size_t way);
/// What is not known about the walk, a sentence a line; empty: nothing.
QString walkNotes(const live::PacketWalk& walk);

}  // namespace podwire::ui
