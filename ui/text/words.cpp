// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/words.h"

#include <QCoreApplication>

namespace podwire::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

}  // namespace

QString stateWord(plan::StepState state) {
    switch (state) {
        case plan::StepState::Absent:
            return Words::tr("not applied");
        case plan::StepState::Partial:
            return Words::tr("partly applied");
        case plan::StepState::Applied:
            return Words::tr("applied");
        case plan::StepState::Drifted:
            return Words::tr("drifted");
        case plan::StepState::Unknown:
            break;
    }
    return Words::tr("not known");
}

QString stateSentence(plan::StepState state, bool changesNodes) {
    if (!changesNodes) {
        return state == plan::StepState::Applied ? Words::tr("For reading. What it builds on is in place.")
                                                 : Words::tr("For reading. It changes nothing on the nodes.");
    }
    switch (state) {
        case plan::StepState::Absent:
            return Words::tr("Not applied: nothing of it is on the nodes.");
        case plan::StepState::Partial:
            return Words::tr("Partly applied: some of it is on the nodes.");
        case plan::StepState::Applied:
            return Words::tr("Applied: all of it is on the nodes.");
        case plan::StepState::Drifted:
            return Words::tr("Drifted: it is there, but not as the lab wants it.");
        case plan::StepState::Unknown:
            break;
    }
    return Words::tr("Not known: one of its nodes could not be read yet.");
}

QString presenceWord(plan::Presence presence) {
    switch (presence) {
        case plan::Presence::Absent:
            return Words::tr("not there");
        case plan::Presence::Present:
            return Words::tr("there");
        case plan::Presence::Drifted:
            return Words::tr("there, but different");
        case plan::Presence::Unknown:
            break;
    }
    return Words::tr("not known");
}

QString linkWord(remote::LinkState state) {
    switch (state) {
        case remote::LinkState::Idle:
            return Words::tr("not connected yet");
        case remote::LinkState::Connecting:
            return Words::tr("connecting");
        case remote::LinkState::Connected:
            return Words::tr("connected");
        case remote::LinkState::Waiting:
            return Words::tr("lost, will try again");
        case remote::LinkState::Refused:
            return Words::tr("refused");
        case remote::LinkState::Closed:
            break;
    }
    return Words::tr("closed");
}

QString ago(const QDateTime& then, const QDateTime& now) {
    const qint64 ms = std::max<qint64>(0, then.msecsTo(now));
    if (ms < 100) {
        return Words::tr("just now");
    }
    if (ms < 10'000) {
        return Words::tr("%1 s ago").arg(static_cast<double>(ms) / 1000.0, 0, 'f', 1);
    }
    if (ms < 60'000) {
        return Words::tr("%1 s ago").arg(ms / 1000);
    }
    const qint64 minutes = ms / 60'000;
    return minutes < 60 ? Words::tr("%1 min ago").arg(minutes) : Words::tr("%1 h ago").arg(minutes / 60);
}

QString lasting(const QDateTime& since, const QDateTime& now) {
    const qint64 seconds = std::max<qint64>(0, since.secsTo(now));
    if (seconds < 60) {
        return Words::tr("%1 s").arg(seconds);
    }
    const qint64 minutes = seconds / 60;
    if (minutes < 60) {
        return Words::tr("%1 min").arg(minutes);
    }
    const qint64 hours = minutes / 60;
    if (hours < 24) {
        return Words::tr("%1 h %2 min").arg(hours).arg(minutes % 60);
    }
    return Words::tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QString took(double milliseconds) {
    return milliseconds < 1000
               ? Words::tr("%1 ms").arg(milliseconds, 0, 'f', milliseconds < 10 ? 1 : 0)
               : Words::tr("%1 s").arg(milliseconds / 1000.0, 0, 'f', milliseconds < 10'000 ? 2 : 1);
}

QString counted(qsizetype count, const QString& singular, const QString& plural) {
    return QStringLiteral("%1 %2").arg(count).arg(count == 1 ? singular : plural);
}

QString joined(const QStringList& parts) {
    if (parts.size() < 2) {
        return parts.join(QString());
    }
    return Words::tr("%1 and %2")
        .arg(parts.mid(0, parts.size() - 1).join(QStringLiteral(", ")), parts.last());
}

}  // namespace podwire::ui
