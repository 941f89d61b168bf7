// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/checks_card.h"

#include <gtest/gtest.h>

#include <QLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/small_lab.h"
#include "ui/step/check_details.h"
#include "ui/step/check_row.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {
namespace {

class ChecksCardTest : public testing::Test {
protected:
    const QString before = QStringLiteral("service.rules/before/1");
    const QString after = QStringLiteral("service.rules/after/1");

    models::CheckRecord record(bool ok) const {
        models::CheckRecord result;
        result.result = plan::CheckResult{};
        result.result->ok = ok;
        result.result->found = "no answer within 2 s";
        result.result->output = "curl: (28)";
        return result;
    }
    QString badge(const QString& check) const { return card.row(check)->badge(); }

    lab::Lab lab = test::smallLab();
    ChecksCard card{lab, *lab.find("service.rules")};
};

TEST_F(ChecksCardTest, NothingIsClaimedBeforeACheckRan) {
    EXPECT_EQ(badge(before), QStringLiteral("not run yet"));
    EXPECT_TRUE(card.row(after)->finding().startsWith(QStringLiteral("expects: ")));
}

TEST_F(ChecksCardTest, AnExpectedFailureThatHappenedIsCalledThat) {
    card.setRecord(before, record(true));
    EXPECT_EQ(badge(before), QStringLiteral("expected to fail"));
    EXPECT_EQ(card.row(before)->finding(), QStringLiteral("failed as expected · no answer within 2 s"));
}

TEST_F(ChecksCardTest, ACheckHoldsOrDiffers) {
    card.setRecord(after, record(true));
    EXPECT_EQ(badge(after), QStringLiteral("holds"));
    card.setRecord(after, record(false));
    EXPECT_EQ(badge(after), QStringLiteral("differs"));
    EXPECT_EQ(card.row(after)->finding(), QStringLiteral("no answer within 2 s"));
}

TEST_F(ChecksCardTest, ARunningCheckSaysSo) {
    models::CheckRecord running = record(true);
    running.running = true;
    card.setRecord(after, running);
    EXPECT_EQ(badge(after), QStringLiteral("running"));
}

TEST_F(ChecksCardTest, OpensToTheDetailsAndKeepsThemFresh) {
    CheckRow* row = card.row(after);
    EXPECT_EQ(row->findChild<CheckDetails*>(), nullptr);
    row->setOpen(true);
    ASSERT_NE(row->findChild<CheckDetails*>(), nullptr);
    card.setRecord(after, record(false));
    EXPECT_NE(row->findChild<CheckDetails*>(), nullptr);
    row->setOpen(false);
    EXPECT_EQ(row->findChild<CheckDetails*>(), nullptr);
}

TEST_F(ChecksCardTest, TheDetailsStandBelowEachOther) {
    models::CheckRecord long_ = record(true);
    long_.result->expected = "a time-out";
    long_.result->evidence = "node1 sends packets for 10.96.1.100 to 10.30.45.1.\nNo rule names 10.96.1.100.";
    for (int i = 0; i < 5; ++i) {
        long_.result->output += "a line of output\r\rthat is quite long " + std::string(200, '-') + "\n\n";
    }
    card.setRecord(before, long_);
    card.row(before)->setOpen(true);
    card.resize(830, card.heightForWidth(830));
    card.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&card));
    card.grab();
    const auto* details = card.findChild<CheckDetails*>();
    int end = 0;
    for (int i = 0; i < details->layout()->count(); ++i) {
        const QRect row = details->layout()->itemAt(i)->geometry();
        EXPECT_GE(row.top(), end) << i;
        end = row.bottom();
    }
    for (const QWidget* child : details->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        EXPECT_LE(child->geometry().bottom(), details->height());
        EXPECT_GE(child->height(), child->minimumHeight());
    }
}

TEST_F(ChecksCardTest, ChecksOnNodesThatAreReadOnlyAreGrey) {
    auto* run = card.findChild<QPushButton*>(QStringLiteral("runChecks"));
    QStringList nodes;
    for (const CheckRow* row : card.rows()) {
        nodes.append(QString::fromStdString(row->check().node));
    }
    card.setReadOnly(nodes);
    EXPECT_FALSE(run->isEnabled());
    EXPECT_TRUE(run->toolTip().contains(QStringLiteral("read-only")));
    EXPECT_TRUE(card.row(after)->isRefused());
    card.setReadOnly({});
    EXPECT_TRUE(run->isEnabled());
    EXPECT_FALSE(card.row(after)->isRefused());
}

TEST_F(ChecksCardTest, CanRunAllOrOne) {
    QSignalSpy all(&card, &ChecksCard::runRequested);
    QSignalSpy one(&card, &ChecksCard::runOneRequested);
    card.findChild<QPushButton*>(QStringLiteral("runChecks"))->click();
    EXPECT_EQ(all.size(), 1);
    for (IconButton* button : card.row(after)->findChildren<IconButton*>()) {
        if (button->accessibleName().startsWith(QStringLiteral("Run this check"))) {
            button->click();
        }
    }
    ASSERT_EQ(one.size(), 1);
    EXPECT_EQ(one.at(0).at(0).toString(), after);
}

}  // namespace
}  // namespace podwire::ui
