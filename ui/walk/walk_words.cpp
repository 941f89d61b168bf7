// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/walk/walk_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "core/models/walk_model.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using models::WalkModel;
using walk::Hop;

struct Walk {
    Q_DECLARE_TR_FUNCTIONS(Walk)
};

const live::WalkStep& stepOf(const QModelIndex& index) {
    return static_cast<const WalkModel*>(index.model())->at(index.row());
}

QString placeWords(const Hop& hop) {
    return hop.netns.empty() ? text(hop.node) : Walk::tr("%1 on %2").arg(text(hop.netns), text(hop.node));
}

QString endsWords(const netfilter::Endpoints& ends) {
    return text(netfilter::endpointText(ends.source, ends.sourcePort)) + QStringLiteral(" → ") +
           text(netfilter::endpointText(ends.destination, ends.destinationPort));
}

QString deedWords(const Hop& hop) {
    const QString rule = text(hop.rule);
    const QString verdict = text(hop.verdict);
    switch (hop.kind) {
        case Hop::Kind::Rule:
            return verdict + QStringLiteral("   ") + rule;
        case Hop::Kind::Policy:
            return Walk::tr("policy: %1").arg(verdict);
        case Hop::Kind::Translation:
            return Walk::tr("conntrack translates as it remembers");
        case Hop::Kind::Route:
            return rule.isEmpty() ? verdict : rule;
        case Hop::Kind::Bridge:
            return Walk::tr("switched by bridge %1").arg(rule);
        case Hop::Kind::Socket:
            return rule.isEmpty() ? Walk::tr("a socket takes it") : Walk::tr("socket %1").arg(rule);
    }
    return {};
}

/// What fits a cell: of a rule its number and what it does.
QString shortDeedWords(const Hop& hop) {
    if (hop.kind != Hop::Kind::Rule) {
        return deedWords(hop);
    }
    const QString rule = text(hop.rule);
    const qsizetype jump = rule.indexOf(QStringLiteral(" -j "));
    const QString deed = jump < 0 ? text(hop.verdict) : rule.mid(jump + 4);
    return hop.position == 0 ? deed : Walk::tr("rule %1: %2").arg(hop.position).arg(deed);
}

QString stageWords(const QModelIndex& index, const Hop& hop) {
    switch (hop.kind) {
        case Hop::Kind::Route:
            return Walk::tr("routing");
        case Hop::Kind::Bridge:
            return Walk::tr("bridge");
        case Hop::Kind::Socket:
            return Walk::tr("socket");
        default:
            return index.data().toString();
    }
}

QString toldWords(const live::WalkStep& step) {
    if (step.contradicts) {
        return step.isTraced ? Walk::tr("kernel, not foretold") : Walk::tr("foretold, not so");
    }
    if (step.isTraced) {
        return step.isForetold ? Walk::tr("kernel ✓ foretold") : Walk::tr("kernel");
    }
    return Walk::tr("foretold");
}

QString toldSentence(const live::WalkStep& step) {
    if (step.contradicts) {
        return step.isTraced ? Walk::tr("The kernel told it; it was not foretold.")
                             : Walk::tr("It was foretold; the kernel told otherwise.");
    }
    if (step.isTraced) {
        return step.isForetold ? Walk::tr("The kernel told it, as foretold.")
                               : Walk::tr("The kernel told it.");
    }
    return walk::isTraced(step.hop) ? Walk::tr("It is foretold by the rules that stand now.")
                                    : Walk::tr("It is foretold; a trace tells of rules only.");
}

/// The service's end, and the client's where that was just translated.
QString packetWords(const Hop& hop) {
    const netfilter::Endpoints& now = hop.after;
    const QString source = text(netfilter::endpointText(now.source, now.sourcePort));
    const QString destination = text(netfilter::endpointText(now.destination, now.destinationPort));
    const bool isClientNew =
        hop.isReply ? hop.before.destination != now.destination : hop.before.source != now.source;
    if (isClientNew) {
        return Walk::tr("from %1 to %2").arg(source, destination);
    }
    return hop.isReply ? Walk::tr("from %1").arg(source) : Walk::tr("to %1").arg(destination);
}

/// The colour of who is on the other end of the packet.
QColor packetColour(const Hop& hop, const AddressBook& addresses) {
    const auto& end = hop.isReply ? hop.after.source : hop.after.destination;
    if (!end) {
        return {};
    }
    const QString address = text(netfilter::formatAddress(*end));
    const qsizetype backend = addresses.backends.indexOf(address);
    if (backend >= 0) {
        return tokens().backend(backend);
    }
    return address == addresses.vip ? tokens().vip : QColor();
}

void addPacket(const Hop& hop, QStringList& lines) {
    lines << Walk::tr("packet   %1").arg(endsWords(hop.before));
    if (hop.after != hop.before) {
        lines << Walk::tr("becomes  %1").arg(endsWords(hop.after));
    }
    if (!hop.in.empty()) {
        lines << Walk::tr("in       %1").arg(text(hop.in));
    }
    if (!hop.out.empty()) {
        lines << Walk::tr("out      %1").arg(text(hop.out));
    }
}

void addMisses(const Hop& hop, QStringList& lines) {
    if (hop.misses.empty() && hop.earlierMisses == 0) {
        return;
    }
    lines << QString() << Walk::tr("Looked at before it, in this chain:");
    if (hop.earlierMisses > 0) {
        lines << Walk::tr("  %1, none of which matched")
                     .arg(counted(static_cast<qsizetype>(hop.earlierMisses), Walk::tr("rule"),
                                  Walk::tr("rules")));
    }
    for (const walk::Miss& miss : hop.misses) {
        lines << Walk::tr("  %1. %2").arg(miss.position).arg(text(miss.rule))
              << Walk::tr("     no: %1").arg(text(miss.reason));
    }
}

WalkSummary foretoldSummary(const live::PacketWalk& walk) {
    constexpr double all = 0.9999;
    const double answered = walk.foretold.answered();
    const QString share = QString::number(100 * answered, 'f', 1);
    if (walk.foretold.ways.size() == 1) {
        const walk::End& end = walk.foretold.ways.front().end;
        return {Walk::tr("foretold"), end.kind == walk::End::Kind::Answered ? "ok" : "warn",
                Walk::tr("By what stands on the nodes now %1.").arg(text(end.text))};
    }
    return {Walk::tr("foretold"), answered > all ? "ok" : "warn",
            Walk::tr("The packet can take %1 ways; %2 % of such requests are answered.")
                .arg(walk.foretold.ways.size())
                .arg(share)};
}

WalkSummary tracedSummary(const live::PacketWalk& walk) {
    const live::TracedWalk& traced = *walk.traced;
    const QString end = Walk::tr("The request was %1.").arg(text(trace::endOf(traced.story, traced.result)));
    const trace::Comparison& compared = traced.comparison;
    if (!compared.difference.empty()) {
        return {
            Walk::tr("not as foretold"), "bad",
            end + QLatin1Char(' ') + text(compared.difference) + Walk::tr(" Podwire's model is wrong here.")};
    }
    if (!compared.way || !compared.isDecided) {
        return {Walk::tr("traced"), "neutral", end + Walk::tr(" Podwire could not foretell it.")};
    }
    if (traced.result.kind == "answered") {
        return {Walk::tr("as foretold"), "ok", end};
    }
    return {Walk::tr("as foretold"), "warn",
            Walk::tr("Not answered (%1): %2.")
                .arg(text(traced.result.kind), text(walk.foretold.ways[*compared.way].end.text))};
}

}  // namespace

QString walkCell(const QModelIndex& index) {
    const live::WalkStep& step = stepOf(index);
    switch (index.column()) {
        case WalkModel::PlaceColumn:
            return (step.hop.isReply ? QStringLiteral("← ") : QStringLiteral("→ ")) + placeWords(step.hop);
        case WalkModel::DeedColumn:
            return shortDeedWords(step.hop);
        case WalkModel::StageColumn:
            return stageWords(index, step.hop);
        case WalkModel::PacketColumn:
            return packetWords(step.hop);
        case WalkModel::ToldColumn:
            return toldWords(step);
        default:
            return index.data().toString();
    }
}

CellLook walkLook(const QModelIndex& index, const AddressBook& addresses) {
    const live::WalkStep& step = stepOf(index);
    CellLook look;
    const bool isQuiet = !step.isTraced || step.hop.kind == Hop::Kind::Policy;
    look.text = isQuiet ? &Tokens::muted : &Tokens::text;
    if (step.contradicts) {
        look.ground = &Tokens::badSoft;
    }
    switch (index.column()) {
        case WalkModel::PacketColumn:
            look.own = packetColour(step.hop, addresses);
            break;
        case WalkModel::ToldColumn:
            look.text = step.contradicts ? &Tokens::bad : look.text;
            break;
        default:
            break;
    }
    return look;
}

QString momentTitle(const live::WalkStep& step) {
    const Hop& hop = step.hop;
    QString title = placeWords(hop);
    if (!hop.hook.empty()) {
        title += QStringLiteral(", ") + text(hop.hook);
    }
    if (hop.kind == Hop::Kind::Rule || hop.kind == Hop::Kind::Policy) {
        title += Walk::tr(": %1 %2").arg(text(hop.table), text(hop.chain));
    }
    if (hop.kind == Hop::Kind::Rule && hop.position > 0) {
        title += Walk::tr(", rule %1").arg(hop.position);
    }
    return title;
}

QString momentText(const live::WalkStep& step) {
    const Hop& hop = step.hop;
    QStringList lines{deedWords(hop)};
    if (hop.kind == Hop::Kind::Rule && hop.chance < 1) {
        lines << Walk::tr("It matches %1 % of such packets.").arg(100 * hop.chance, 0, 'f', 1);
    }
    addPacket(hop, lines);
    addMisses(hop, lines);
    lines << QString() << toldSentence(step);
    return lines.join(QLatin1Char('\n'));
}

PickedRule pickedRule(const Hop& hop) {
    const bool isInChain = hop.kind == Hop::Kind::Rule || hop.kind == Hop::Kind::Policy;
    const bool isForeign = hop.table.find(' ') != std::string::npos;  // of nft's own: with its family
    if (!isInChain || isForeign) {
        return {};
    }
    return {text(hop.node), {}, text(hop.table), text(hop.chain), text(live::specificationOf(hop)),
            text(hop.netns)};
}

WalkSummary walkSummary(const live::PacketWalk& walk) {
    return walk.traced ? tracedSummary(walk) : foretoldSummary(walk);
}

QString wayWords(const live::PacketWalk& walk, std::size_t way) {
    const walk::Way& one = walk.foretold.ways[way];
    const bool isTaken = walk.traced && walk.traced->comparison.way == way;
    return Walk::tr("%1 %: %2%3")
        .arg(100 * one.probability, 0, 'f', 1)
        .arg(text(one.end.text), isTaken ? Walk::tr(" (taken)") : QString());
}

QString walkNotes(const live::PacketWalk& walk) {
    QStringList notes;
    for (const std::string& spot : walk.blindSpots) {
        notes << text(spot) + QLatin1Char('.');
    }
    if (walk.traced) {
        for (const std::string& gap : walk.traced->gaps) {
            notes << text(gap) + QLatin1Char('.');
        }
    }
    notes.removeDuplicates();
    return notes.join(QLatin1Char('\n'));
}

}  // namespace podwire::ui
