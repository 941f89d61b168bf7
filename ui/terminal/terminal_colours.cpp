// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminal_colours.h"

#include <array>

namespace podwire::ui {
namespace {

using terminal::Colour;

constexpr double readable = 3.0;
constexpr int named = 16;
constexpr int firstGrey = 232;

constexpr std::array<QRgb, named> lightNames{0x1b212b, 0xb42323, 0x14793f, 0x96500a, 0x1f5fd6, 0xa02a76,
                                             0x0b6f86, 0x6b7482, 0x4a5361, 0xd63a3a, 0x1d9650, 0xb36a00,
                                             0x3a78f0, 0xc03d92, 0x10879f, 0x8a93a0};
constexpr std::array<QRgb, named> darkNames{0x3a4450, 0xff8a80, 0x46c98a, 0xf0a94a, 0x76a5ff, 0xf08cc5,
                                            0x5cc6df, 0xc3cad4, 0x75808f, 0xffa8a0, 0x74dba8, 0xf6c47d,
                                            0x9dbfff, 0xf5aed6, 0x86d8ea, 0xffffff};

QColor cube(int index) {
    const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
    return {level(index / 36), level(index / 6 % 6), level(index % 6)};
}

QColor indexed(int index, Scheme scheme) {
    if (index < named) {
        const auto& names = scheme == Scheme::Light ? lightNames : darkNames;
        return QColor(names.at(static_cast<std::size_t>(index)));
    }
    if (index < firstGrey) {
        return cube(index - named);
    }
    const int grey = 8 + 10 * (index - firstGrey);
    return {grey, grey, grey};
}

QColor colour(const Colour& from, const QColor& usual, Scheme scheme) {
    switch (from.kind) {
        case Colour::Kind::Indexed:
            return indexed(from.red, scheme);
        case Colour::Kind::Rgb:
            return {from.red, from.green, from.blue};
        default:
            return usual;
    }
}

/// Goes towards black or white, whichever is further from the ground.
QColor legible(const QColor& ink, const QColor& ground) {
    if (ink == ground || contrast(ink, ground) >= readable) {
        return ink;
    }
    const bool up = contrast(Qt::white, ground) > contrast(Qt::black, ground);
    QColor better = ink;
    constexpr int steps = 10;
    const float target = up ? 1.0F : 0.0F;
    for (int i = 1; i <= steps && contrast(better, ground) < readable; ++i) {
        const float share = static_cast<float>(i) / steps;
        const auto mixed = [&](float from) { return from + (target - from) * share; };
        better = QColor::fromRgbF(mixed(ink.redF()), mixed(ink.greenF()), mixed(ink.blueF()));
    }
    return better;
}

}  // namespace

QColor terminalGround(Scheme scheme) {
    return tokensFor(scheme).sunken;
}

QColor terminalInk(Scheme scheme) {
    return tokensFor(scheme).text;
}

CellColours coloursOf(const terminal::Style& style, Scheme scheme) {
    QColor ink = colour(style.foreground, terminalInk(scheme), scheme);
    QColor ground = colour(style.background, terminalGround(scheme), scheme);
    if (style.reverse) {
        std::swap(ink, ground);
    }
    const bool own = !style.reverse && style.background.kind == Colour::Kind::Default;
    return {legible(ink, ground), own ? QColor() : ground};
}

}  // namespace podwire::ui
