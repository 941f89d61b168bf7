// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/watch_conntrack.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QTimer>
#include <csignal>
#include <iostream>

#include "app/ctl/output.h"
#include "core/conntrack/nat.h"

namespace podwire::ctl {
namespace {

constexpr std::chrono::milliseconds kSignalLook{100};
constexpr double kMilli = 1'000;
constexpr double kMicro = 1'000'000;

volatile std::sig_atomic_t stopAsked = 0;

void askToStop(int /*signal*/) {
    stopAsked = 1;
}

std::string clockText(const QDateTime& time) {
    return time.toString(QStringLiteral("HH:mm:ss.zzz")).toStdString();
}

QDateTime timeOf(live::WallTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

double secondsOf(const QDateTime& time) {
    return static_cast<double>(time.toMSecsSinceEpoch()) / kMilli;
}

/// Turns what a feed tells into lines.
class Printer {
public:
    Printer(live::ConntrackFeed& feed, bool json) : feed_(feed), json_(json) {}

    /// What is heard before the table is known is told after it.
    void events(const std::vector<conntrack::Event>& events, quint64 notKept) {
        if (!ready_) {
            held_.insert(held_.end(), events.begin(), events.end());
            heldNotKept_ += notKept;
            return;
        }
        for (const conntrack::Event& event : events) {
            json_ ? line(eventJson(event)) : line(eventText(event));
        }
        if (notKept > 0) {
            const std::string count = std::to_string(notKept);
            json_ ? line(QJsonObject{{js("event"), js("not_printed")},
                                     {js("events"), static_cast<qint64>(notKept)}})
                  : line("not printed: " + count + " events, too many at once");
        }
        std::cout.flush();
    }

    /// A gap is told when it begins, when it ends, and each time that it grows.
    void gaps() {
        if (!feed_.gaps().empty()) {
            gap(feed_.gaps().last());
        }
        std::cout.flush();
    }

    void end() {
        const auto& counts = feed_.counts();
        json_ ? line(QJsonObject{{js("event"), js("end")},
                                 {js("events"), static_cast<qint64>(counts.events)},
                                 {js("lost"), static_cast<qint64>(counts.lost)},
                                 {js("unreadable"), static_cast<qint64>(counts.unreadable)},
                                 {js("other_family"), static_cast<qint64>(counts.otherFamily)},
                                 {js("flows"), static_cast<qint64>(counts.flows)},
                                 {js("complete"), feed_.isComplete()}})
              : line(std::to_string(counts.events) + " events, " + std::to_string(counts.lost) + " lost, " +
                     std::to_string(counts.flows) + " flows now");
        std::cout.flush();
    }

    void ready() {
        if (!std::exchange(ready_, true)) {
            json_ ? line(QJsonObject{{js("event"), js("ready")},
                                     {js("node"), js(feed_.node())},
                                     {js("flows"), static_cast<qint64>(feed_.counts().flows)}})
                  : line(feed_.node() + " tracks " + std::to_string(feed_.counts().flows) +
                         " flows; waiting for events");
            events(std::exchange(held_, {}), std::exchange(heldNotKept_, 0));
        }
    }

private:
    static void line(const std::string& text) { std::cout << text << '\n'; }
    static void line(const QJsonObject& object) {
        line(QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString());
    }

    static QJsonObject eventJson(const conntrack::Event& event) {
        QJsonObject object = flowJson(event.flow);
        object.insert(js("event"), js(std::string(conntrack::kindName(event.kind))));
        object.insert(js("time"), static_cast<double>(event.when) / kMicro);
        return object;
    }

    static std::string eventText(const conntrack::Event& event) {
        constexpr std::size_t kKindWidth = 8;
        std::string kind(conntrack::kindName(event.kind));
        kind.resize(std::max(kKindWidth, kind.size()), ' ');
        const auto when = QDateTime::fromMSecsSinceEpoch(event.when / static_cast<std::int64_t>(kMilli));
        return clockText(when) + "  " + kind + flowLine(event.flow);
    }

    void gap(const live::Gap& gap) const {
        const bool kernel = gap.kind == live::Gap::Kind::Kernel;
        if (json_) {
            QJsonObject object{{js("event"), js(kernel ? "lost" : "gap")},
                               {js("from"), secondsOf(timeOf(gap.from))}};
            object.insert(js("to"), gap.lasts() ? QJsonValue() : QJsonValue(secondsOf(timeOf(gap.to))));
            if (kernel) {
                object.insert(js("lost"), static_cast<qint64>(gap.lost));
            }
            line(object);
            return;
        }
        const std::string until =
            gap.lasts() ? std::string(" until now") : " to " + clockText(timeOf(gap.to));
        line(
            (kernel ? "lost " + std::to_string(gap.lost) + " events from " : std::string("not heard from ")) +
            clockText(timeOf(gap.from)) + until + (kernel ? ": the kernel dropped them" : ""));
    }

    live::ConntrackFeed& feed_;
    bool json_;
    bool ready_ = false;
    std::vector<conntrack::Event> held_;
    quint64 heldNotKept_ = 0;
};

}  // namespace

std::string flowLine(const conntrack::Flow& flow) {
    const std::string state(conntrack::stateWord(flow));
    const std::string nat = conntrack::natWords(flow);
    return conntrack::protocolName(flow.protocol) + (state.empty() ? "" : " " + state) + "  " +
           conntrack::tupleText(flow.protocol, flow.original) + (nat.empty() ? "" : ", " + nat);
}

int watchConntrack(const Options& options, live::ConntrackFeed& feed) {
    Printer printer(feed, options.json);
    QEventLoop loop;
    using Feed = live::ConntrackFeed;
    feed.keepEvents(true);
    QObject::connect(&feed, &Feed::eventsHeard, &loop,
                     [&](const auto& events, quint64 notKept) { printer.events(events, notKept); });
    QObject::connect(&feed, &Feed::gapsChanged, &loop, [&] { printer.gaps(); });
    bool everHeard = false;
    QObject::connect(&feed, &Feed::statusChanged, &loop, [&] {
        if (feed.isComplete()) {
            everHeard = true;
            printer.ready();
        } else if (!everHeard && feed.state() == live::Stream::State::Broken) {
            loop.exit(cannotFollow(feed));
        }
    });
    std::signal(SIGINT, askToStop);
    std::signal(SIGTERM, askToStop);
    QTimer signals_;
    QObject::connect(&signals_, &QTimer::timeout, &loop, [&] {
        if (stopAsked != 0) {
            loop.quit();
        }
    });
    signals_.start(kSignalLook);
    if (options.seconds > 0) {
        QTimer::singleShot(static_cast<int>(options.seconds * kMilli), &loop, &QEventLoop::quit);
    }
    const int status = loop.exec();
    if (status == kDone) {
        printer.end();
    }
    return status;
}

}  // namespace podwire::ctl
