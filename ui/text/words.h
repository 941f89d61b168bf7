// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <string>

#include "core/plan/assessment.h"
#include "core/remote/shell.h"

/// What raw values are called for people.
namespace podwire::ui {

inline QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QString stateWord(plan::StepState state);
/// A sentence for a tooltip.
QString stateSentence(plan::StepState state, bool changesNodes);

QString presenceWord(plan::Presence presence);

QString linkWord(remote::LinkState state);

/// "0.3 s ago", "12 s ago", "4 min ago", "2 h ago"; "just now" within a tenth of a second.
QString ago(const QDateTime& then, const QDateTime& now);

/// How long something has been up: "12 s", "12 min", "3 h 5 min", "2 d 4 h".
QString lasting(const QDateTime& since, const QDateTime& now);

/// "8 ms", "1.2 s".
QString took(double milliseconds);

/// "1 rule", "3 rules".
QString counted(qsizetype count, const QString& singular, const QString& plural);

/// "a", "a and b", "a, b and c".
QString joined(const QStringList& parts);

}  // namespace podwire::ui
