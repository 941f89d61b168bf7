// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/words.h"

#include <gtest/gtest.h>

#include <set>

#include "ui/widgets/state_look.h"

namespace podwire::ui {
namespace {

const QDateTime noon = QDateTime::fromMSecsSinceEpoch(1'000'000'000'000);

std::string agoBy(qint64 milliseconds) {
    return ago(noon, noon.addMSecs(milliseconds)).toStdString();
}

TEST(WordsTest, SaysHowLongAgoInTheUnitThatFits) {
    EXPECT_EQ(agoBy(40), "just now");
    EXPECT_EQ(agoBy(300), "0.3 s ago");
    EXPECT_EQ(agoBy(12'400), "12 s ago");
    EXPECT_EQ(agoBy(4 * 60'000), "4 min ago");
    EXPECT_EQ(agoBy(3 * 3'600'000), "3 h ago");
    EXPECT_EQ(agoBy(-5), "just now") << "clocks may be set back";
}

TEST(WordsTest, SaysHowLongSomethingLasts) {
    EXPECT_EQ(lasting(noon, noon.addSecs(12)), QStringLiteral("12 s"));
    EXPECT_EQ(lasting(noon, noon.addSecs(12 * 60)), QStringLiteral("12 min"));
    EXPECT_EQ(lasting(noon, noon.addSecs(3 * 3600 + 300)), QStringLiteral("3 h 5 min"));
    EXPECT_EQ(lasting(noon, noon.addDays(2).addSecs(4 * 3600)), QStringLiteral("2 d 4 h"));
}

TEST(WordsTest, SaysWhatSomethingTook) {
    EXPECT_EQ(took(8.24), QStringLiteral("8.2 ms"));
    EXPECT_EQ(took(120), QStringLiteral("120 ms"));
    EXPECT_EQ(took(2034), QStringLiteral("2.03 s"));
}

TEST(WordsTest, JoinsAndCounts) {
    EXPECT_EQ(joined({}), QString());
    EXPECT_EQ(joined({QStringLiteral("a")}), QStringLiteral("a"));
    EXPECT_EQ(joined({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}),
              QStringLiteral("a, b and c"));
    EXPECT_EQ(counted(1, QStringLiteral("rule"), QStringLiteral("rules")), QStringLiteral("1 rule"));
    EXPECT_EQ(counted(3, QStringLiteral("rule"), QStringLiteral("rules")), QStringLiteral("3 rules"));
}

TEST(WordsTest, EveryStateHasAWordAndAShapeOfItsOwn) {
    using plan::StepState;
    std::set<QString> words;
    std::set<QString> shapes;
    for (const StepState state : {StepState::Unknown, StepState::Absent, StepState::Partial,
                                  StepState::Applied, StepState::Drifted}) {
        words.insert(stateWord(state));
        shapes.insert(lookOf(state).icon);
    }
    EXPECT_EQ(words.size(), 5U);
    EXPECT_EQ(shapes.size(), 5U);
}

TEST(WordsTest, AConnectionThatWorksLooksLikeNoOther) {
    using remote::LinkState;
    for (const LinkState state : {LinkState::Idle, LinkState::Connecting, LinkState::Waiting,
                                  LinkState::Refused, LinkState::Closed}) {
        EXPECT_NE(lookOf(state).icon, lookOf(LinkState::Connected).icon);
    }
    EXPECT_NE(lookOf(LinkState::Waiting).icon, lookOf(LinkState::Refused).icon);
}

}  // namespace
}  // namespace podwire::ui
