// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace podwire::ui {
namespace {

Tokens light() {
    Tokens t;
    t.scheme = Scheme::Light;
    t.page = QColor(0xf4f5f7);
    t.surface = QColor(0xffffff);
    t.sunken = QColor(0xf0f3f8);
    t.hover = QColor(0xeef1f5);
    t.line = QColor(0xdde1e7);
    t.control = QColor(0x8a93a0);
    t.text = QColor(0x1b212b);
    t.muted = QColor(0x5a6472);
    t.accent = QColor(0x1f5fd6);
    t.accentHover = QColor(0x194fb5);
    t.onAccent = QColor(0xffffff);
    t.accentSoft = QColor(0xe4edfb);
    t.ok = QColor(0x14793f);
    t.okSoft = QColor(0xdcf1e4);
    t.warn = QColor(0x96500a);
    t.warnSoft = QColor(0xfaebd3);
    t.bad = QColor(0xb42323);
    t.badSoft = QColor(0xfbe3e1);
    t.onState = QColor(0xffffff);
    t.option = QColor(0x47608c);
    t.vip = QColor(0x6d3fcf);
    t.backends = {QColor(0x1f5fd6), QColor(0xa35200), QColor(0x08764f), QColor(0xa02a76),
                  QColor(0x0b6f86), QColor(0x7a6000), QColor(0x5b5bd6), QColor(0x8c4a3a)};
    return t;
}

Tokens dark() {
    Tokens t;
    t.scheme = Scheme::Dark;
    t.page = QColor(0x13171f);
    t.surface = QColor(0x1b2129);
    t.sunken = QColor(0x12161c);
    t.hover = QColor(0x242c37);
    t.line = QColor(0x2e3742);
    t.control = QColor(0x75808f);
    t.text = QColor(0xe6eaf0);
    t.muted = QColor(0x9aa5b4);
    t.accent = QColor(0x76a5ff);
    t.accentHover = QColor(0x93b8ff);
    t.onAccent = QColor(0x0c1420);
    t.accentSoft = QColor(0x22334d);
    t.ok = QColor(0x46c98a);
    t.okSoft = QColor(0x1b3b2e);
    t.warn = QColor(0xf0a94a);
    t.warnSoft = QColor(0x43331c);
    t.bad = QColor(0xff8a80);
    t.badSoft = QColor(0x482626);
    t.onState = QColor(0x10151c);
    t.option = QColor(0x93aacf);
    t.vip = QColor(0xb794f6);
    t.backends = {QColor(0x76a5ff), QColor(0xf0a94a), QColor(0x46c98a), QColor(0xf08cc5),
                  QColor(0x5cc6df), QColor(0xd8c25a), QColor(0xa3a3ff), QColor(0xe0a08f)};
    return t;
}

double linear(double channel) {
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

}  // namespace

const Tokens& tokensFor(Scheme scheme) {
    static const Tokens bright = light();
    static const Tokens dim = dark();
    return scheme == Scheme::Light ? bright : dim;
}

double contrast(const QColor& a, const QColor& b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

}  // namespace podwire::ui
