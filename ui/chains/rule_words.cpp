// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/rule_words.h"

#include <QCoreApplication>
#include <QMap>
#include <QStringList>

#include "ui/text/words.h"

namespace podwire::ui {
namespace {

QString tr(const char* words) {
    return QCoreApplication::translate("RuleWords", words);
}

QString value(const netfilter::Option& option) {
    QStringList values;
    for (const std::string& one : option.values) {
        values << text(one);
    }
    return values.join(QLatin1Char(' '));
}

QString unless(bool negated, const QString& words) {
    return negated ? tr("not %1").arg(words) : words;
}

/// "0.33000000007" is 0.33.
QString chance(const QString& probability) {
    return QString::number(probability.toDouble(), 'g', 4);
}

QString optionWords(const netfilter::Option& option) {
    static const QMap<QString, const char*> known{{QStringLiteral("--dport"), "port %1"},
                                                  {QStringLiteral("--sport"), "from port %1"},
                                                  {QStringLiteral("--dports"), "ports %1"},
                                                  {QStringLiteral("--sports"), "from ports %1"},
                                                  {QStringLiteral("--ctstate"), "state %1"},
                                                  {QStringLiteral("--state"), "state %1"},
                                                  {QStringLiteral("--dst-type"), "to a %1 address"},
                                                  {QStringLiteral("--src-type"), "from a %1 address"},
                                                  {QStringLiteral("--mark"), "mark %1"},
                                                  {QStringLiteral("--icmp-type"), "icmp %1"},
                                                  {QStringLiteral("--limit"), "at most %1"}};
    const QString name = text(option.name);
    if (name == QStringLiteral("--probability")) {
        return unless(option.negated, tr("by chance %1").arg(chance(value(option))));
    }
    if (name == QStringLiteral("--mode") || name == QStringLiteral("--limit-burst")) {
        return {};
    }
    const auto words = known.find(name);
    return unless(option.negated, words == known.end()
                                      ? QStringLiteral("%1 %2").arg(name.mid(2), value(option)).trimmed()
                                      : tr(*words).arg(value(option)));
}

QString address(const char* words, const netfilter::Negatable<netfilter::Prefix>& prefix) {
    return unless(prefix.negated, tr(words).arg(text(netfilter::formatPrefix(prefix.value))));
}

}  // namespace

QString matchWords(const netfilter::Rule& rule) {
    QStringList words;
    if (rule.protocol) {
        words << unless(rule.protocol->negated, text(rule.protocol->value));
    }
    if (rule.source) {
        words << address("from %1", *rule.source);
    }
    if (rule.destination) {
        words << address("to %1", *rule.destination);
    }
    if (rule.inInterface) {
        words << unless(rule.inInterface->negated, tr("in %1").arg(text(rule.inInterface->value)));
    }
    if (rule.outInterface) {
        words << unless(rule.outInterface->negated, tr("out %1").arg(text(rule.outInterface->value)));
    }
    if (rule.fragment) {
        words << unless(!*rule.fragment, tr("later fragments"));
    }
    for (const netfilter::Match& match : rule.matches) {
        if (match.module == "comment") {
            continue;
        }
        for (const netfilter::Option& option : match.options) {
            words << optionWords(option);
        }
    }
    words.removeAll(QString());
    if (words.isEmpty()) {
        words << tr("everything");
    }
    if (const std::string comment = rule.comment(); !comment.empty()) {
        words << QStringLiteral("“%1”").arg(text(comment));
    }
    return words.join(QStringLiteral(" · "));
}

QString targetWords(const netfilter::Rule& rule) {
    if (!rule.target) {
        return tr("only counts");
    }
    QStringList values;
    for (const netfilter::Option& option : rule.target->options) {
        const bool isAddress = option.name == "--to-destination" || option.name == "--to-source";
        values << (isAddress
                       ? QStringLiteral("→ %1").arg(value(option))
                       : QStringLiteral("%1 %2").arg(text(option.name).mid(2), value(option)).trimmed());
    }
    const QString name =
        (rule.target->isGoto ? tr("goto %1") : QStringLiteral("%1")).arg(text(rule.target->name));
    return values.isEmpty() ? name : name + QLatin1Char(' ') + values.join(QLatin1Char(' '));
}

QString countWords(quint64 count) {
    constexpr quint64 kExact = 10'000;
    constexpr double kThousand = 1e3;
    constexpr double kMillion = 1e6;
    constexpr double kBillion = 1e9;
    const auto number = static_cast<double>(count);
    if (count < kExact) {
        return QString::number(count);
    }
    if (number < kMillion) {
        return QStringLiteral("%1 k").arg(number / kThousand, 0, 'f', 1);
    }
    return number < kBillion ? QStringLiteral("%1 M").arg(number / kMillion, 0, 'f', 1)
                             : QStringLiteral("%1 G").arg(number / kBillion, 0, 'f', 1);
}

QString rateWords(double perSecond) {
    constexpr double kWhole = 10;
    if (perSecond <= 0) {
        return {};
    }
    return QStringLiteral("%1/s").arg(perSecond, 0, 'f', perSecond < kWhole ? 1 : 0);
}

}  // namespace podwire::ui
