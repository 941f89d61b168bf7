// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/watch_net.h"

#include <QDateTime>
#include <QEventLoop>
#include <QJsonDocument>
#include <QTimer>
#include <algorithm>
#include <map>

#include "app/ctl/console.h"
#include "app/ctl/net_rows.h"
#include "app/ctl/output.h"
#include "core/live/live.h"

namespace podwire::ctl {
namespace {

class NetWatch {
public:
    NetWatch(live::NetFeed& feed, const Options& options)
        : feed_(feed), options_(options), links_(options.arguments.value(0) == js("links")) {}

    int run(std::chrono::milliseconds lasting) {
        QEventLoop loop;
        QObject::connect(&feed_, &live::NetFeed::changed, &loop, [this] { onChange(); });
        QObject::connect(&feed_, &live::NetFeed::stateChanged, &loop, [this] { onState(); });
        if (lasting.count() > 0) {
            QTimer::singleShot(lasting, &loop, &QEventLoop::quit);
        }
        const auto need = feed_.need();
        loop.exec();
        return seen_ ? kDone : kUnreachable;
    }

private:
    using Rows = std::map<QString, QJsonObject>;

    /// By what they say, so that a row that says something else is another row.
    [[nodiscard]] Rows rows(const live::NetSnapshot& net) const {
        Rows all;
        const auto add = [&](const QJsonObject& row) {
            all.emplace(QString::fromUtf8(QJsonDocument(row).toJson(QJsonDocument::Compact)), row);
        };
        for (const live::Namespace& netns : *net.namespaces) {
            if (links_) {
                std::for_each(netns.links.begin(), netns.links.end(),
                              [&](const auto& link) { add(linkRow(netns.name, link)); });
            } else {
                std::for_each(netns.routes.begin(), netns.routes.end(),
                              [&](const auto& route) { add(routeRow(netns.name, route)); });
            }
        }
        return all;
    }

    void onChange() {
        const auto net = feed_.snapshot();
        if (net->namespaces != namespaces_) {
            namespaces_ = net->namespaces;
            const Rows now = rows(*net);
            tellMissing(rows_, now, "removed");
            tellMissing(now, rows_, seen_ ? "added" : "is");
            rows_ = now;
            seen_ = true;
        }
        tellGap();
        if (links_ && net->countedAt != countedAt_) {
            countedAt_ = net->countedAt;
            tellRates(*net);
        }
    }

    void tellMissing(const Rows& all, const Rows& there, const char* change) {
        for (const auto& [key, row] : all) {
            if (!there.contains(key)) {
                tell(change, row);
            }
        }
    }

    /// A time in which a link or a route may have come and gone.
    void tellGap() {
        const live::Gaps& gaps = feed_.gaps();
        if (!gaps.empty() && gaps.last().to > gapTo_) {
            gapTo_ = gaps.last().to;
            tell("gap", {{js("from"), clock(gaps.last().from)}, {js("to"), clock(gapTo_)}});
        }
    }

    static QString clock(live::WallTime time) {
        return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toString(js("HH:mm:ss.zzz"));
    }

    void tellRates(const live::NetSnapshot& net) {
        for (const auto& [name, rate] : net.rates) {
            if (rate.packets() > 0) {
                tell("rate", {{js("name"), js(name)},
                              {js("packetsIn"), qRound64(rate.packetsIn)},
                              {js("packetsOut"), qRound64(rate.packetsOut)},
                              {js("bytesIn"), qRound64(rate.bytesIn)},
                              {js("bytesOut"), qRound64(rate.bytesOut)}});
            }
        }
    }

    void onState() {
        const bool lost = feed_.state() == live::Stream::State::Broken;
        if (lost && !lost_) {
            tell("lost", {{js("why"), js(feed_.problem().message)}});
        } else if (lost_ && feed_.state() == live::Stream::State::Running) {
            tell("back", {});
        }
        lost_ = lost || (lost_ && feed_.state() != live::Stream::State::Running);
    }

    void tell(const char* change, QJsonObject row) const {
        const QString when = clock(live::wallTime());
        if (options_.json) {
            row.insert(js("change"), js(change));
            row.insert(js("when"), when);
            printLine(QJsonDocument(row).toJson(QJsonDocument::Compact).toStdString());
            return;
        }
        QString line = when + js(" ") + js(change).leftJustified(kChangeWidth);
        for (auto field = row.begin(); field != row.end(); ++field) {
            const QString value = words(field.value());
            if (!value.isEmpty()) {
                line += js("  ") + field.key() + js(" ") + value;
            }
        }
        printLine(line.toStdString());
    }

    static QString words(const QJsonValue& value) {
        if (value.isArray()) {
            QStringList all;
            for (const QJsonValue one : value.toArray()) {
                all << one.toString();
            }
            return all.join(js(" "));
        }
        if (value.isBool()) {
            return value.toBool() ? js("yes") : js("no");
        }
        return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
    }

    static constexpr int kChangeWidth = 7;

    live::NetFeed& feed_;
    const Options& options_;
    bool links_;
    bool seen_ = false;
    live::WallTime gapTo_;
    bool lost_ = false;
    double countedAt_ = 0;
    std::shared_ptr<const live::Namespaces> namespaces_;
    Rows rows_;
};

}  // namespace

int watchNet(const Options& options) {
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    live::Live live((*console)->session());
    const std::string name = options.arguments.value(1).toStdString();
    const auto nodes = live.nodes();
    if (std::find(nodes.begin(), nodes.end(), name) == nodes.end()) {
        printError({ErrorKind::InvalidInput, "There is no node '" + name + "'", {}, {}});
        return kWrongUse;
    }
    constexpr double thousand = 1000;
    return NetWatch(live.net(name), options)
        .run(std::chrono::milliseconds(static_cast<int64_t>(options.seconds * thousand)));
}

}  // namespace podwire::ctl
