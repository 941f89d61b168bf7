// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QPushButton>
#include <QSignalSpy>

#include "tests/support/small_lab.h"
#include "ui/step/foretold_box.h"
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

/// Stands for the nodes: counts how often it is asked, and answers when told to.
class ForetoldTest : public ::testing::Test {
protected:
    ForetoldTest() {
        prediction.walk = lab::Walk{"node2", "pod2", "10.96.1.100", 8080};
        card = std::make_unique<PredictionCard>(prediction);
        box = card->foretold();
        QObject::connect(box, &ForetoldBox::readingWanted, box, [this] { ++readings; });
    }

    static walk::Way way(double probability, walk::End end, const std::string& server = {}) {
        walk::Way one;
        one.probability = probability;
        one.end = std::move(end);
        one.server = server;
        one.serverNode = "node1";
        one.serverNetns = "pod1a";
        return one;
    }
    void answerWith(std::vector<walk::Way> ways, std::vector<std::string> blindSpots = {}) const {
        auto told = std::make_shared<live::PacketWalk>();
        told->foretold.ways = std::move(ways);
        told->blindSpots = std::move(blindSpots);
        box->showForetold(told);
    }
    void answerLost() const {
        using walk::End;
        answerWith(
            {way(1, {End::Kind::Lost, End::Cause::NoRoute, false, "node2", "pod2", "no route leads there"})});
    }

    lab::Prediction prediction{"Who answers?", {"nobody", "pod1a"}, 1, "The first rule matches.", {}};
    std::unique_ptr<PredictionCard> card;
    ForetoldBox* box = nullptr;
    int readings = 0;
};

TEST_F(ForetoldTest, NothingIsReadOrShownBeforeAnAnswer) {
    box->setApplied(true);
    EXPECT_TRUE(box->isHidden());
    EXPECT_EQ(readings, 0);
    card->answer(0);
    EXPECT_FALSE(box->isHidden());
    EXPECT_EQ(readings, 1);
    EXPECT_TRUE(box->words().contains(QStringLiteral("reading the nodes"))) << box->words().toStdString();
    card->answer(1);
    EXPECT_EQ(readings, 1) << "one reading answers both";
}

TEST_F(ForetoldTest, OneOutcomeIsOneSentence) {
    card->answer(1);
    answerLost();
    EXPECT_EQ(box->words(), QStringLiteral("By the rules that stand now, a request from node2/pod2 to "
                                           "10.96.1.100:8080 is lost: no route leads there."));
}

TEST_F(ForetoldTest, SeveralOutcomesHaveALineEach) {
    using walk::End;
    card->answer(1);
    answerWith(
        {way(0.33, {End::Kind::Answered, {}, true, "node2", "pod2", ""}, "192.168.1.10:80"),
         way(0.67, {End::Kind::Lost, End::Cause::NoRoute, false, "node1", "", "no route leads there"})},
        {"node1 has tables that are not looked at"});
    EXPECT_EQ(box->words(), QStringLiteral("By the rules that stand now, a request from node2/pod2 to "
                                           "10.96.1.100:8080:\n"
                                           "33 % is answered by 192.168.1.10:80 (node1/pod1a)\n"
                                           "67 % is lost: no route leads there\n"
                                           "Note: node1 has tables that are not looked at."));
}

TEST_F(ForetoldTest, AnAppliedStepIsReadAnewAndSaidToBeSo) {
    card->answer(1);
    box->setApplied(true);
    EXPECT_EQ(readings, 1) << "one at a time";
    answerLost();
    EXPECT_EQ(readings, 2) << "what came is of before";
    answerLost();
    EXPECT_TRUE(box->words().endsWith(QStringLiteral("The step is applied already: this is what holds now.")))
        << box->words().toStdString();
    box->setApplied(true);
    EXPECT_EQ(readings, 2);
    box->again()->click();
    EXPECT_EQ(readings, 3);
}

TEST_F(ForetoldTest, AProblemIsToldInWords) {
    card->answer(1);
    box->showProblem({ErrorKind::InvalidInput, "There is no node2/pod2", {}, "Places: node1, node2"});
    EXPECT_EQ(box->words(),
              QStringLiteral("What becomes of a request from node2/pod2 to 10.96.1.100:8080 cannot be "
                             "told: There is no node2/pod2\nPlaces: node1, node2"));
    EXPECT_TRUE(box->again()->isEnabled());
}

TEST_F(ForetoldTest, ThePacketCanBeFollowed) {
    const QSignalSpy wanted(card.get(), &PredictionCard::walkWanted);
    box->follow()->click();
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted.front(), (QVariantList{QStringLiteral("node2"), QStringLiteral("pod2"),
                                            QStringLiteral("10.96.1.100:8080")}));
}

TEST(PredictionCardTest, AQuestionAboutNoRequestForetellsNothing) {
    const lab::Lab lab = test::smallLab();
    PredictionCard card(lab.find("service.rules")->predictions[0]);
    card.answer(1);
    EXPECT_EQ(card.foretold(), nullptr);
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
