// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/evidence.h"

#include <QString>
#include <QStringList>

#include "core/base/shellwords.h"
#include "core/netstate/netstate.h"

namespace podwire::plan {
namespace {

constexpr const char* kMark = "\036evidence ";

std::string hostOf(const std::string& address) {
    return address.substr(0, address.find_first_of(":/"));
}

std::string targetOf(const lab::Check& check) {
    if (const auto* http = std::get_if<lab::HttpCheck>(&check.what)) {
        return hostOf(http->address);
    }
    if (const auto* ping = std::get_if<lab::PingCheck>(&check.what)) {
        return ping->address;
    }
    return {};
}

QString section(std::string_view evidence, const char* name) {
    const std::string head = kMark + std::string(name) + "\n";
    const size_t at = evidence.find(head);
    if (at == std::string_view::npos) {
        return {};
    }
    const std::string_view body = evidence.substr(at + head.size());
    const std::string_view part = body.substr(0, body.find('\036'));
    return QString::fromUtf8(part.data(), static_cast<int>(part.size())).trimmed();
}

QString routeSentence(const lab::Check& check, std::string_view evidence) {
    const QString where = QString::fromStdString(check.netns.empty() ? check.node : check.netns);
    const auto route = netstate::parseRouteGet(section(evidence, "route").toStdString());
    if (!route) {
        return QStringLiteral("%1 has no route to %2.").arg(where, QString::fromStdString(targetOf(check)));
    }
    const QString device = QString::fromStdString(route->device);
    if (route->gateway.empty()) {
        return QStringLiteral("%1 sends packets for %2 straight out of %3.")
            .arg(where, QString::fromStdString(targetOf(check)), device);
    }
    return QStringLiteral("%1 sends packets for %2 to %3 on %4.")
        .arg(where, QString::fromStdString(targetOf(check)), QString::fromStdString(route->gateway), device);
}

QString rulesSentence(const lab::Check& check, std::string_view evidence) {
    const int count = section(evidence, "rules").toInt();
    const QString node = QString::fromStdString(check.node);
    const QString target = QString::fromStdString(targetOf(check));
    if (count == 0) {
        return QStringLiteral("No DNAT rule on %1 names %2.").arg(node, target);
    }
    const QString sentence = count == 1
                                 ? QStringLiteral("1 DNAT rule on %1 names %2.")
                                 : QString::number(count) + QStringLiteral(" DNAT rules on %1 name %2.");
    return sentence.arg(node, target);
}

QString conntrackSentence(const lab::Check& check, std::string_view evidence) {
    const QStringList lines = section(evidence, "conntrack").split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    const QString unreplied = QStringLiteral("[UNREPLIED]");
    for (const QString& line : lines) {
        if (line.contains(unreplied)) {
            return QStringLiteral("conntrack on %1: %2")
                .arg(QString::fromStdString(check.node), line.simplified());
        }
    }
    return lines.isEmpty() ? QString()
                           : QStringLiteral("conntrack on %1: %2")
                                 .arg(QString::fromStdString(check.node), lines.constLast().simplified());
}

}  // namespace

std::string evidenceScript(const lab::Check& check) {
    const std::string target = quoteWord(targetOf(check));
    if (target == "''") {
        return {};
    }
    const std::string inside =
        check.netns.empty() ? "" : "sudo -n ip netns exec " + quoteWord(check.netns) + " ";
    return "{ printf '\\036evidence route\\n'; " + inside + "ip -j route get " + target +
           "; printf '\\036evidence rules\\n'; sudo -n iptables-save -t nat | grep -- ' -d '" + target +
           "'\\(/32\\)\\? ' | grep -c 'DNAT'; printf '\\036evidence conntrack\\n'; sudo -n conntrack -L -d " +
           target + " | tail -n 20; } 2>/dev/null\n";
}

std::pair<std::string, std::string> splitEvidence(std::string_view output) {
    const size_t at = output.find(kMark);
    if (at == std::string_view::npos) {
        return {std::string(output), {}};
    }
    return {std::string(output.substr(0, at)), std::string(output.substr(at))};
}

std::string readEvidence(const lab::Check& check, std::string_view evidence) {
    if (evidence.empty()) {
        return {};
    }
    QStringList sentences{routeSentence(check, evidence), rulesSentence(check, evidence)};
    if (const QString conntrack = conntrackSentence(check, evidence); !conntrack.isEmpty()) {
        sentences << conntrack;
    }
    return sentences.join(QLatin1Char('\n')).toStdString();
}

}  // namespace podwire::plan
