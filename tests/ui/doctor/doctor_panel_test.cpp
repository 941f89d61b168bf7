// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/doctor_panel.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_shell.h"
#include "tests/support/small_lab.h"
#include "tests/support/temp_dir.h"
#include "ui/doctor/diagnosis_card.h"
#include "ui/doctor/finding_list.h"
#include "ui/doctor/finding_row.h"

namespace podwire::ui {
namespace {

/// What a node says to whatever it is asked: its state, with none of the small lab's steps in it.
remote::Outcome stateOfANode(int exitCode = 0) {
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = exitCode;
    outcome.out = testing::readFile(std::string(PODWIRE_TEST_DATA) + "/observed/node1-applied.txt");
    outcome.err = exitCode == 0 ? "" : "it cannot be done";
    return outcome;
}

class DoctorPanelTest : public ::testing::Test {
protected:
    DoctorPanelTest() {
        panel.resize(1000, 600);
        panel.setSession(&session);
        panel.show();
        panel.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&panel));
    }
    ~DoctorPanelTest() override { panel.setSession(nullptr); }

    void nodesAnswer() {
        node1->answer(stateOfANode());
        node2->answer(stateOfANode());
    }
    void hold() {
        node1->hold();
        node2->hold();
    }
    void release() {
        node1->release();
        node2->release();
    }
    QPushButton& examine() { return *panel.tools()->examineButton(); }
    /// Presses Examine and waits for the next report.
    bool examined() {
        QSignalSpy reports(&session.doctor(), &session::Doctor::examined);
        examine().click();
        return !reports.isEmpty() || reports.wait(5000);
    }

    std::shared_ptr<test::FakeShell> node1 = std::make_shared<test::FakeShell>("node1");
    std::shared_ptr<test::FakeShell> node2 = std::make_shared<test::FakeShell>("node2");
    session::LabSession session{test::smallLab(),
                                {{"node1", "10.0.0.1", node1, {}}, {"node2", "10.0.0.2", node2, {}}}};
    DoctorPanel panel;
};

TEST_F(DoctorPanelTest, NodesThatDoNotAnswerAreTheDiagnosisAndCanBeReconnected) {
    ASSERT_TRUE(examined());
    EXPECT_EQ(panel.diagnosis()->headline(), QStringLiteral("node1 cannot be reached"));
    EXPECT_EQ(panel.diagnosis()->mendButton(), nullptr);
    ASSERT_NE(panel.diagnosis()->reconnectButton(), nullptr);
    panel.diagnosis()->reconnectButton()->click();
    EXPECT_EQ(node1->reconnects(), 1);
}

TEST_F(DoctorPanelTest, SaysPlainlyThatNothingIsWrong) {
    nodesAnswer();
    ASSERT_TRUE(examined());
    EXPECT_EQ(panel.diagnosis()->headline(), QStringLiteral("Nothing is wrong"));
    EXPECT_TRUE(panel.status().startsWith(QStringLiteral("nothing wrong"))) << panel.status().toStdString();
    panel.findings()->allButton()->click();
    EXPECT_EQ(static_cast<std::size_t>(panel.findings()->rows().size()),
              session.doctor().report().findings.size());
}

TEST_F(DoctorPanelTest, ExpectsAsMuchAsItIsTold) {
    nodesAnswer();
    panel.setShownStep(QStringLiteral("service.rules"));
    const auto wrong = [&](Expected expected) {
        panel.tools()->setExpected(expected);
        EXPECT_TRUE(examined());
        return panel.findings()->rows().size();
    };
    const qsizetype none = wrong(Expected::Applied);
    const qsizetype some = wrong(Expected::UpToShownStep);
    const qsizetype all = wrong(Expected::Chapter);
    EXPECT_LT(none, some);
    EXPECT_LT(some, all);
}

TEST_F(DoctorPanelTest, ACancelledExaminationIsForgotten) {
    nodesAnswer();
    hold();
    examine().click();
    EXPECT_FALSE(examine().isEnabled());
    ASSERT_TRUE(panel.tools()->cancelButton()->isVisible());
    EXPECT_TRUE(panel.tools()->words().contains(QStringLiteral("0 of 2 nodes")));
    panel.tools()->cancelButton()->click();
    EXPECT_TRUE(examine().isEnabled());
    EXPECT_FALSE(panel.tools()->cancelButton()->isVisible());
    release();
    QTest::qWait(50);
    EXPECT_EQ(panel.diagnosis(), nullptr) << "the answers came too late";
    EXPECT_TRUE(examined());
}

TEST_F(DoctorPanelTest, AnAnswerToACancelledCloserLookIsNotTakenForTheNextOnes) {
    nodesAnswer();
    QSignalSpy reports(&session.doctor(), &session::Doctor::examined);
    examine().click();
    hold();  // the reads were answered, the closer look will not be
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return panel.tools()->words().startsWith(QStringLiteral("looking")); }));
    panel.cancel();
    node1->release();
    node1->hold();
    examine().click();
    QTest::qWait(50);
    EXPECT_TRUE(reports.isEmpty());
    release();
    EXPECT_TRUE(reports.wait(5000));
    EXPECT_EQ(reports.size(), 1);
}

TEST_F(DoctorPanelTest, WaitsWhileARunChangesTheNodes) {
    nodesAnswer();
    hold();
    session.run({plan::Request::Verb::Apply, {"service.rules"}});
    EXPECT_FALSE(examine().isEnabled());
    EXPECT_TRUE(panel.tools()->words().startsWith(QStringLiteral("A change is under way")));
    panel.examine();
    EXPECT_FALSE(session.doctor().isBusy());
    QSignalSpy ends(&session, &session::LabSession::runFinished);
    session.cancel();
    release();
    EXPECT_TRUE(!ends.isEmpty() || ends.wait(5000));
    EXPECT_TRUE(examine().isEnabled());
}

TEST_F(DoctorPanelTest, MendRunsTheCommandAndExaminesAgain) {
    nodesAnswer();
    panel.tools()->setExpected(Expected::Chapter);
    ASSERT_TRUE(examined());
    ASSERT_NE(panel.diagnosis()->mendButton(), nullptr) << panel.diagnosis()->headline().toStdString();
    const doctor::Mend mend = *session.doctor().report().cause()->mend;
    const auto& shell = mend.node == "node1" ? node1 : node2;
    EXPECT_EQ(shell->typed().find("flock"), std::string::npos) << "examining changes nothing";
    QSignalSpy reports(&session.doctor(), &session::Doctor::examined);
    panel.diagnosis()->mendButton()->click();
    ASSERT_TRUE(reports.wait(5000));
    EXPECT_NE(shell->typed().find(mend.command.substr(0, 20)), std::string::npos) << shell->typed();
    EXPECT_NE(shell->typed().find("flock"), std::string::npos);
    const auto* card = panel.diagnosis();
    bool said = false;
    for (const QLabel* label : card->findChildren<QLabel*>()) {
        said = said || label->text().contains(QStringLiteral("still found"));
    }
    EXPECT_TRUE(said) << "this node says the same whatever was run";
}

TEST_F(DoctorPanelTest, NothingIsMendedOnANodeThatIsReadOnly) {
    nodesAnswer();
    panel.tools()->setExpected(Expected::Chapter);
    ASSERT_TRUE(examined());
    const doctor::Report& report = session.doctor().report();
    DiagnosisCard card(report, {}, AddressBook::of(session.lab()));
    ASSERT_NE(card.mendButton(), nullptr);
    card.setReadOnly({QString::fromStdString(report.cause()->mend->node)});
    card.setBusy(false);
    EXPECT_FALSE(card.mendButton()->isEnabled());
    EXPECT_TRUE(card.mendButton()->toolTip().contains(QStringLiteral("read-only")));
}

TEST_F(DoctorPanelTest, AMendThatFailsSaysWhy) {
    nodesAnswer();
    panel.tools()->setExpected(Expected::Chapter);
    ASSERT_TRUE(examined());
    node1->answer(stateOfANode(1));
    node2->answer(stateOfANode(1));
    panel.diagnosis()->mendButton()->click();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !panel.diagnosis()->errorWords().isEmpty(); }));
    EXPECT_TRUE(panel.diagnosis()->mendButton()->isEnabled());
}

TEST_F(DoctorPanelTest, TheKeyboardGoesFromExamineToMend) {
    nodesAnswer();
    panel.tools()->setExpected(Expected::Chapter);
    hold();
    examine().setFocus();
    QTest::keyClick(&examine(), Qt::Key_Space);
    EXPECT_TRUE(panel.tools()->cancelButton()->hasFocus());
    QSignalSpy reports(&session.doctor(), &session::Doctor::examined);
    release();
    ASSERT_TRUE(reports.wait(5000));
    EXPECT_TRUE(panel.diagnosis()->mendButton()->hasFocus());
}

TEST_F(DoctorPanelTest, SaysWhenTheNodesHaveChangedSince) {
    nodesAnswer();
    ASSERT_TRUE(examined());
    QSignalSpy reads(&session, &session::LabSession::assessmentChanged);
    session.refresh();
    ASSERT_TRUE(reads.wait(5000));
    EXPECT_FALSE(panel.isStale());
    node1->answer({});
    session.refresh();
    EXPECT_TRUE(QTest::qWaitFor([&] { return panel.isStale(); }));
}

TEST_F(DoctorPanelTest, ForgetsWithTheSession) {
    nodesAnswer();
    ASSERT_TRUE(examined());
    panel.setSession(nullptr);
    EXPECT_EQ(panel.diagnosis(), nullptr);
    EXPECT_FALSE(examine().isEnabled());
}

}  // namespace
}  // namespace podwire::ui
