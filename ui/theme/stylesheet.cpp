// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>

#include "ui/theme/resources.h"

namespace podwire::ui {
namespace {

QHash<QString, QString> values(const Tokens& t) {
    const QHash<QString, QColor> colours{
        {QStringLiteral("page"), t.page},
        {QStringLiteral("surface"), t.surface},
        {QStringLiteral("sunken"), t.sunken},
        {QStringLiteral("hover"), t.hover},
        {QStringLiteral("line"), t.line},
        {QStringLiteral("control"), t.control},
        {QStringLiteral("text"), t.text},
        {QStringLiteral("muted"), t.muted},
        {QStringLiteral("accent"), t.accent},
        {QStringLiteral("accentHover"), t.accentHover},
        {QStringLiteral("accentSoft"), t.accentSoft},
        {QStringLiteral("onAccent"), t.onAccent},
        {QStringLiteral("ok"), t.ok},
        {QStringLiteral("okSoft"), t.okSoft},
        {QStringLiteral("warn"), t.warn},
        {QStringLiteral("warnSoft"), t.warnSoft},
        {QStringLiteral("bad"), t.bad},
        {QStringLiteral("badSoft"), t.badSoft},
    };
    QHash<QString, QString> texts{
        {QStringLiteral("radius"), QString::number(size::radius) + QStringLiteral("px")},
        {QStringLiteral("innerRadius"), QString::number(size::radius - 1) + QStringLiteral("px")},
        {QStringLiteral("smallRadius"), QString::number(size::smallRadius) + QStringLiteral("px")},
        {QStringLiteral("small"), QString::number(size::small) + QStringLiteral("px")},
        {QStringLiteral("tiny"), QString::number(size::tiny) + QStringLiteral("px")},
        {QStringLiteral("title"), QString::number(size::title) + QStringLiteral("px")},
    };
    for (auto colour = colours.begin(); colour != colours.end(); ++colour) {
        texts.insert(colour.key(), colour->name());
    }
    return texts;
}

}  // namespace

QString styleSheetFor(const Tokens& tokens) {
    useResources();
    QFile file(QStringLiteral(":/podwire/podwire.qss"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QString source = QString::fromUtf8(file.readAll());
    const QHash<QString, QString> known = values(tokens);
    static const QRegularExpression name(QStringLiteral("@([A-Za-z]+)"));
    QString result;
    qsizetype done = 0;
    for (auto matches = name.globalMatch(source); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(source).mid(done, match.capturedStart() - done);
        result += known.value(match.captured(1), match.captured());
        done = match.capturedEnd();
    }
    result += QStringView(source).mid(done);
    return result;
}

}  // namespace podwire::ui
