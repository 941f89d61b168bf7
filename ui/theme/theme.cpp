// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>

#include "ui/theme/palette.h"
#include "ui/theme/stylesheet.h"

namespace podwire::ui {

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

void Theme::install(ThemeMode mode) {
    system_ =
        QApplication::palette().color(QPalette::Window).lightnessF() < 0.5F ? Scheme::Dark : Scheme::Light;
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setFont(text());
    mode_ = mode;
    apply();
}

void Theme::setMode(ThemeMode mode) {
    const Scheme before = scheme();
    mode_ = mode;
    if (before != scheme()) {
        apply();
    }
}

Scheme Theme::scheme() const {
    switch (mode_) {
        case ThemeMode::Light:
            return Scheme::Light;
        case ThemeMode::Dark:
            return Scheme::Dark;
        case ThemeMode::System:
            break;
    }
    return system_;
}

void Theme::apply() {
    QApplication::setPalette(paletteFor(tokens()));
    qApp->setStyleSheet(styleSheetFor(tokens()));
    Q_EMIT changed();
}

QFont Theme::text(int pixels, QFont::Weight weight) {
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Cantarell"), QStringLiteral("Ubuntu"),
                      QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QFont Theme::mono(int pixels) {
    QFont font;
    font.setFamilies({QStringLiteral("JetBrains Mono"), QStringLiteral("Ubuntu Mono"),
                      QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono")});
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setPixelSize(pixels);
    // JetBrains Mono draws "--" and "->" as one sign: a command must show what is typed.
    font.setStyleStrategy(QFont::PreferAntialias);
    return font;
}

}  // namespace podwire::ui
