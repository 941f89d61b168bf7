// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/finding_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "ui/text/words.h"

namespace podwire::ui {
namespace {

using doctor::Verdict;

struct FindingWords {
    Q_DECLARE_TR_FUNCTIONS(FindingWords)
};

}  // namespace

VerdictLook lookOf(Verdict verdict) {
    switch (verdict) {
        case Verdict::Ok:
            return {FindingWords::tr("ok"), QStringLiteral("tick"), &Tokens::ok, "ok"};
        case Verdict::Wrong:
            return {FindingWords::tr("wrong"), QStringLiteral("cross"), &Tokens::bad, "bad"};
        case Verdict::Note:
            return {FindingWords::tr("note"), QStringLiteral("info"), &Tokens::warn, "warn"};
        case Verdict::Unknown:
            break;
    }
    return {FindingWords::tr("unknown"), QStringLiteral("question"), &Tokens::muted, "muted"};
}

qsizetype countOf(const doctor::Report& report, Verdict verdict) {
    return std::count_if(report.findings.begin(), report.findings.end(),
                         [verdict](const doctor::Finding& one) { return one.verdict == verdict; });
}

QString summaryOf(const doctor::Report& report) {
    QStringList counts;
    const qsizetype wrong = countOf(report, Verdict::Wrong);
    const qsizetype notes = countOf(report, Verdict::Note);
    const qsizetype unknown = countOf(report, Verdict::Unknown);
    counts.append(wrong == 0 ? FindingWords::tr("nothing wrong") : FindingWords::tr("%1 wrong").arg(wrong));
    if (notes > 0) {
        counts.append(counted(notes, FindingWords::tr("note"), FindingWords::tr("notes")));
    }
    if (unknown > 0) {
        counts.append(FindingWords::tr("%1 unknown").arg(unknown));
    }
    const auto checks = static_cast<qsizetype>(report.findings.size());
    return FindingWords::tr("%1 · %2 in %3")
        .arg(counts.join(QStringLiteral(", ")),
             counted(checks, FindingWords::tr("check"), FindingWords::tr("checks")),
             took(report.seconds * 1000));
}

QString remainderOf(const doctor::Report& report) {
    QStringList sentences;
    const qsizetype more = countOf(report, Verdict::Wrong) - (report.diagnosis ? 1 : 0);
    const qsizetype notes = countOf(report, Verdict::Note);
    const qsizetype unknown = countOf(report, Verdict::Unknown);
    if (more > 0) {
        sentences.append(
            FindingWords::tr("%1 that may follow from the first.")
                .arg(counted(more, FindingWords::tr("more fault"), FindingWords::tr("more faults"))));
    }
    if (notes > 0) {
        sentences.append(FindingWords::tr("%1: worth knowing, nothing fails for it.")
                             .arg(counted(notes, FindingWords::tr("note"), FindingWords::tr("notes"))));
    }
    if (unknown > 0) {
        sentences.append(FindingWords::tr("%1 could not be looked at.")
                             .arg(counted(unknown, FindingWords::tr("thing"), FindingWords::tr("things"))));
    }
    return sentences.join(QLatin1Char(' '));
}

}  // namespace podwire::ui
