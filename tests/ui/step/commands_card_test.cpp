// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/commands_card.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/small_lab.h"
#include "ui/step/command_list.h"
#include "ui/step/command_row.h"
#include "ui/step/confirm_strip.h"
#include "ui/step/run_view.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/state_look.h"

namespace podwire::ui {
namespace {

using plan::StepState;
using Verb = plan::Request::Verb;

class CommandsCardTest : public testing::Test {
protected:
    CommandsCardTest() { requests.reserve(8); }

    void setState(StepState state, bool busy = false) {
        card.setStatus(test::assessmentOf(lab, {{"service.rules", state}}).at("service.rules"), busy);
    }
    QPushButton* primary() { return card.actions()->primary(); }
    Result<plan::Plan> preview(const plan::Request& request) {
        requests.push_back(request);
        return planned;
    }
    CommandRow* firstRow() { return card.commands()->rows().first(); }
    QString firstCommand() const { return QString::fromStdString(step.apply[0].command); }

    lab::Lab lab = test::smallLab();
    const lab::Step& step = *lab.find("service.rules");
    std::vector<plan::Request> requests;
    Result<plan::Plan> planned = plan::Plan{};
    CommandsCard card{lab, step, [this](const plan::Request& request) { return preview(request); }};
    QSignalSpy runs{card.actions(), &ActionBar::runRequested};
};

plan::Plan undoOf(const lab::Step& step) {
    plan::Plan plan;
    plan.stages.push_back({step.id, true, {}});
    for (const lab::Resource& resource : step.apply) {
        plan::Action action;
        action.kind = plan::Action::Kind::Undo;
        action.step = step.id;
        action.node = resource.node;
        action.command = "undo " + resource.command;
        action.resource = &resource;
        plan.stages.back().actions.push_back(action);
    }
    return plan;
}

TEST_F(CommandsCardTest, EachCommandShowsWhetherItIsThere) {
    setState(StepState::Partial);
    ASSERT_EQ(card.commands()->rows().size(), 2);
    EXPECT_EQ(card.commands()->rows().at(0)->stateIcon(), lookOf(plan::Presence::Present).icon);
    EXPECT_EQ(card.commands()->rows().at(1)->stateIcon(), lookOf(plan::Presence::Absent).icon);
    setState(StepState::Applied);
    EXPECT_EQ(card.commands()->rows().at(1)->stateIcon(), lookOf(plan::Presence::Present).icon);
}

TEST_F(CommandsCardTest, GettingReadyAsksFirstAndSaysWhenThereIsNothingToDo) {
    setState(StepState::Absent);
    card.actions()->trigger(Verb::Ready);
    EXPECT_EQ(requests.back().verb, Verb::Ready);
    EXPECT_TRUE(card.actions()->words().contains(QStringLiteral("ready for this step already")));
    planned = undoOf(step);
    card.show();
    card.actions()->trigger(Verb::Ready);
    auto* question = card.findChild<ConfirmStrip*>();
    ASSERT_TRUE(question->isVisible());
    EXPECT_TRUE(runs.isEmpty());
    question->findChild<QPushButton*>(QStringLiteral("confirmYes"))->click();
    ASSERT_EQ(runs.size(), 1);
    const auto request = runs.at(0).at(0).value<plan::Request>();
    EXPECT_EQ(request.verb, Verb::Ready);
    EXPECT_EQ(request.steps, std::vector<std::string>{"service.rules"});
}

TEST_F(CommandsCardTest, WhatWouldChangeANodeThatIsReadOnlyIsGreyAndSaysWhy) {
    planned = undoOf(step);
    card.actions()->setReadOnly({QStringLiteral("node1")});
    setState(StepState::Applied);
    EXPECT_FALSE(primary()->isEnabled());
    EXPECT_TRUE(primary()->toolTip().startsWith(QStringLiteral("node1 is read-only")));
    EXPECT_EQ(card.actions()->words(), primary()->toolTip());
    card.actions()->trigger(Verb::Undo);
    EXPECT_TRUE(runs.isEmpty()) << "nor does the keyboard change it";
    card.actions()->setReadOnly({QStringLiteral("node2")});
    setState(StepState::Applied);
    EXPECT_TRUE(primary()->isEnabled()) << "the plan leaves node2 alone";
    EXPECT_TRUE(primary()->toolTip().isEmpty());
}

TEST_F(CommandsCardTest, TheHeadCountsWhatIsThere) {
    setState(StepState::Partial);
    card.setLastRead(QDateTime::currentDateTime().addMSecs(-300));
    EXPECT_TRUE(
        card.titleLabel()->text().startsWith(QStringLiteral("Commands on node1 · 1 of 2 present, read 0.")))
        << card.titleLabel()->text().toStdString();
    card.setLastRead({});
    EXPECT_EQ(card.titleLabel()->text(), QStringLiteral("Commands on node1 · not read yet"));
}

TEST_F(CommandsCardTest, ThePrimaryButtonFollowsTheState) {
    setState(StepState::Absent);
    EXPECT_EQ(primary()->text(), QStringLiteral("Apply"));
    setState(StepState::Partial);
    EXPECT_EQ(primary()->text(), QStringLiteral("Finish"));
    setState(StepState::Applied);
    EXPECT_EQ(primary()->text(), QStringLiteral("Undo this step"));
    setState(StepState::Drifted);
    EXPECT_EQ(primary()->text(), QStringLiteral("Repair"));
    setState(StepState::Unknown);
    EXPECT_TRUE(primary()->isHidden());
}

TEST_F(CommandsCardTest, ApplyAsksForThisStepAlone) {
    setState(StepState::Absent);
    primary()->click();
    ASSERT_EQ(runs.size(), 1);
    const auto request = runs.at(0).at(0).value<plan::Request>();
    EXPECT_EQ(request.verb, Verb::Apply);
    EXPECT_EQ(request.steps, std::vector<std::string>{"service.rules"});
}

TEST_F(CommandsCardTest, SaysInWordsWhatWillChange) {
    planned = undoOf(step);
    setState(StepState::Applied);
    EXPECT_EQ(card.actions()->words(),
              QStringLiteral("Takes 2 rules out of nat OUTPUT on node1; nothing else changes."));
    EXPECT_EQ(requests.back().verb, Verb::Undo);
}

TEST_F(CommandsCardTest, APlanThatIsRefusedSaysWhy) {
    planned = fail(ErrorKind::Unreachable, "node2 was not read");
    setState(StepState::Absent);
    EXPECT_EQ(card.actions()->words(), QStringLiteral("node2 was not read"));
    primary()->click();
    EXPECT_TRUE(runs.isEmpty());
}

TEST_F(CommandsCardTest, AsksInThePageBeforeOtherStepsChange) {
    planned = undoOf(step);
    planned->broughtAlong = {"service.route"};
    setState(StepState::Applied);
    auto* strip = card.findChild<ConfirmStrip*>();
    EXPECT_TRUE(strip->isHidden());
    primary()->click();
    EXPECT_TRUE(runs.isEmpty());
    EXPECT_FALSE(strip->isHidden());
    strip->findChild<QPushButton*>(QStringLiteral("confirmYes"))->click();
    EXPECT_EQ(runs.size(), 1);
    EXPECT_TRUE(strip->isHidden());
}

TEST_F(CommandsCardTest, TheQuestionIsTakenBackWhenTheStateChanges) {
    planned = undoOf(step);
    planned->broughtAlong = {"service.route"};
    setState(StepState::Applied);
    primary()->click();
    setState(StepState::Absent);
    EXPECT_TRUE(card.findChild<ConfirmStrip*>()->isHidden());
}

TEST_F(CommandsCardTest, GoHereAlwaysAsks) {
    planned = undoOf(step);
    setState(StepState::Applied);
    card.actions()->trigger(Verb::GoTo);
    EXPECT_TRUE(runs.isEmpty());
    EXPECT_FALSE(card.findChild<ConfirmStrip*>()->isHidden());
}

TEST_F(CommandsCardTest, OnlyCancelWorksWhileARunIsUnderWay) {
    QSignalSpy cancels(card.actions(), &ActionBar::cancelRequested);
    setState(StepState::Absent, /*busy=*/true);
    EXPECT_FALSE(primary()->isEnabled());
    card.actions()->triggerPrimary();
    EXPECT_TRUE(runs.isEmpty());
    card.findChild<QPushButton*>(QStringLiteral("cancelRun"))->click();
    EXPECT_EQ(cancels.size(), 1);
    setState(StepState::Absent);
    EXPECT_TRUE(primary()->isEnabled());
}

TEST_F(CommandsCardTest, TheKeyboardStaysWithTheStepThroughARun) {
    setState(StepState::Absent);
    card.show();
    card.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&card));
    primary()->setFocus();
    setState(StepState::Absent, /*busy=*/true);
    EXPECT_EQ(QApplication::focusWidget()->objectName(), QStringLiteral("cancelRun"));
    setState(StepState::Partial, /*busy=*/true);
    setState(StepState::Applied);
    EXPECT_EQ(QApplication::focusWidget(), primary());
}

TEST_F(CommandsCardTest, CopyTakesTheExactCommand) {
    firstRow()->findChild<CopyButton*>()->click();
    EXPECT_EQ(QApplication::clipboard()->text(), firstCommand());
}

TEST_F(CommandsCardTest, CopyAllTakesAllCommandsALineEach) {
    card.findChild<QPushButton*>(QStringLiteral("copyAll"))->click();
    EXPECT_EQ(QApplication::clipboard()->text(),
              QString::fromStdString(step.apply[0].command + "\n" + step.apply[1].command + "\n"));
}

TEST_F(CommandsCardTest, ADriftedCommandSaysWhatIsThereInstead) {
    setState(StepState::Drifted);
    QStringList shown;
    for (const QLabel* words : firstRow()->findChildren<QLabel*>()) {
        if (!words->isHidden()) {
            shown.append(words->text());
        }
    }
    EXPECT_TRUE(shown.contains(QStringLiteral("the rule stands twice")));
}

TEST_F(CommandsCardTest, ShowsHowTheRunEndedAndWhatToDo) {
    models::RunRecord run;
    run.request = {Verb::Apply, {"service.rules"}};
    run.finished = true;
    run.report.error = {ErrorKind::CommandFailed, "The second rule failed", "iptables: No chain",
                        "Finish or undo."};
    card.setRun(run);
    EXPECT_FALSE(card.run()->isHidden());
    EXPECT_EQ(card.run()->words(), QStringLiteral("It did not work"));
    QStringList shown;
    for (const QLabel* words : card.run()->findChildren<QLabel*>()) {
        shown.append(words->text());
    }
    EXPECT_TRUE(shown.contains(QStringLiteral("The second rule failed\nFinish or undo.")));
}

TEST_F(CommandsCardTest, SaysWhenThereWasNothingToDo) {
    models::RunRecord run;
    run.request = {Verb::Apply, {"service.rules"}};
    run.finished = run.report.ok = run.report.changedNothing = true;
    card.setRun(run);
    EXPECT_EQ(card.run()->words(), QStringLiteral("Nothing to do: all was as asked"));
}

TEST_F(CommandsCardTest, ARunOfOtherStepsIsNotShown) {
    models::RunRecord run;
    run.request = {Verb::Apply, {"service.route"}};
    card.setRun(run);
    EXPECT_TRUE(card.run()->isHidden());
}

}  // namespace
}  // namespace podwire::ui
