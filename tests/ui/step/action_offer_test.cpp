// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/action_offer.h"

#include <gtest/gtest.h>

namespace podwire::ui {
namespace {

using plan::StepState;
using Verb = plan::Request::Verb;

TEST(ActionOfferTest, OffersTheOneThingThatComesNext) {
    EXPECT_EQ(offerFor(StepState::Absent, true).primary, (Choice{QStringLiteral("Apply"), Verb::Apply}));
    EXPECT_EQ(offerFor(StepState::Partial, true).primary, (Choice{QStringLiteral("Finish"), Verb::Apply}));
    EXPECT_EQ(offerFor(StepState::Applied, true).primary,
              (Choice{QStringLiteral("Undo this step"), Verb::Undo}));
    EXPECT_EQ(offerFor(StepState::Drifted, true).primary, (Choice{QStringLiteral("Repair"), Verb::Apply}));
}

TEST(ActionOfferTest, AStepThatIsHalfThereCanBeUndoneToo) {
    for (const StepState state : {StepState::Partial, StepState::Drifted}) {
        const Offer offer = offerFor(state, true);
        ASSERT_EQ(offer.others.size(), 3U);
        EXPECT_EQ(offer.others[0].verb, Verb::Undo);
        EXPECT_EQ(offer.others[1].verb, Verb::GoTo);
        EXPECT_EQ(offer.others[2].verb, Verb::Ready);
    }
}

TEST(ActionOfferTest, TheLabCanBeMadeReadyForEveryStepThatChangesIt) {
    for (const StepState state :
         {StepState::Absent, StepState::Partial, StepState::Applied, StepState::Drifted}) {
        EXPECT_EQ(offerFor(state, true).others.back().verb, Verb::Ready);
        EXPECT_FALSE(explain(Verb::Ready).isEmpty());
    }
}

TEST(ActionOfferTest, OffersNothingWhileTheStateIsNotKnown) {
    EXPECT_FALSE(offerFor(StepState::Unknown, true).primary.has_value());
    EXPECT_TRUE(offerFor(StepState::Unknown, true).others.empty());
}

TEST(ActionOfferTest, APageToReadOnlyOffersToGoHere) {
    const Offer offer = offerFor(StepState::Applied, false);
    EXPECT_FALSE(offer.primary.has_value());
    ASSERT_EQ(offer.others.size(), 1U);
    EXPECT_EQ(offer.others[0].verb, Verb::GoTo);
}

}  // namespace
}  // namespace podwire::ui
