// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/buttons.h"

#include <QApplication>
#include <QClipboard>
#include <QTimer>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace podwire::ui {

QPushButton* button(const QString& text, const char* kind, QWidget* parent) {
    auto* result = new QPushButton(text, parent);
    result->setProperty("kind", QLatin1String(kind));
    result->setAutoDefault(false);
    return result;
}

IconButton::IconButton(const QString& icon, const QString& what, QWidget* parent)
    : QToolButton(parent), icon_(icon) {
    setAccessibleName(what);
    setToolTip(what);
    setIconSize({16, 16});
    setFocusPolicy(Qt::StrongFocus);
    connect(&Theme::instance(), &Theme::changed, this, &IconButton::render);
    render();
}

void IconButton::setIconName(const QString& icon, QColor Tokens::*colour) {
    icon_ = icon;
    colour_ = colour;
    render();
}

void IconButton::render() {
    setIcon(ui::icon(icon_, tokens().*colour_, tokens().onState));
}

CopyButton::CopyButton(QString text, const QString& what, QWidget* parent)
    : IconButton(QStringLiteral("copy"), what, parent), text_(std::move(text)) {
    connect(this, &QToolButton::clicked, this, &CopyButton::copy);
}

void CopyButton::copy() {
    QApplication::clipboard()->setText(text_);
    setIconName(QStringLiteral("tick"), &Tokens::ok);
    QTimer::singleShot(1500, this, [this] { setIconName(QStringLiteral("copy")); });
}

}  // namespace podwire::ui
