// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>

/// Every colour and size of the window, in one place.
namespace podwire::ui {

enum class Scheme { Light, Dark };

struct Tokens {
    Scheme scheme = Scheme::Light;

    // Surfaces, from the furthest back to the nearest.
    QColor page;     ///< behind the step page's cards
    QColor surface;  ///< bars, panels, cards
    QColor sunken;   ///< commands and output inside a card
    QColor hover;
    QColor line;
    QColor control;  ///< outlines of things that can be used: 3:1 against the surface

    // Text; each keeps 4.5:1 on page, surface and sunken.
    QColor text;
    QColor muted;

    QColor accent;  ///< the one accent: primary buttons, the current row, options in commands
    QColor accentHover;
    QColor onAccent;
    QColor accentSoft;  ///< behind the current row

    // States. They never stand without a word or a shape.
    QColor ok, okSoft;
    QColor warn, warnSoft;
    QColor bad, badSoft;
    QColor onState;  ///< the mark inside a filled state disc

    QColor option;  ///< of a command: quieter than the addresses beside it
    QColor vip;
    QList<QColor> backends;  ///< told apart by the colour-blind too; legible as text

    [[nodiscard]] QColor backend(qsizetype index) const { return backends.at(index % backends.size()); }
};

const Tokens& tokensFor(Scheme scheme);

/// Lengths in device-independent pixels.
namespace size {
inline constexpr int gap = 8;          ///< between things that belong together
inline constexpr int space = 12;       ///< inside cards
inline constexpr int margin = 24;      ///< around the step page
inline constexpr int radius = 8;       ///< of cards
inline constexpr int smallRadius = 6;  ///< of buttons and fields
inline constexpr int textWidth = 760;  ///< longest line of text
inline constexpr int topBar = 45;
inline constexpr int body = 13;  ///< font sizes
inline constexpr int small = 12;
inline constexpr int tiny = 11;
inline constexpr int title = 20;
}  // namespace size

/// The contrast ratio of WCAG 2, 1 to 21.
double contrast(const QColor& a, const QColor& b);

}  // namespace podwire::ui
