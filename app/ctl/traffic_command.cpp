// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <cmath>
#include <csignal>
#include <optional>

#include "app/ctl/commands.h"
#include "app/ctl/console.h"
#include "app/ctl/output.h"
#include "app/ctl/traffic_report.h"
#include "core/live/traffic.h"
#include "core/live/traffic_claim.h"
#include "core/netfilter/rule.h"

namespace podwire::ctl {
namespace {

constexpr double kMillisecondsPerSecond = 1000;
constexpr std::uint64_t kUsualCount = 1000;
constexpr std::chrono::milliseconds kSignalLook{100};

volatile std::sig_atomic_t stopAsked = 0;

void askToStop(int /*signal*/) {
    stopAsked = 1;
}

/// Leaves `number` as it is when nothing was typed.
Result<void> readNumber(const std::string& option, const std::string& typed, double most, double& number) {
    if (typed.empty()) {
        return {};
    }
    bool isNumber = false;
    const double value = QString::fromStdString(typed).toDouble(&isNumber);
    if (!isNumber || !(value > 0 && value <= most)) {
        return fail(ErrorKind::InvalidInput, option + " takes a number above 0, at most " +
                                                 QString::number(most, 'f', 0).toStdString() + ", not '" +
                                                 typed + "'");
    }
    number = value;
    return {};
}

Result<void> readWhole(const std::string& option, const std::string& typed, double most, double& number) {
    if (auto read = readNumber(option, typed, most, number); !read) {
        return read;
    }
    return std::floor(number) == number ? Result<void>()
                                        : fail(ErrorKind::InvalidInput, option + " takes a whole number");
}

Result<live::TrafficRequest> requestOf(const Options& options) {
    constexpr double kMostRequests = 1e9;
    constexpr double kMostSeconds = 300;
    live::TrafficRequest request;
    double count = options.seconds > 0 ? 0 : static_cast<double>(kUsualCount);
    double atOnce = request.concurrency;
    double deadline = static_cast<double>(request.deadline.count()) / kMillisecondsPerSecond;
    if (options.from.empty() || options.to.empty() || !options.arguments.isEmpty()) {
        return fail(ErrorKind::InvalidInput, "traffic: say from where and to where", {},
                    "podwirectl traffic --from node2 --to 10.96.1.100:8080 --requests 1000");
    }
    for (const auto& read : {live::readOrigin(options.from, request), live::readTarget(options.to, request),
                             readWhole("--requests", options.requests, kMostRequests, count),
                             readNumber("--rate", options.rate, live::kMostRate, request.rate),
                             readWhole("--at-once", options.atOnce, live::kMostAtOnce, atOnce),
                             readNumber("--deadline", options.deadline, kMostSeconds, deadline)}) {
        if (!read) {
            return fail(read.error());
        }
    }
    request.count = static_cast<std::uint64_t>(count);
    request.concurrency = static_cast<int>(atOnce);
    request.deadline =
        std::chrono::milliseconds(std::max(1L, std::lround(deadline * kMillisecondsPerSecond)));
    return request;
}

/// The run itself, until its end, SIGINT or SIGTERM, or the time is over.
class TrafficRun {
public:
    TrafficRun(const std::shared_ptr<remote::Shell>& shell, const Options& options)
        : traffic_(shell), progress_(options.progress) {
        QObject::connect(&traffic_, &live::Traffic::answered, &loop_, [this] { showProgress(); });
        QObject::connect(&traffic_, &live::Traffic::finished, &loop_, [this](const live::TrafficEnd& end) {
            end_ = end;
            loop_.quit();
        });
        QObject::connect(&signals_, &QTimer::timeout, &loop_, [this] {
            if (stopAsked != 0) {
                traffic_.stop();
            }
        });
        if (options.seconds > 0) {
            until_.setSingleShot(true);
            until_.setInterval(static_cast<int>(options.seconds * kMillisecondsPerSecond));
            QObject::connect(&until_, &QTimer::timeout, &traffic_, &live::Traffic::stop);
        }
    }

    Result<live::TrafficEnd> run(const live::TrafficRequest& request) {
        std::signal(SIGINT, askToStop);
        std::signal(SIGTERM, askToStop);
        timer_.start();
        if (auto started = traffic_.start(request); !started) {
            return fail(started.error());
        }
        signals_.start(kSignalLook);
        if (until_.isSingleShot()) {
            until_.start();
        }
        loop_.exec();
        seconds_ = static_cast<double>(timer_.elapsed()) / kMillisecondsPerSecond;
        return end_;
    }

    const live::TrafficTally& tally() const { return traffic_.tally(); }
    double seconds() const { return seconds_; }

private:
    void showProgress() {
        const live::TrafficTally& tally = traffic_.tally();
        const std::uint64_t count = traffic_.request().count;
        progress_.show(std::to_string(tally.requests()) +
                       (count == 0 ? std::string() : " of " + std::to_string(count)) + " requests, " +
                       std::to_string(tally.failed()) + " failed");
    }

    live::Traffic traffic_;
    QEventLoop loop_;
    QTimer signals_;
    QTimer until_;
    QElapsedTimer timer_;
    ProgressLine progress_;
    live::TrafficEnd end_;
    double seconds_ = 0;
};

/// Against the rules that were read before the run. A name must have led to one address.
live::TrafficForecast forecastOf(const plan::Assessment& state, const live::TrafficRequest& request,
                                 const live::TrafficTally& tally) {
    live::TrafficForecast unknown;
    auto address = netfilter::parseAddress(request.address);
    if (!address && tally.asked().size() == 1) {
        address = netfilter::parseAddress(tally.asked().begin()->first);
    }
    if (!address) {
        unknown.why = tally.asked().empty() ? "The name " + request.address + " was not resolved."
                                            : request.address + " has more than one address.";
        return unknown;
    }
    return live::foretell(state.nodes, request, *address);
}

/// Nothing when no claim was made.
Result<std::optional<live::TrafficForecast>> claimOf(const Options& options) {
    if (options.claim.empty()) {
        return std::nullopt;
    }
    auto claim = live::readClaim(options.claim);
    return claim ? Result<std::optional<live::TrafficForecast>>(std::move(*claim)) : fail(claim.error());
}

/// By the rules before the run, if they are the same after it.
live::TrafficForecast forecastAround(Console& console, const plan::Assessment& before,
                                     const live::TrafficRequest& request, const live::TrafficTally& tally) {
    live::TrafficForecast forecast = forecastOf(before, request, tally);
    if (console.readNodes() == kDone &&
        forecastOf(*console.session().assessment(), request, tally).shares != forecast.shares) {
        forecast = {{}, forecast.place, "The rules changed while requests were under way."};
    }
    return forecast;
}

int noPlace(const session::LabSession& session, const live::TrafficRequest& request) {
    std::string names;
    for (const session::LabSession::Node& node : session.shells()) {
        names += (names.empty() ? "" : ", ") + node.name;
    }
    const std::string place = request.netns.empty() ? request.node : request.node + "/" + request.netns;
    printError({ErrorKind::InvalidInput, "There is no " + place, {}, "Nodes: " + names});
    return kWrongUse;
}

int report(const TrafficReport& report, bool json) {
    json ? printTrafficJson(report) : printTrafficTable(report);
    return report.tally.failed() > 0 || report.isSkewed() ? kFailed : kDone;
}

}  // namespace

int trafficCommand(const Options& options) {
    const auto request = requestOf(options);
    const auto claim = claimOf(options);
    if (!request || !claim) {
        printError(request ? claim.error() : request.error());
        return kWrongUse;
    }
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    const session::LabSession& session = (*console)->session();
    const auto& nodes = session.shells();
    const auto node =
        std::find_if(nodes.begin(), nodes.end(), [&](const auto& one) { return one.name == request->node; });
    if (node == nodes.end()) {
        return noPlace(session, *request);
    }
    if (const int status = (*console)->readNodes(); status != kDone) {
        return status;
    }
    const auto state = session.assessment();
    if (state->nodes.at(node->name).findNetns(request->netns) == nullptr) {
        return noPlace(session, *request);
    }
    TrafficRun run(node->streams, options);
    const auto end = run.run(*request);
    if (!end) {
        printError(end.error());
        return exitStatusFor(end.error());
    }
    if (end->why == live::TrafficEnd::Why::Broken) {
        printError(end->error);
        return exitStatusFor(end->error);
    }
    const live::TrafficForecast forecast =
        *claim ? **claim : forecastAround(**console, *state, *request, run.tally());
    return report({run.tally(), forecast, live::judgeTraffic(forecast, run.tally().hits()), run.seconds(),
                   claim->has_value()},
                  options.json);
}

}  // namespace podwire::ctl
