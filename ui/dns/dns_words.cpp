// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dns/dns_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>

#include "core/models/dns_log_model.h"
#include "ui/live/live_table.h"
#include "ui/text/words.h"

namespace podwire::ui {
namespace {

using models::DnsLogModel;

constexpr double slow = 100;  // milliseconds: more than a look-up over a long way takes
constexpr double verySlow = 1000;

struct Dns {
    Q_DECLARE_TR_FUNCTIONS(Dns)
};

bool isClusterName(const std::string& name) {
    return name.ends_with(".cluster.local") || name.ends_with(".cluster.local.");
}

QString asked(const live::DnsQuestion& question) {
    return question.server.empty() ? Dns::tr("the resolver of /etc/resolv.conf")
                                   : QStringLiteral("%1:%2").arg(text(question.server)).arg(question.port);
}

QString failureWords(const live::DnsQuestion& question, const plan::DnsAnswer& answer) {
    const QString words =
        answer.failure == lab::Failure::Refused
            ? Dns::tr("Nobody listens at %1: the host answered, and has no server on that port.")
                  .arg(asked(question))
            : Dns::tr(
                  "Nothing came back from %1: no such host, no way there or back, or the packets are "
                  "dropped on the way.")
                  .arg(asked(question));
    return question.netns.empty() || !question.server.empty()
               ? words
               : words + u' ' +
                     Dns::tr("In a namespace 127.0.0.1 is its own loopback device, not the node's.");
}

QString missingWords(const live::DnsQuestion& question, const live::LabDnsServer* server) {
    if (server == nullptr && isClusterName(question.name)) {
        return Dns::tr(
            "The name does not exist for this server. Names of the cluster are known to the lab's "
            "CoreDNS only: ask that.");
    }
    if (server != nullptr && !server->upstreams.empty()) {
        return Dns::tr("The name does not exist: neither for CoreDNS itself, nor for %1, which it asks.")
            .arg(text(server->upstreams.front()));
    }
    return Dns::tr("The name does not exist, says a server that answers for it.");
}

QString statusWords(const live::DnsQuestion& question, const plan::DnsAnswer& answer,
                    const live::LabDnsServer* server) {
    if (answer.status == "NXDOMAIN") {
        return missingWords(question, server);
    }
    if (answer.status == "SERVFAIL") {
        return server != nullptr
                   ? Dns::tr(
                         "The server tried and failed: as a rule those that it asks (forward) do not answer.")
                   : Dns::tr("The server tried and failed: somebody further up did not answer, or lied.");
    }
    if (answer.status == "REFUSED") {
        return Dns::tr(
            "The server will not answer this client, or not for this name: it has no zone for it and "
            "forwards nothing.");
    }
    if (answer.status == "NOERROR" && answer.records.empty()) {
        return Dns::tr("The name exists, but it has no record of type %1.").arg(text(question.type));
    }
    return {};
}

/// "my-ip-service… is an alias (CNAME) of api.ipify.org."
QString aliasWords(const live::DnsQuestion& question, const plan::DnsAnswer& answer,
                   const live::LabDnsServer* server) {
    QStringList chain{text(question.name)};
    for (std::string at = question.name; chain.size() <= static_cast<qsizetype>(answer.records.size());) {
        at = answer.aliasOf(at);
        if (at.empty()) {
            break;
        }
        chain << text(at);
    }
    if (chain.size() > 1) {
        return Dns::tr("A true alias (CNAME), which the client gets to see: %1.")
            .arg(chain.join(QStringLiteral(" → ")));
    }
    if (server == nullptr) {
        return {};
    }
    const auto rewrite = std::find_if(server->rewrites.begin(), server->rewrites.end(),
                                      [&](const auto& one) { return one.first == question.name; });
    if (rewrite == server->rewrites.end() || answer.records.empty()) {
        return {};
    }
    return Dns::tr("No alias: the rewrite of %1 asked for %2 in its place and put the name back.")
        .arg(text(server->name), text(rewrite->second));
}

QString recordWords(const plan::DnsAnswer& answer) {
    QStringList words;
    for (const plan::DnsRecord& record : answer.records) {
        words << Dns::tr("%1 %2 (%3 s)").arg(text(record.type), text(record.data)).arg(record.ttl);
    }
    return words.join(QStringLiteral(", "));
}

QString lifeWords(const plan::DnsAnswer& answer) {
    const auto shortest =
        std::min_element(answer.records.begin(), answer.records.end(),
                         [](const auto& one, const auto& other) { return one.ttl < other.ttl; });
    return shortest == answer.records.end() ? QString()
                                            : Dns::tr("It may be kept for %1 s (TTL).").arg(shortest->ttl);
}

QString serverWords(const plan::DnsAnswer& answer) {
    if (answer.server.empty()) {
        return {};
    }
    const QString who = text(answer.server).replace(u'#', u':');
    const QString when = answer.milliseconds
                             ? Dns::tr("%1 answered in %2 ms").arg(who).arg(*answer.milliseconds)
                             : Dns::tr("%1 answered").arg(who);
    return answer.authoritative ? Dns::tr("%1, with the flag aa (authoritative).").arg(when) : when + u'.';
}

QString headlineOf(const plan::DnsAnswer& answer) {
    if (answer.status.empty()) {
        return answer.failure == lab::Failure::Refused ? Dns::tr("connection refused")
                                                       : Dns::tr("no answer in time");
    }
    if (answer.records.empty()) {
        return text(answer.status);
    }
    return Dns::tr("%1, %2").arg(text(answer.status), counted(static_cast<qsizetype>(answer.records.size()),
                                                              Dns::tr("record"), Dns::tr("records")));
}

}  // namespace

DnsWords explain(const live::DnsQuestion& question, const plan::DnsAnswer& answer,
                 const live::LabDnsServer* server) {
    if (answer.status.empty()) {
        return {headlineOf(answer), QStringLiteral("bad"), failureWords(question, answer)};
    }
    QStringList sentences{statusWords(question, answer, server), recordWords(answer),
                          aliasWords(question, answer, server),
                          QStringList{lifeWords(answer), serverWords(answer)}.join(u' ').trimmed()};
    sentences.removeAll(QString());
    const bool good = answer.status == "NOERROR";
    return {headlineOf(answer),
            good && !answer.records.empty() ? QStringLiteral("ok")
            : good                          ? QStringLiteral("warn")
                                            : QStringLiteral("bad"),
            sentences.join(u'\n')};
}

QString dnsLogCell(const QModelIndex& index) {
    switch (index.column()) {
        case DnsLogModel::WhenColumn:
            return index.data().toDateTime().toString(QStringLiteral("HH:mm:ss.zzz"));
        case DnsLogModel::TookColumn:
            return index.data().isValid() ? QStringLiteral("%1 ms").arg(index.data().toDouble(), 0, 'f', 1)
                                          : QString();
        default:
            return index.data().toString();
    }
}

CellLook dnsLogLook(const QModelIndex& index) {
    const QString rcode = index.data(DnsLogModel::RcodeRole).toString();
    const double took = index.data(DnsLogModel::TookRole).toDouble();
    const bool failed =
        index.data(DnsLogModel::ErrorRole).toBool() ||
        (!rcode.isEmpty() && rcode != QStringLiteral("NOERROR") && rcode != QStringLiteral("NXDOMAIN"));
    CellLook look;
    look.ground = failed ? &Tokens::badSoft : took >= verySlow ? &Tokens::warnSoft : nullptr;
    if (index.column() == DnsLogModel::NameColumn && rcode.isEmpty()) {
        look.shown = index.data(DnsLogModel::TextRole).toString();
        look.text = failed ? &Tokens::bad : &Tokens::muted;
        look.mono = true;
        return look;
    }
    switch (index.column()) {
        case DnsLogModel::WhenColumn:
            look.text = &Tokens::muted;
            look.mono = true;
            break;
        case DnsLogModel::RcodeColumn:
            look.text = failed                                ? &Tokens::bad
                        : rcode == QStringLiteral("NXDOMAIN") ? &Tokens::warn
                                                              : &Tokens::ok;
            break;
        case DnsLogModel::TookColumn:
            look.text = took >= verySlow ? &Tokens::bad : took >= slow ? &Tokens::warn : &Tokens::text;
            break;
        default:
            look.mono = index.column() != DnsLogModel::TypeColumn;
            break;
    }
    return look;
}

}  // namespace podwire::ui
