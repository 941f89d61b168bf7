// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QObject>

#include "ui/theme/tokens.h"

namespace podwire::ui {

enum class ThemeMode { System, Light, Dark };

/// The look of the whole application: Fusion with our palette, fonts and a style sheet made from the tokens.
/// One object; install() it once, before the first widget. GUI thread only.
class Theme : public QObject {
    Q_OBJECT
public:
    static Theme& instance();

    /// Takes the system's palette as the system's wish and puts ours in place.
    void install(ThemeMode mode);
    void setMode(ThemeMode mode);
    [[nodiscard]] ThemeMode mode() const { return mode_; }
    [[nodiscard]] Scheme scheme() const;
    [[nodiscard]] const Tokens& tokens() const { return tokensFor(scheme()); }

    /// Sizes are in pixels as in the namespace size.
    [[nodiscard]] static QFont text(int pixels = size::body, QFont::Weight weight = QFont::Normal);
    [[nodiscard]] static QFont mono(int pixels = size::small);

Q_SIGNALS:
    /// Everything that painted with a token paints again.
    void changed();

private:
    Theme() = default;
    void apply();

    ThemeMode mode_ = ThemeMode::System;
    Scheme system_ = Scheme::Light;
};

inline const Tokens& tokens() {
    return Theme::instance().tokens();
}

}  // namespace podwire::ui
