// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/traffic_report.h"

#include <cmath>

#include "app/ctl/output.h"

namespace podwire::ctl {
namespace {

constexpr double kMicrosecondsPerMillisecond = 1000;
constexpr std::pair<const char*, double> kPercentiles[] = {
    {"p50", 0.5}, {"p90", 0.9}, {"p99", 0.99}, {"max", 1.0}};

std::string digits(double value, int decimals) {
    return QString::number(value, 'f', decimals).toStdString();
}

std::string percent(double share) {
    return digits(share * 100, 1) + " %";
}

std::string verdictOf(const live::TrafficJudgement& judged) {
    return judged.hasForecast ? std::string(stats::toString(judged.judgement.verdict)) : "unknown";
}

double milliseconds(const live::TrafficTally& tally, double part) {
    return static_cast<double>(tally.latencies().percentile(part)) / kMicrosecondsPerMillisecond;
}

QJsonArray backendsJson(const live::TrafficJudgement& judged) {
    QJsonArray backends;
    for (const live::TrafficShare& share : judged.shares) {
        backends.append(
            QJsonObject{{js("address"), js(share.server)},
                        {js("hits"), static_cast<qint64>(share.hits)},
                        {js("expected"), judged.hasForecast ? QJsonValue(share.expected) : QJsonValue()},
                        {js("low"), share.interval.low},
                        {js("high"), share.interval.high}});
    }
    return backends;
}

QJsonObject failuresJson(const live::TrafficTally& tally) {
    QJsonObject failures;
    for (const auto& [failure, count] : tally.failures()) {
        failures.insert(js(std::string(toString(failure))), static_cast<qint64>(count));
    }
    return failures;
}

/// Infinity is no number of JSON: a backend was hit that should have had nothing.
QJsonValue statistic(const live::TrafficJudgement& judged) {
    return judged.hasForecast && std::isfinite(judged.judgement.chiSquare)
               ? QJsonValue(judged.judgement.chiSquare)
               : QJsonValue();
}

std::string failureLine(const live::TrafficTally& tally) {
    std::string line;
    for (const auto& [failure, count] : tally.failures()) {
        line += (line.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(toString(failure));
    }
    return line;
}

void printVerdict(const TrafficReport& report) {
    const stats::Judgement& judgement = report.judged.judgement;
    if (!report.judged.hasForecast) {
        printLine("Expected shares are not known: " + report.judged.why);
        return;
    }
    if (report.forecast.place.empty() && judgement.hits == 0 && !report.isClaimed) {
        printLine("No rule on the way translates " + report.forecast.shares.begin()->first);
    }
    std::string line = "Verdict: " + verdictOf(report.judged);
    if (judgement.degrees > 0) {
        line += "  (chi-square " + digits(judgement.chiSquare, 2) + ", " + std::to_string(judgement.degrees) +
                " degrees of freedom, p " + digits(judgement.p, 4) + ")";
    }
    printLine(line);
    if (judgement.verdict == stats::Verdict::NotEnoughData && judgement.neededHits > 1) {
        printLine("About " + std::to_string(judgement.neededHits) + " answers are needed.");
    }
    for (const std::string& stray : judgement.stray) {
        printLine((stray.empty() ? "Somebody unknown" : stray) +
                  (report.isClaimed ? " answered, of whom the claim knows nothing."
                                    : " answered, to whom no rule sends requests."));
    }
}

}  // namespace

void printTrafficJson(const TrafficReport& report) {
    const live::TrafficTally& tally = report.tally;
    QJsonObject latencies;
    for (const auto& [name, part] : kPercentiles) {
        latencies.insert(QLatin1String(name), milliseconds(tally, part));
    }
    QJsonObject object{
        {js("requests"), static_cast<qint64>(tally.requests())},
        {js("failed"), static_cast<qint64>(tally.failed())},
        {js("failures"), failuresJson(tally)},
        {js("backends"), backendsJson(report.judged)},
        {js("chi_square"), statistic(report.judged)},
        {js("p"), report.judged.hasForecast ? QJsonValue(report.judged.judgement.p) : QJsonValue()},
        {js("verdict"), js(verdictOf(report.judged))},
        {js("rules"), js(report.forecast.place)},
        {js("claimed"), report.isClaimed},
        {js("seconds"), report.seconds},
        {js("latency_ms"), latencies}};
    if (!report.judged.why.empty()) {
        object.insert(js("why"), js(report.judged.why));
    }
    printJson(object);
}

void printTrafficTable(const TrafficReport& report) {
    const live::TrafficTally& tally = report.tally;
    const std::uint64_t answers = tally.requests() - tally.failed();
    printLine(std::to_string(tally.requests()) + " requests in " + digits(report.seconds, 2) + " s, " +
              std::to_string(tally.failed()) + " failed" +
              (tally.failed() == 0 ? "" : ": " + failureLine(tally)));
    if (answers > 0) {
        printLine("Answered within " + digits(milliseconds(tally, 0.5), 1) + " ms (half of them), " +
                  digits(milliseconds(tally, 0.99), 1) + " ms (99 %)");
        std::vector<std::vector<std::string>> rows{{"backend", "hits", "share", "expected", "95 % interval"}};
        for (const live::TrafficShare& share : report.judged.shares) {
            rows.push_back({share.server.empty() ? "unknown" : share.server, std::to_string(share.hits),
                            percent(static_cast<double>(share.hits) / static_cast<double>(answers)),
                            report.judged.hasForecast ? percent(share.expected) : "-",
                            percent(share.interval.low) + " to " + percent(share.interval.high)});
        }
        printLine("");
        printTable(rows);
        printLine("");
    }
    if (report.isClaimed) {
        printLine("Expected by the claim");
    } else if (!report.forecast.place.empty()) {
        printLine("Expected by the rules in " + report.forecast.place);
    }
    printVerdict(report);
}

}  // namespace podwire::ctl
