// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <gtest/gtest.h>

#include <set>

#include "ui/theme/stylesheet.h"

namespace podwire::ui {
namespace {

class TokensTest : public testing::TestWithParam<Scheme> {
protected:
    static constexpr double text = 4.5;   // WCAG 2 AA, text
    static constexpr double shape = 3.0;  // WCAG 2 AA, controls and signs
    const Tokens& t = tokensFor(GetParam());

    void expectReadable(const QColor& front, const QColor& back, double least, const char* what) const {
        EXPECT_GE(contrast(front, back), least)
            << what << ": " << front.name().toStdString() << " on " << back.name().toStdString();
    }
};

TEST_P(TokensTest, TextIsReadableOnEverySurface) {
    for (const QColor& back :
         {t.page, t.surface, t.sunken, t.hover, t.accentSoft, t.okSoft, t.warnSoft, t.badSoft}) {
        expectReadable(t.text, back, text, "text");
    }
    for (const QColor& back : {t.page, t.surface, t.sunken, t.hover}) {
        expectReadable(t.muted, back, text, "muted");
    }
}

TEST_P(TokensTest, BadgesAndButtonsAreReadable) {
    expectReadable(t.ok, t.okSoft, text, "ok badge");
    expectReadable(t.warn, t.warnSoft, text, "warn badge");
    expectReadable(t.bad, t.badSoft, text, "bad badge");
    expectReadable(t.accent, t.accentSoft, text, "accent badge");
    expectReadable(t.onAccent, t.accent, text, "primary button");
    expectReadable(t.onAccent, t.accentHover, text, "primary button under the mouse");
}

TEST_P(TokensTest, ColouredCommandsAreReadable) {
    for (const QColor& back : {t.surface, t.sunken}) {
        expectReadable(t.option, back, text, "option");
        expectReadable(t.vip, back, text, "vip");
        for (const QColor& backend : t.backends) {
            expectReadable(backend, back, text, "backend");
        }
    }
}

TEST_P(TokensTest, SignsOfStateStandOut) {
    for (const QColor& sign : {t.ok, t.warn, t.bad, t.control}) {
        expectReadable(sign, t.surface, shape, "sign");
    }
    expectReadable(t.onState, t.ok, shape, "mark in the disc");
    expectReadable(t.onState, t.warn, shape, "mark in the triangle");
}

TEST_P(TokensTest, BackendsAndTheVirtualAddressAllDiffer) {
    std::set<QRgb> colours{t.vip.rgb()};
    for (const QColor& backend : t.backends) {
        EXPECT_TRUE(colours.insert(backend.rgb()).second) << backend.name().toStdString();
    }
    EXPECT_EQ(t.backend(t.backends.size()), t.backend(0)) << "more backends than colours begin again";
}

TEST_P(TokensTest, TheStyleSheetKnowsAllItsNames) {
    const QString sheet = styleSheetFor(t);
    EXPECT_FALSE(sheet.isEmpty());
    EXPECT_FALSE(sheet.section(QStringLiteral("*/"), 1).contains(QLatin1Char('@'))) << sheet.toStdString();
    EXPECT_TRUE(sheet.contains(t.accent.name()));
}

INSTANTIATE_TEST_SUITE_P(InBothSchemes, TokensTest, testing::Values(Scheme::Light, Scheme::Dark));

TEST(ContrastTest, IsTwentyOneBetweenBlackAndWhiteAndOneForTheSame) {
    EXPECT_NEAR(contrast(Qt::black, Qt::white), 21.0, 0.01);
    EXPECT_NEAR(contrast(Qt::red, Qt::red), 1.0, 0.01);
}

}  // namespace
}  // namespace podwire::ui
