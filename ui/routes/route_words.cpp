// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routes/route_words.h"

#include <QCoreApplication>

#include "core/models/link_model.h"
#include "core/models/route_model.h"
#include "core/netfilter/rule.h"
#include "ui/live/live_table.h"
#include "ui/text/words.h"

namespace podwire::ui {
namespace {

using models::LinkModel;
using models::LinkUse;
using models::RouteMark;
using models::RouteModel;

struct Routes {
    Q_DECLARE_TR_FUNCTIONS(Routes)
};

/// How the packet comes to be where its way is looked for.
QString beginning(const live::RouteQuestion& question) {
    if (question.arrival.empty()) {
        return text(question.address);
    }
    return Routes::tr("A packet from %1 that arrives on %2 for %3")
        .arg(text(question.source), text(question.arrival), text(question.address));
}

QString specialWords(const live::RouteQuestion& question, const netstate::RouteLookup& way) {
    if (way.type == "local") {
        return Routes::tr("%1 is an address of this place itself: it goes nowhere.")
            .arg(text(question.address));
    }
    if (way.type == "broadcast") {
        return Routes::tr("%1 is a broadcast: everybody on %2 gets it.")
            .arg(text(question.address), text(way.device));
    }
    return Routes::tr("%1 is a %2 address, sent on %3.")
        .arg(text(question.address), text(way.type), text(way.device));
}

QString markWords(const QModelIndex& index) {
    QStringList words;
    switch (static_cast<RouteMark>(index.data(RouteModel::MarkRole).toInt())) {
        case RouteMark::Taken:
            words << Routes::tr("► taken");
            break;
        case RouteMark::Leads:
            words << Routes::tr("leads there too");
            break;
        case RouteMark::None:
            break;
    }
    if (index.data(RouteModel::OfStepRole).toBool()) {
        words << Routes::tr("★ this step");
    }
    return words.join(QStringLiteral(" · "));
}

QString useWord(LinkUse use) {
    switch (use) {
        case LinkUse::Up:
            return Routes::tr("up");
        case LinkUse::NoCarrier:
            return Routes::tr("no carrier");
        case LinkUse::Down:
            break;
    }
    return Routes::tr("down");
}

LinkUse useOf(const QModelIndex& index) {
    return static_cast<LinkUse>(index.data(LinkModel::UseRole).toInt());
}

}  // namespace

QString routeName(const netstate::Route& route) {
    const QString name = text(route.destination);
    return route.type == "unicast" ? name : text(route.type) + u' ' + name;
}

QString wayWords(const live::RouteQuestion& question, const netstate::RouteAnswer& answer) {
    const netstate::RouteLookup& way = answer.way;
    if (way.type != "unicast") {
        return specialWords(question, way);
    }
    const QString goes =
        way.gateway.empty()
            ? Routes::tr("%1 goes straight onto the link %2").arg(beginning(question), text(way.device))
            : Routes::tr("%1 goes via gateway %2 on %3")
                  .arg(beginning(question), text(way.gateway), text(way.device));
    return way.source.empty() ? goes + u'.' : Routes::tr("%1, with source %2.").arg(goes, text(way.source));
}

QString whyWords(const std::vector<netstate::Route>& routes, const live::RouteQuestion& question,
                 const netstate::RouteAnswer& answer, std::optional<std::size_t> taken) {
    if (answer.way.type != "unicast") {
        return Routes::tr("Table local says so; it is not listed here.");
    }
    if (!taken) {
        return Routes::tr("Its route is in table %1 and is not listed here.").arg(text(answer.table));
    }
    const netstate::Route& route = routes[*taken];
    const auto address = netfilter::parseAddress(question.address).value_or(0);
    const auto all = netstate::routesTo(routes, address, route.table);
    const QString table = route.table == "main"
                              ? QString()
                              : Routes::tr(" A rule (ip rule) leads to table %1.").arg(text(route.table));
    if (all.size() == 1) {
        return Routes::tr("Only %1 matches.").arg(routeName(route)) + table;
    }
    if (all.front() != *taken) {
        return Routes::tr("%1 would come first, but the kernel passed it over.")
                   .arg(routeName(routes[all.front()])) +
               table;
    }
    const netstate::Route& next = routes[all[1]];
    if (netstate::prefixLength(next) != netstate::prefixLength(route)) {
        return Routes::tr("%1 is the longest prefix of %2 that match.")
                   .arg(routeName(route))
                   .arg(all.size()) +
               table;
    }
    return (next.metric != route.metric
                ? Routes::tr("Metric %1 comes before %2.").arg(route.metric).arg(next.metric)
                : Routes::tr("Of equal routes the first is taken, or they take turns.")) +
           table;
}

QString routeCell(const QModelIndex& index) {
    switch (index.column()) {
        case RouteModel::MarkColumn:
            return markWords(index);
        case RouteModel::DestinationColumn: {
            const QString type = index.data(RouteModel::TypeRole).toString();
            const QString name = index.data().toString();
            return type == QStringLiteral("unicast") ? name : type + u' ' + name;
        }
        case RouteModel::MetricColumn:
            return index.data().toUInt() == 0 ? QString() : index.data().toString();
        default:
            return index.data().toString();
    }
}

CellLook routeLook(const QModelIndex& index) {
    const auto mark = static_cast<RouteMark>(index.data(RouteModel::MarkRole).toInt());
    const bool ofStep = index.data(RouteModel::OfStepRole).toBool();
    CellLook look;
    look.ground = mark == RouteMark::Taken ? &Tokens::okSoft : ofStep ? &Tokens::accentSoft : nullptr;
    look.mono = index.column() <= RouteModel::SourceColumn;
    if (index.column() == RouteModel::TableColumn || index.column() == RouteModel::ProtocolColumn) {
        look.text = &Tokens::muted;
    } else if (index.column() == RouteModel::MarkColumn) {
        look.text = mark == RouteMark::Taken ? &Tokens::ok : ofStep ? &Tokens::accent : &Tokens::muted;
    }
    return look;
}

QString linkCell(const QModelIndex& index) {
    switch (index.column()) {
        case LinkModel::NameColumn:
            return (index.data(LinkModel::OfStepRole).toBool() ? QStringLiteral("★ ") : QString()) +
                   index.data().toString();
        case LinkModel::UseColumn:
            return useWord(useOf(index));
        case LinkModel::AddressesColumn:
            return index.data().toStringList().join(QStringLiteral(", "));
        case LinkModel::PeerColumn: {
            const QString netns = index.data(LinkModel::PeerNetnsRole).toString();
            const QString name = index.data().toString();
            return !index.data(LinkModel::PeerElsewhereRole).toBool() ? name
                   : netns.isEmpty()                                  ? Routes::tr("%1 on the node").arg(name)
                                     : Routes::tr("%1 in %2").arg(name, netns);
        }
        default:
            return index.data().toString();
    }
}

CellLook linkLook(const QModelIndex& index) {
    CellLook look;
    look.ground = index.data(LinkModel::OfStepRole).toBool() ? &Tokens::accentSoft : nullptr;
    switch (index.column()) {
        case LinkModel::UseColumn:
            look.text = useOf(index) == LinkUse::Up          ? &Tokens::ok
                        : useOf(index) == LinkUse::NoCarrier ? &Tokens::warn
                                                             : &Tokens::bad;
            break;
        case LinkModel::NameColumn:
        case LinkModel::MasterColumn:
        case LinkModel::PeerColumn:
        case LinkModel::AddressesColumn:
            look.mono = true;
            break;
        case LinkModel::MacColumn:
            look.mono = true;
            [[fallthrough]];
        case LinkModel::KindColumn:
        case LinkModel::MtuColumn:
            look.text = &Tokens::muted;
            break;
        default:
            break;
    }
    return look;
}

}  // namespace podwire::ui
