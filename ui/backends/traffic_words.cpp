// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backends/traffic_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "core/models/share_model.h"
#include "ui/live/live_table.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using models::ShareModel;

constexpr double percentPerShare = 100;
constexpr double microsecondsPerMillisecond = 1000;
constexpr double smallestP = 0.001;

struct Traffic {
    Q_DECLARE_TR_FUNCTIONS(Traffic)
};

QString number(std::uint64_t count) {
    return QLocale(QLocale::English).toString(static_cast<qulonglong>(count));
}

QString percent(double share) {
    return QString::number(share * percentPerShare, 'f', 1);
}

QString pWords(double p) {
    return p < smallestP ? Traffic::tr("p < 0.001")
                         : Traffic::tr("p = %1").arg(p, 0, 'f', p < 10 * smallestP ? 3 : 2);
}

/// "(p = 0.40, χ² = 1.83 with 2 degrees of freedom)"
QString testWords(const stats::Judgement& judgement) {
    if (judgement.degrees == 0 || !std::isfinite(judgement.chiSquare)) {
        return {};
    }
    const QString statistic = QStringLiteral("χ² = %1").arg(judgement.chiSquare, 0, 'f', 2);
    return Traffic::tr(" (%1, %2, %3)")
        .arg(pWords(judgement.p), statistic,
             counted(judgement.degrees, Traffic::tr("degree of freedom"), Traffic::tr("degrees of freedom")));
}

QString strayWords(const stats::Judgement& judgement) {
    QStringList names;
    for (const std::string& stray : judgement.stray) {
        names << (stray.empty() ? Traffic::tr("somebody unknown") : text(stray));
    }
    return names.isEmpty() ? QString()
                           : Traffic::tr(" No rule sends requests to %1, who answered.").arg(joined(names));
}

/// "the rules in OUTPUT of node2"
QString rulesWords(const live::TrafficForecast& forecast) {
    return forecast.place.empty() ? Traffic::tr("what is expected without a rule on the way")
                                  : Traffic::tr("the rules in %1").arg(text(forecast.place));
}

QString failureWord(live::TrafficFailure failure) {
    switch (failure) {
        case live::TrafficFailure::Timeout:
            return Traffic::tr("timed out");
        case live::TrafficFailure::Refused:
            return Traffic::tr("refused");
        case live::TrafficFailure::Unreachable:
            return Traffic::tr("unreachable");
        case live::TrafficFailure::Reset:
            return Traffic::tr("reset");
        case live::TrafficFailure::Name:
            return Traffic::tr("name not resolved");
        case live::TrafficFailure::BadAnswer:
            return Traffic::tr("bad answer");
        case live::TrafficFailure::Local:
            return Traffic::tr("no free port");
        case live::TrafficFailure::None:
            break;
    }
    return {};
}

QString failureWords(const live::TrafficTally& tally) {
    QStringList kinds;
    for (const auto& [failure, count] : tally.failures()) {
        kinds << number(count) + u' ' + failureWord(failure);
    }
    return kinds.isEmpty() ? Traffic::tr("none failed")
                           : Traffic::tr("%1 failed: %2").arg(number(tally.failed()), joined(kinds));
}

QString within(const live::Latencies& latencies, double part) {
    return took(static_cast<double>(latencies.percentile(part)) / microsecondsPerMillisecond);
}

}  // namespace

QString originWords(const live::TrafficRequest& request) {
    return request.netns.empty() ? text(request.node)
                                 : Traffic::tr("%1 on %2").arg(text(request.netns), text(request.node));
}

QString runName(const live::TrafficRequest& request) {
    return QStringLiteral("%1 → %2:%3").arg(originWords(request), text(request.address)).arg(request.port);
}

QString runProgress(const live::TrafficRun& run) {
    const QString made = number(run.tally().requests());
    switch (run.state()) {
        case live::TrafficRun::State::Running:
            return run.request().count == 0 ? Traffic::tr("%1 so far").arg(made)
                                            : Traffic::tr("%1 of %2").arg(made, number(run.request().count));
        case live::TrafficRun::State::Stopping:
            return Traffic::tr("%1, stopping").arg(made);
        case live::TrafficRun::State::Done:
            return Traffic::tr("%1, done").arg(made);
        case live::TrafficRun::State::Stopped:
            return Traffic::tr("stopped after %1").arg(made);
        case live::TrafficRun::State::Broken:
            break;
    }
    return Traffic::tr("broke off after %1").arg(made);
}

VerdictWords verdictWords(const live::TrafficJudgement& judged, const live::TrafficForecast& forecast) {
    if (!judged.hasForecast) {
        return {Traffic::tr("unknown"), "warn", text(judged.why)};
    }
    const stats::Judgement& judgement = judged.judgement;
    const QString rules = rulesWords(forecast);
    switch (judgement.verdict) {
        case stats::Verdict::Consistent:
            return {Traffic::tr("consistent"), "ok",
                    Traffic::tr("The answers fit %1%2.").arg(rules, testWords(judgement))};
        case stats::Verdict::Skewed:
            return {Traffic::tr("skewed"), "bad",
                    Traffic::tr("The answers do not fit %1%2.").arg(rules, testWords(judgement)) +
                        strayWords(judgement)};
        case stats::Verdict::NotEnoughData:
            break;
    }
    return {
        Traffic::tr("not enough data"), "neutral",
        judgement.neededHits > 1
            ? Traffic::tr("About %1 answers are needed to judge %2.").arg(number(judgement.neededHits), rules)
            : Traffic::tr("Nobody has answered yet.")};
}

QString tallyWords(const live::TrafficTally& tally, double seconds) {
    QStringList words;
    words
        << Traffic::tr("%1 requests in %2 s").arg(number(tally.requests()), QString::number(seconds, 'f', 1))
        << failureWords(tally);
    if (tally.latencies().count() > 0) {
        words << Traffic::tr("p50 %1, p99 %2")
                     .arg(within(tally.latencies(), 0.5), within(tally.latencies(), 0.99));
    }
    return words.join(QStringLiteral(" · "));
}

QString shareCell(const QModelIndex& index) {
    switch (index.column()) {
        case ShareModel::ServerColumn: {
            const QString address = index.data().toString();
            const QString name = index.data(ShareModel::NameRole).toString();
            return !name.isEmpty() ? name : address.isEmpty() ? Traffic::tr("unknown") : address;
        }
        case ShareModel::HitsColumn:
            return number(index.data().toULongLong());
        case ShareModel::ShareColumn:
            return percent(index.data().toDouble()) + QStringLiteral(" %");
        case ShareModel::IntervalColumn:
            return QStringLiteral("%1 – %2 %")
                .arg(percent(index.data(ShareModel::LowRole).toDouble()),
                     percent(index.data(ShareModel::HighRole).toDouble()));
        case ShareModel::ExpectedColumn:
            return index.data().isValid() ? percent(index.data().toDouble()) + QStringLiteral(" %")
                                          : QStringLiteral("–");
        default:
            return index.data().toString().replace(QStringLiteral(" x "), QStringLiteral(" × "));
    }
}

CellLook shareLook(const QModelIndex& index) {
    CellLook look;
    const int backend = index.data(ShareModel::BackendRole).toInt();
    if (index.column() == ShareModel::ServerColumn && backend >= 0) {
        look.own = tokens().backend(backend);
    }
    const bool deviates = index.data(ShareModel::DeviatesRole).toBool();
    if (deviates &&
        (index.column() == ShareModel::IntervalColumn || index.column() == ShareModel::ExpectedColumn)) {
        look.text = &Tokens::warn;
    }
    return look;
}

}  // namespace podwire::ui
