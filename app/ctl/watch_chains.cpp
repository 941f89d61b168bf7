// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QEventLoop>
#include <QJsonDocument>
#include <QTimer>
#include <algorithm>
#include <csignal>
#include <iostream>
#include <map>

#include "app/ctl/commands.h"
#include "app/ctl/console.h"
#include "app/ctl/output.h"
#include "core/live/live.h"

namespace podwire::ctl {
namespace {

using netfilter::TalliedChain;
using netfilter::TallyEvent;

volatile std::sig_atomic_t stopped = 0;

void onSignal(int /*signal*/) {
    stopped = 1;
}

QJsonValue millis(netfilter::Moment moment) {
    return static_cast<qint64>(moment.count());
}

QJsonObject countJson(const netfilter::Count& count) {
    return {{js("packets"), static_cast<qint64>(count.total.packets)},
            {js("bytes"), static_cast<qint64>(count.total.bytes)},
            {js("rate"), count.packetsPerSecond}};
}

QJsonObject with(QJsonObject object, const QJsonObject& more) {
    for (auto one = more.begin(); one != more.end(); ++one) {
        object.insert(one.key(), one.value());
    }
    return object;
}

QString kindWord(TallyEvent::Kind kind) {
    switch (kind) {
        case TallyEvent::Kind::Arrived:
            return js("arrived");
        case TallyEvent::Kind::Left:
            return js("left");
        case TallyEvent::Kind::Moved:
            return js("moved");
        case TallyEvent::Kind::Reset:
            break;
    }
    return js("reset");
}

/// The line of an event for people: what it is, then its values.
std::string wordsOf(const QJsonObject& event) {
    std::string words = event.value(js("event")).toString().toStdString();
    for (const char* const key : {"table", "chain", "number", "rules", "packets", "rate", "rule", "from",
                                  "to", "interval_ms", "per_mille", "problem"}) {
        const QJsonValue value = event.value(QLatin1String(key));
        if (value.isString()) {
            words += "  " + value.toString().toStdString();
        } else if (value.isDouble()) {
            words += "  " + std::string(key) + " " + QString::number(value.toDouble()).toStdString();
        }
    }
    return words;
}

/// Prints a node's rules and then whatever becomes of them.
class ChainWatcher : public QObject {
public:
    ChainWatcher(const Options& options, live::ChainFeed& feed) : options_(options), feed_(feed) {
        connect(&feed_, &live::ChainFeed::snapshotChanged, this, &ChainWatcher::onSnapshot);
        connect(&feed_, &live::ChainFeed::stateChanged, this, &ChainWatcher::onState);
        connect(&poll_, &QTimer::timeout, this, [this] {
            if (stopped != 0) {
                loop_.quit();
            }
        });
    }

    int run() {
        constexpr int kPoll = 100;
        constexpr double kMilliseconds = 1000;
        std::signal(SIGINT, onSignal);
        std::signal(SIGTERM, onSignal);
        poll_.start(kPoll);
        if (options_.seconds > 0) {
            QTimer::singleShot(static_cast<int>(options_.seconds * kMilliseconds), &loop_, &QEventLoop::quit);
        }
        const auto need = feed_.need();
        loop_.exec();
        if (!feed_.snapshot()->known) {
            printError(feed_.state() == live::Stream::State::Broken
                           ? feed_.problem()
                           : Error{ErrorKind::Timeout, "Nothing was heard from the node", {}, {}});
            return kUnreachable;
        }
        return kDone;
    }

private:
    void print(const QJsonObject& event) const {
        std::cout << (options_.json ? QJsonDocument(event).toJson(QJsonDocument::Compact).toStdString()
                                    : wordsOf(event))
                  << std::endl;
    }

    void onState() {
        if (feed_.state() == live::Stream::State::Broken && !lost_) {
            print({{js("event"), js("lost")}, {js("problem"), js(feed_.problem().text())}});
        }
        lost_ = feed_.state() == live::Stream::State::Broken;
    }

    void onSnapshot() {
        const live::ChainSnapshot& now = *feed_.snapshot();
        if (!now.known) {
            return;
        }
        if (shown_.empty()) {
            printWhole(now);
        } else {
            printGaps(now);
            printEvents(now);
            printCounts(now);
        }
        printPace(now);
        gaps_ = now.gaps.empty() ? live::WallTime() : now.gaps.last().to;
        shown_ = now.sources;
    }

    static QJsonObject place(const std::string& backend, const std::string& table, const std::string& chain) {
        return {{js("backend"), js(backend)}, {js("table"), js(table)}, {js("chain"), js(chain)}};
    }

    void printWhole(const live::ChainSnapshot& now) const {
        QJsonArray chains;
        for (const live::ChainSource& source : now.sources) {
            for (const auto& chain : source.rules->chains) {
                QJsonArray rules;
                for (std::size_t i = 0; i < chain->counts.size(); ++i) {
                    rules.append(with({{js("rule"), js(chain->rules->at(i)->installed.line)}},
                                      countJson(chain->counts[i])));
                }
                chains.append(with(with(place(source.backend, chain->table, chain->name),
                                        {{js("policy"), js(chain->policy)}, {js("rules"), rules}}),
                                   countJson(chain->policyCount)));
            }
        }
        print({{js("event"), js("snapshot")}, {js("at"), millis(now.at)}, {js("chains"), chains}});
    }

    void printGaps(const live::ChainSnapshot& now) const {
        for (const live::Gap& gap : now.gaps.all()) {
            if (gap.to > gaps_) {
                print({{js("event"), js("gap")},
                       {js("from"), millis(gap.from.time_since_epoch())},
                       {js("to"), millis(gap.to.time_since_epoch())}});
            }
        }
    }

    void printEvents(const live::ChainSnapshot& now) const {
        for (const live::ChainEvent& event : now.events) {
            QJsonObject object =
                with({{js("event"), kindWord(event.what.kind)}, {js("at"), millis(event.at)}},
                     place(event.backend, event.what.table, event.what.chain));
            if (event.what.rule) {
                object.insert(js("rule"), js(event.what.rule->installed.line));
                object.insert(js("number"), static_cast<qint64>(event.what.place + 1));
            } else {
                object.insert(js("rules"), static_cast<qint64>(event.what.rules));
            }
            print(object);
        }
    }

    void printCounts(const live::ChainSnapshot& now) const {
        for (std::size_t s = 0; s < std::min(now.sources.size(), shown_.size()); ++s) {
            const auto& before = shown_[s].rules->chains;
            const auto& chains = now.sources[s].rules->chains;
            for (std::size_t c = 0; c < chains.size(); ++c) {
                // Mostly the chains are the same ones in the same order; else the one of that name is sought.
                const bool inPlace = c < before.size() && before[c]->name == chains[c]->name &&
                                     before[c]->table == chains[c]->table;
                const TalliedChain* old = inPlace ? before[c].get() : find(before, *chains[c]);
                if (old != chains[c].get()) {
                    printChain(now, now.sources[s].backend, *chains[c], old);
                }
            }
        }
    }

    static const TalliedChain* find(const std::vector<std::shared_ptr<const TalliedChain>>& chains,
                                    const TalliedChain& like) {
        const auto found = std::find_if(chains.begin(), chains.end(), [&](const auto& one) {
            return one->name == like.name && one->table == like.table;
        });
        return found == chains.end() ? nullptr : found->get();
    }

    void printChain(const live::ChainSnapshot& now, const std::string& backend, const TalliedChain& chain,
                    const TalliedChain* old) const {
        std::map<const netfilter::TalliedRule*, const netfilter::Count*> before;
        for (std::size_t i = 0; old != nullptr && i < old->counts.size(); ++i) {
            before[old->rules->at(i).get()] = &old->counts[i];
        }
        for (std::size_t i = 0; i < chain.counts.size(); ++i) {
            const auto known = before.find(chain.rules->at(i).get());
            const netfilter::Count& count = chain.counts[i];
            if (known != before.end() && known->second->total == count.total &&
                known->second->packetsPerSecond == count.packetsPerSecond) {
                continue;
            }
            print(with(with({{js("event"), js("count")}, {js("at"), millis(now.at)}},
                            place(backend, chain.table, chain.name)),
                       with({{js("number"), static_cast<qint64>(i + 1)},
                             {js("rule"), js(chain.rules->at(i)->installed.line)}},
                            countJson(count))));
        }
    }

    void printPace(const live::ChainSnapshot& now) {
        const live::ChainPace& pace = now.pace;
        if (pace.intervalMilliseconds == pace_.intervalMilliseconds && pace.perMille == pace_.perMille) {
            return;
        }
        pace_ = pace;
        print({{js("event"), js("pace")},
               {js("interval_ms"), pace.intervalMilliseconds},
               {js("cost_ms"), pace.costMilliseconds},
               {js("per_mille"), pace.perMille},
               {js("by_chains"), pace.byChains}});
    }

    const Options& options_;
    live::ChainFeed& feed_;
    std::vector<live::ChainSource> shown_;
    live::WallTime gaps_;
    live::ChainPace pace_;
    bool lost_ = false;
    QTimer poll_;
    QEventLoop loop_;
};

/// TABLE/CHAIN words after the node: of a big rule set these are counted.
std::vector<live::ChainName> wantedChains(const QStringList& words) {
    std::vector<live::ChainName> chains;
    for (const QString& word : words) {
        const QStringList parts = word.split(QLatin1Char('/'));
        if (parts.size() == 2) {
            chains.push_back({parts[0].toStdString(), parts[1].toStdString()});
        }
    }
    return chains;
}

}  // namespace

int watchChainsCommand(const Options& options) {
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    live::Live live((*console)->session());
    const QString where = options.arguments.value(1);
    const std::string node = where.section(QLatin1Char('/'), 0, 0).toStdString();
    const std::string netns = where.section(QLatin1Char('/'), 1, 1).toStdString();
    const std::vector<std::string> nodes = live.nodes();
    if (std::find(nodes.begin(), nodes.end(), node) == nodes.end()) {
        printError({ErrorKind::InvalidInput, "There is no node '" + node + "'", {}, {}});
        return kWrongUse;
    }
    live::ChainFeed& feed = live.chains(node, netns);
    feed.lookAt(wantedChains(options.arguments.mid(2)));
    return ChainWatcher(options, feed).run();
}

}  // namespace podwire::ctl
