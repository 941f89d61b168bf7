// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/chapter_tree.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

#include "core/models/step_tree_model.h"
#include "tests/support/small_lab.h"

namespace podwire::ui {
namespace {

class ChapterTreeTest : public testing::Test {
protected:
    ChapterTreeTest() {
        model.setLab(lab);
        tree.resize(240, 400);
        tree.show();
    }
    QRect rowOf(const char* step) const { return tree.visualRect(model.indexOf(QString::fromLatin1(step))); }
    QImage picture(const char* step) { return tree.viewport()->grab(rowOf(step)).toImage(); }

    lab::Lab lab = test::smallLab();
    models::StepTreeModel model;
    ChapterTree tree{model};
};

TEST_F(ChapterTreeTest, ShowsAllStepsOpen) {
    for (const QString& id : model.stepIds()) {
        EXPECT_FALSE(rowOf(id.toLatin1()).isEmpty()) << id.toStdString();
    }
}

TEST_F(ChapterTreeTest, DownAndUpGoFromStepToStepPastTheTitles) {
    tree.select(QStringLiteral("overview.read"));
    QTest::keyClick(&tree, Qt::Key_Down);
    EXPECT_EQ(tree.selected(), QStringLiteral("service.rules"));
    QTest::keyClick(&tree, Qt::Key_Up);
    EXPECT_EQ(tree.selected(), QStringLiteral("overview.read"));
    QTest::keyClick(&tree, Qt::Key_Up);
    EXPECT_EQ(tree.selected(), QStringLiteral("overview.read")) << "there is nothing above";
    QTest::keyClick(&tree, Qt::Key_End);
    EXPECT_EQ(tree.selected(), QStringLiteral("service.extra"));
    QTest::keyClick(&tree, Qt::Key_Home);
    EXPECT_EQ(tree.selected(), QStringLiteral("overview.read"));
}

TEST_F(ChapterTreeTest, SaysWhichStepWasChosen) {
    const QSignalSpy chosen(&tree, &ChapterTree::stepSelected);
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, rowOf("service.route").center());
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.at(0).at(0).toString(), QStringLiteral("service.route"));
}

TEST_F(ChapterTreeTest, KeepsTheChoiceWhenStatesChange) {
    tree.select(QStringLiteral("service.route"));
    model.setStates(test::assessmentOf(lab, {{"service.route", plan::StepState::Applied}}));
    EXPECT_EQ(tree.selected(), QStringLiteral("service.route"));
}

TEST_F(ChapterTreeTest, EveryStateLooksDifferent) {
    using plan::StepState;
    std::vector<QImage> pictures;
    for (const StepState state : {StepState::Unknown, StepState::Absent, StepState::Partial,
                                  StepState::Applied, StepState::Drifted}) {
        model.setStates(test::assessmentOf(lab, {{"service.route", state}}));
        const QImage now = picture("service.route");
        for (const QImage& other : pictures) {
            EXPECT_NE(now, other) << "state " << static_cast<int>(state);
        }
        pictures.push_back(now);
    }
}

}  // namespace
}  // namespace podwire::ui
