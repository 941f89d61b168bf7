// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/small_lab.h"
#include "ui/doctor/diagnosis_card.h"
#include "ui/doctor/finding_list.h"
#include "ui/doctor/finding_row.h"
#include "ui/doctor/finding_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/command_view.h"

namespace podwire::ui {
namespace {

using doctor::Verdict;

doctor::Finding finding(Verdict verdict, const std::string& title) {
    doctor::Finding one;
    one.id = "server.stopped";
    one.layer = doctor::Layer::Server;
    one.node = "node1";
    one.object = "pod1b";
    one.title = title;
    one.verdict = verdict;
    one.command = "systemctl status pod1b-http.service";
    one.found = "it is not there";
    one.meaning = "Connections to 192.168.1.20:80 are refused.";
    return one;
}

doctor::Report sickReport() {
    doctor::Report report;
    report.findings = {finding(Verdict::Ok, "node1 answers"),
                       finding(Verdict::Wrong, "The server of pod1b does not run"),
                       finding(Verdict::Note, "Some note"), finding(Verdict::Unknown, "Not looked at"),
                       finding(Verdict::Wrong, "A request fails")};
    report.findings[1].mend =
        doctor::Mend{"node1", "sudo systemctl start pod1b", "Starts the server again.", "service.rules"};
    report.diagnosis = 1;
    report.seconds = 1.2;
    return report;
}

doctor::Report healthyReport() {
    doctor::Report report;
    report.findings = {finding(Verdict::Ok, "node1 answers"), finding(Verdict::Ok, "node2 answers")};
    return report;
}

QString wordsIn(const QWidget& widget) {
    QStringList words;
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        words.append(label->text());
    }
    return words.join(QLatin1Char('\n'));
}

const AddressBook addresses = AddressBook::of(test::smallLab());

TEST(DiagnosisCardTest, SaysWhatIsWrongWhyAndWhatMendsIt) {
    const DiagnosisCard card(sickReport(), {}, addresses);
    EXPECT_EQ(card.headline(), QStringLiteral("The server of pod1b does not run"));
    const QString words = wordsIn(card);
    for (const char* said : {"on node1", "Connections to 192.168.1.20:80 are refused.",
                             "Found: it is not there", "Starts the server again. Runs on node1"}) {
        EXPECT_TRUE(words.contains(QString::fromLatin1(said))) << said << " in " << words.toStdString();
    }
    const auto* command = card.findChild<CommandView*>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->command(), QStringLiteral("sudo systemctl start pod1b"));
    EXPECT_EQ(card.reconnectButton(), nullptr);
}

TEST(DiagnosisCardTest, ItsButtonsAskAndRestWhileWorkIsUnderWay) {
    DiagnosisCard card(sickReport(), {}, addresses);
    QSignalSpy mends(&card, &DiagnosisCard::mendRequested);
    QSignalSpy steps(&card, &DiagnosisCard::stepRequested);
    card.setBusy(true);
    card.mendButton()->click();
    EXPECT_TRUE(mends.isEmpty());
    card.setBusy(false);
    card.mendButton()->click();
    EXPECT_EQ(mends.size(), 1);
    for (QPushButton* button : card.findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Show its step")) {
            button->click();
        }
    }
    ASSERT_EQ(steps.size(), 1);
    EXPECT_EQ(steps.at(0).at(0).toString(), QStringLiteral("service.rules"));
}

TEST(DiagnosisCardTest, SaysThatNothingIsWrongAndWhatWasMended) {
    const DiagnosisCard card(healthyReport(),
                             {QStringLiteral("The server of pod1b does not run"), false, false}, addresses);
    EXPECT_EQ(card.headline(), QStringLiteral("Nothing is wrong"));
    EXPECT_EQ(card.mendButton(), nullptr);
    EXPECT_TRUE(wordsIn(card).contains(QStringLiteral("Mended: “The server of pod1b does not run”.")));
}

TEST(DiagnosisCardTest, SaysThatAMendDidNotHelp) {
    const DiagnosisCard card(sickReport(), {QStringLiteral("The server"), true, false}, addresses);
    EXPECT_TRUE(wordsIn(card).contains(QStringLiteral("ran, but this is still found")));
}

TEST(DiagnosisCardTest, AMendThatFailedIsShown) {
    DiagnosisCard card(sickReport(), {}, addresses);
    EXPECT_TRUE(card.errorWords().isEmpty());
    card.showError({ErrorKind::CommandFailed, "It ended with status 1", {}, {}});
    EXPECT_EQ(card.errorWords(), QStringLiteral("It ended with status 1"));
}

TEST(FindingWordsTest, EveryVerdictHasAWordAndAShapeOfItsOwn) {
    QSet<QString> words;
    QSet<QString> shapes;
    for (const Verdict verdict : {Verdict::Ok, Verdict::Note, Verdict::Unknown, Verdict::Wrong}) {
        words.insert(lookOf(verdict).word);
        shapes.insert(lookOf(verdict).icon);
    }
    EXPECT_EQ(words.size(), 4);
    EXPECT_EQ(shapes.size(), 4);
}

TEST(FindingWordsTest, SummariesCount) {
    EXPECT_EQ(summaryOf(sickReport()), QStringLiteral("2 wrong, 1 note, 1 unknown · 5 checks in 1.20 s"));
    EXPECT_TRUE(summaryOf(healthyReport()).startsWith(QStringLiteral("nothing wrong · 2 checks in")));
}

TEST(FindingListTest, FoldsAwayWhatIsFine) {
    FindingList list(sickReport(), addresses);
    EXPECT_EQ(list.rows().size(), 4);
    EXPECT_EQ(list.allButton()->text(), QStringLiteral("Show all checks (5)"));
    list.allButton()->click();
    ASSERT_EQ(list.rows().size(), 5);
    EXPECT_EQ(list.rows().first()->finding().title, "node1 answers") << "in their own order";
    list.allButton()->click();
    EXPECT_EQ(list.rows().size(), 4);
}

TEST(FindingListTest, SaysWhatThereIsBesideTheDiagnosis) {
    EXPECT_EQ(FindingList(sickReport(), addresses).titleLabel()->text(),
              QStringLiteral(
                  "1 more fault that may follow from the first. 1 note: worth knowing, nothing fails for "
                  "it. 1 thing could not be looked at."));
    EXPECT_EQ(FindingList(healthyReport(), addresses).titleLabel()->text(),
              QStringLiteral("What was looked at, from the bottom up"));
}

TEST(FindingListTest, OffersNothingToUnfoldWhereNothingIsFine) {
    doctor::Report report = sickReport();
    report.findings.erase(report.findings.begin());
    const FindingList list(report, addresses);
    EXPECT_TRUE(list.allButton()->isHidden());
}

class FindingRowTest : public testing::Test {
protected:
    FindingRowTest() {
        row.show();
        row.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&row));
        row.head()->setFocus();
    }
    FindingRow row{sickReport().findings.at(1), addresses};
};

TEST_F(FindingRowTest, SaysItsVerdictNodeAndTitle) {
    EXPECT_EQ(row.head()->accessibleName(), QStringLiteral("wrong, node1: The server of pod1b does not run"));
}

TEST_F(FindingRowTest, OpensAndClosesByTheKeyboard) {
    for (const auto& [opens, closes] : {std::pair{Qt::Key_Right, Qt::Key_Left},
                                        {Qt::Key_Space, Qt::Key_Space},
                                        {Qt::Key_Return, Qt::Key_Return}}) {
        QTest::keyClick(row.head(), opens);
        EXPECT_TRUE(row.isOpen());
        QTest::keyClick(row.head(), closes);
        EXPECT_FALSE(row.isOpen());
        EXPECT_EQ(row.details(), nullptr);
    }
}

TEST_F(FindingRowTest, OpensByAClickToBothCommandsWithTheirCopies) {
    QTest::mouseClick(row.head(), Qt::LeftButton);
    ASSERT_NE(row.details(), nullptr);
    QStringList commands;
    for (const CommandView* view : row.details()->findChildren<CommandView*>()) {
        commands.append(view->command());
    }
    EXPECT_EQ(commands, (QStringList{QStringLiteral("systemctl status pod1b-http.service"),
                                     QStringLiteral("sudo systemctl start pod1b")}));
    EXPECT_EQ(row.details()->findChildren<CopyButton*>().size(), 2);
    EXPECT_TRUE(wordsIn(*row.details()).contains(QStringLiteral("it is not there")));
}

}  // namespace
}  // namespace podwire::ui
