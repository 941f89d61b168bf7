// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/capture_words.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QStringList>

#include "ui/text/words.h"

namespace podwire::ui {
namespace {

using capture::CaptureProgress;
using capture::InterfaceProgress;

/// Texts are looked up in this context.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Capture)
};

QString grouped(std::uint64_t count) {
    return QLocale::c().toString(static_cast<qulonglong>(count));
}

QString packets(std::uint64_t count) {
    return count == 1 ? Words::tr("1 packet") : Words::tr("%1 packets").arg(grouped(count));
}

QString size(std::uint64_t bytes) {
    constexpr double kilo = 1e3;
    constexpr double mega = 1e6;
    const auto number = static_cast<double>(bytes);
    return number < mega ? Words::tr("%1 kB").arg(number / kilo, 0, 'f', 1)
                         : Words::tr("%1 MB").arg(number / mega, 0, 'f', 1);
}

QString where(const CaptureProgress& progress) {
    QStringList names;
    for (const InterfaceProgress& one : progress.interfaces) {
        names << text(one.place.name());
    }
    return joined(names);
}

QString why(CaptureProgress::Why reason) {
    switch (reason) {
        case CaptureProgress::Why::Time:
            return Words::tr("The time is over: ");
        case CaptureProgress::Why::Size:
            return Words::tr("The size is reached: ");
        case CaptureProgress::Why::Closed:
            return Words::tr("Wireshark reads no longer: ");
        case CaptureProgress::Why::Asked:
        case CaptureProgress::Why::Failed:
            break;
    }
    return {};
}

QString told(const std::optional<std::uint64_t>& count) {
    return count ? grouped(*count) : Words::tr("not told");
}

}  // namespace

QString captureNow(const CaptureProgress& progress) {
    if (progress.state == CaptureProgress::State::Starting) {
        return Words::tr("Capture on %1 is starting").arg(where(progress));
    }
    constexpr auto second = 1000;
    const QString now = Words::tr("%1: %2 · %3 · %4 s")
                            .arg(where(progress), packets(progress.packets), size(progress.bytes))
                            .arg(progress.time.count() / second);
    return progress.state == CaptureProgress::State::Stopping
               ? Words::tr("%1 – what is under way comes in").arg(now)
               : now;
}

QString captureEnd(const CaptureProgress& progress) {
    if (progress.why == CaptureProgress::Why::Failed) {
        QString words = text(progress.error.message);
        for (const std::string& more : {progress.error.detail, progress.error.hint}) {
            words += more.empty() ? QString() : QLatin1Char('\n') + text(more);
        }
        return words;
    }
    if (progress.bytes == 0) {
        return Words::tr("The capture on %1 was stopped before it began.").arg(where(progress));
    }
    const QString much =
        why(progress.why) + packets(progress.packets) + QStringLiteral(", ") + size(progress.bytes);
    return progress.file.empty()
               ? Words::tr("%1, in Wireshark.").arg(much)
               : Words::tr("%1. Saved to %2").arg(much, QDir::toNativeSeparators(text(progress.file)));
}

QString captureGaps(const CaptureProgress& progress) {
    std::uint64_t dropped = 0;
    std::uint64_t lost = 0;
    std::uint64_t leftOut = 0;
    for (const InterfaceProgress& one : progress.interfaces) {
        dropped += one.counts.dropped.value_or(0) + one.counts.droppedByInterface.value_or(0);
        lost += one.lost;
        leftOut += one.leftOut;
    }
    QStringList gaps;
    if (dropped > 0) {
        gaps << Words::tr("%1 dropped by the kernel").arg(packets(dropped));
    }
    if (lost > 0) {
        gaps << Words::tr("%1 lost here, since writing was too slow").arg(packets(lost));
    }
    if (leftOut > 0) {
        gaps << Words::tr("%1 came when the size was reached").arg(packets(leftOut));
    }
    return joined(gaps);
}

QString captureCounts(const CaptureProgress& progress) {
    QStringList lines;
    for (const InterfaceProgress& one : progress.interfaces) {
        lines << Words::tr(
                     "%1: %2 written; tcpdump: %3 captured, %4 received by filter, %5 dropped by kernel")
                     .arg(text(one.place.name()), packets(one.packets), told(one.counts.captured),
                          told(one.counts.received), told(one.counts.dropped));
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace podwire::ui
