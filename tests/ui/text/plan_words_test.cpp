// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plan_words.h"

#include <gtest/gtest.h>

#include "tests/support/small_lab.h"

namespace podwire::ui {
namespace {

using Kind = plan::Action::Kind;

class PlanWordsTest : public testing::Test {
protected:
    const lab::Step& step(const char* id) const { return *lab.find(id); }

    plan::Stage stage(const char* id, Kind kind) const {
        plan::Stage result{id, kind == Kind::Undo, {}};
        for (const lab::Resource& resource : step(id).apply) {
            plan::Action action;
            action.kind = kind;
            action.step = id;
            action.node = resource.node;
            action.command = resource.command;
            action.resource = &resource;
            result.actions.push_back(action);
        }
        return result;
    }
    std::string sentence(std::vector<plan::Stage> stages) const {
        plan::Plan plan;
        plan.stages = std::move(stages);
        return changeSentence(plan).toStdString();
    }

    lab::Lab lab = test::smallLab();
};

TEST_F(PlanWordsTest, SaysHowManyRulesComeWhere) {
    EXPECT_EQ(sentence({stage("service.rules", Kind::Apply)}),
              "adds 2 rules to nat OUTPUT on node1; nothing else changes");
}

TEST_F(PlanWordsTest, SaysWhatIsTakenAway) {
    EXPECT_EQ(sentence({stage("service.rules", Kind::Undo)}),
              "takes 2 rules out of nat OUTPUT on node1; nothing else changes");
    EXPECT_EQ(sentence({stage("service.route", Kind::Undo)}),
              "takes 1 route away on node2; nothing else changes");
}

TEST_F(PlanWordsTest, NamesEveryNode) {
    EXPECT_EQ(sentence({stage("service.rules", Kind::Apply), stage("service.route", Kind::Apply)}),
              "adds 2 rules to nat OUTPUT on node1 and adds 1 route on node2; nothing else changes");
}

TEST_F(PlanWordsTest, SaysThatARepairMends) {
    EXPECT_EQ(sentence({stage("service.rules", Kind::Repair)}),
              "mends 2 rules in nat OUTPUT on node1; nothing else changes");
}

TEST_F(PlanWordsTest, NamesACompoundAsOneThing) {
    plan::Stage pod = stage("service.rules", Kind::Apply);
    lab::Resource first = step("service.rules").apply[0];
    lab::Resource second = step("service.route").apply[0];
    first.group = second.group = "pod pod1a";
    pod.actions[0].resource = &first;
    pod.actions[1].resource = &second;
    EXPECT_EQ(sentence({pod}), "adds pod pod1a on node1; nothing else changes");
}

TEST_F(PlanWordsTest, AnEmptyPlanChangesNothing) {
    EXPECT_EQ(sentence({}), "changes nothing: all is as asked");
}

TEST_F(PlanWordsTest, SaysWhatStaysAndForWhom) {
    plan::Plan plan;
    plan.kept.push_back({"service.route", &step("service.route").apply[0], {"service.rules"}});
    ASSERT_EQ(keptSentences(plan, lab).size(), 1);
    EXPECT_EQ(keptSentences(plan, lab).at(0),
              QStringLiteral("keeps the route to 192.168.1.10 on node2 for Service 3: Two rules"));
}

TEST_F(PlanWordsTest, TellsStepsThatComeAlongFromThoseThatGo) {
    plan::Plan plan;
    plan.stages = {stage("service.rules", Kind::Undo), stage("service.route", Kind::Apply)};
    plan.broughtAlong = {"service.rules", "service.route"};
    EXPECT_EQ(
        alongSentence(plan, lab),
        QStringLiteral("Also applies what it needs: Service: A route. Also undoes: Service 3: Two rules."));
}

TEST_F(PlanWordsTest, AfterARunStepsHaveTheirTitles) {
    plan::Plan plan;
    plan.broughtAlong = {"service.rules", "service.route"};
    plan.kept = {{"service.route", &lab.find("service.route")->apply.front(), {"service.rules"}}};
    EXPECT_EQ(
        outcomeSentences(plan, lab),
        (QStringList{QStringLiteral("Changed as well: Service 3: Two rules · Service: A route."),
                     QStringLiteral("Kept the route to 192.168.1.10 on node2 for Service 3: Two rules.")}));
    EXPECT_TRUE(outcomeSentences({}, lab).isEmpty());
}

TEST_F(PlanWordsTest, AnUnknownStepIsNamedByItsId) {
    EXPECT_EQ(lab.nameOf("a.b"), "a.b");
}

}  // namespace
}  // namespace podwire::ui
