// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/gap_words.h"

#include <QCoreApplication>
#include <QDateTime>

namespace podwire::ui {
namespace {

constexpr std::chrono::minutes kRecent{1};

QString tr(const char* words) {
    return QCoreApplication::translate("Gap", words);
}

}  // namespace

QString clockText(live::WallTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count())
        .toString(QStringLiteral("HH:mm:ss"));
}

QString gapWords(const QString& node, const live::Gap& gap) {
    const bool kernel = gap.kind == live::Gap::Kind::Kernel;
    const QString what =
        kernel        ? tr("Gap: lost %1 events on %2, which the kernel dropped").arg(gap.lost).arg(node)
        : gap.lasts() ? tr("Gap: %1 is not heard").arg(node)
                      : tr("Gap: %1 was not heard").arg(node);
    return gap.lasts() ? tr("%1 since %2").arg(what, clockText(gap.from))
                       : tr("%1 from %2 to %3").arg(what, clockText(gap.from), clockText(gap.to));
}

bool isRecent(const live::Gap& gap) {
    return gap.lasts() || live::wallTime() - gap.to < kRecent;
}

}  // namespace podwire::ui
