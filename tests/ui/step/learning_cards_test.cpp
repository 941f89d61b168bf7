// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "tests/support/small_lab.h"
#include "ui/step/hints_card.h"
#include "ui/step/prediction_card.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/prose.h"

namespace podwire::ui {
namespace {

TEST(PredictionCardTest, RevealsNothingBeforeAnAnswer) {
    const lab::Lab lab = test::smallLab();
    const PredictionCard card(lab.find("service.rules")->predictions[0]);
    EXPECT_TRUE(card.verdict().isEmpty());
}

TEST(PredictionCardTest, TellsARightAnswerFromAWrongOne) {
    const lab::Lab lab = test::smallLab();
    PredictionCard card(lab.find("service.rules")->predictions[0]);
    card.answer(0);
    const QString wrong = card.verdict();
    card.answer(1);
    EXPECT_FALSE(wrong.isEmpty());
    EXPECT_NE(wrong, card.verdict());
    EXPECT_TRUE(card.verdict().startsWith(QStringLiteral("✓")));
}

TEST(HintsCardTest, ShowsTheNextHintOnceTheOneBeforeWasOpened) {
    const lab::Lab lab = test::smallLab();
    const HintsCard card(*lab.find("service.rules"));
    ASSERT_EQ(card.hints().size(), 2);
    EXPECT_FALSE(card.hints().at(0)->isHidden());
    EXPECT_TRUE(card.hints().at(1)->isHidden());
    card.hints().at(0)->setOpen(true);
    EXPECT_FALSE(card.hints().at(1)->isHidden());
}

TEST(ProseTest, MarksCodeAndStrongWordsAndNothingElse) {
    EXPECT_TRUE(proseHtml(QStringLiteral("the `ip` way")).contains(QStringLiteral(">ip</span>")));
    EXPECT_TRUE(proseHtml(QStringLiteral("**never**")).contains(QStringLiteral("<b>never</b>")));
    EXPECT_TRUE(proseHtml(QStringLiteral("<b>a & b</b>")).startsWith(QStringLiteral("&lt;b&gt;a &amp; b")));
    EXPECT_EQ(withoutMarkup(QStringLiteral("`ping` is **not** it")), QStringLiteral("ping is not it"));
}

}  // namespace
}  // namespace podwire::ui
