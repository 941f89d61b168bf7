// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/prose.h"

#include <QRegularExpression>

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

const QRegularExpression& code() {
    static const QRegularExpression pattern(QStringLiteral("`([^`]+)`"));
    return pattern;
}

const QRegularExpression& strong() {
    static const QRegularExpression pattern(QStringLiteral("\\*\\*([^*]+)\\*\\*"));
    return pattern;
}

}  // namespace

QString proseHtml(const QString& text) {
    QString html = text.toHtmlEscaped();
    html.replace(code(),
                 QStringLiteral("<span style=\"font-family:'JetBrains Mono','DejaVu Sans Mono',monospace; "
                                "font-size:%1px\">\\1</span>")
                     .arg(size::small));
    html.replace(strong(), QStringLiteral("<b>\\1</b>"));
    html.replace(QLatin1Char('\n'), QStringLiteral("<br/>"));
    return html;
}

QString withoutMarkup(const QString& text) {
    QString plain = text;
    plain.replace(code(), QStringLiteral("\\1"));
    plain.replace(strong(), QStringLiteral("\\1"));
    return plain;
}

QLabel* prose(const QString& text, const char* tone, QWidget* parent) {
    QLabel* result = label({}, tone, parent);
    result->setTextFormat(Qt::RichText);
    result->setText(proseHtml(text));
    result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return result;
}

}  // namespace podwire::ui
