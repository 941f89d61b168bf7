// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/step_tree_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "tests/support/small_lab.h"

namespace podwire::models {
namespace {

using plan::StepState;
using Role = StepTreeModel::Role;

class StepTreeModelTest : public testing::Test {
protected:
    StepTreeModelTest() { model.setLab(lab); }

    StepState stateOf(const char* step) const {
        return static_cast<StepState>(model.indexOf(QString::fromLatin1(step)).data(Role::StateRole).toInt());
    }
    void setStates(const std::map<std::string, StepState>& states) {
        model.setStates(test::assessmentOf(lab, states));
    }

    lab::Lab lab = test::smallLab();
    StepTreeModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(StepTreeModelTest, HasThePartsAndTheirSteps) {
    ASSERT_EQ(model.rowCount(), 2);
    const QModelIndex service = model.index(1, 0);
    EXPECT_TRUE(service.data(Role::IsPartRole).toBool());
    EXPECT_EQ(service.data(Role::TitleRole).toString(), QStringLiteral("Service"));
    ASSERT_EQ(model.rowCount(service), 3);
    const QModelIndex rules = model.index(0, 0, service);
    EXPECT_EQ(rules.data(Role::IdRole).toString(), QStringLiteral("service.rules"));
    EXPECT_EQ(rules.data(Role::NumberRole).toString(), QStringLiteral("3"));
    EXPECT_TRUE(rules.data(Role::ChangesNodesRole).toBool());
    EXPECT_FALSE(rules.data(Role::OptionalRole).toBool());
    EXPECT_EQ(rules.parent(), service);
}

TEST_F(StepTreeModelTest, TellsAPageFromAStepAndAnOptionalStepFromTheOthers) {
    EXPECT_FALSE(model.indexOf(QStringLiteral("overview.read")).data(Role::ChangesNodesRole).toBool());
    EXPECT_TRUE(model.indexOf(QStringLiteral("service.extra")).data(Role::OptionalRole).toBool());
}

TEST_F(StepTreeModelTest, KnowsNoStateBeforeTheFirstAssessment) {
    EXPECT_EQ(stateOf("service.rules"), StepState::Unknown);
}

TEST_F(StepTreeModelTest, ANewAssessmentChangesDataAndResetsNothing) {
    setStates({});
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex selected(model.indexOf(QStringLiteral("service.route")));
    setStates({{"service.rules", StepState::Partial}});
    EXPECT_EQ(stateOf("service.rules"), StepState::Partial);
    EXPECT_EQ(stateOf("service.route"), StepState::Absent);
    EXPECT_TRUE(resets.isEmpty());
    EXPECT_TRUE(selected.isValid());
    ASSERT_EQ(changes.size(), 2) << "the step and its part";
    EXPECT_EQ(changes.at(0).at(0).toModelIndex(), model.indexOf(QStringLiteral("service.rules")));
    EXPECT_EQ(changes.at(0).at(1).toModelIndex(), model.indexOf(QStringLiteral("service.rules")));
}

TEST_F(StepTreeModelTest, TheSameAssessmentAgainIsSilent) {
    setStates({{"service.rules", StepState::Applied}});
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    setStates({{"service.rules", StepState::Applied}});
    EXPECT_TRUE(changes.isEmpty());
}

TEST_F(StepTreeModelTest, APartCountsItsStepsWithoutTheOptionalOnes) {
    setStates({{"service.rules", StepState::Applied}, {"service.extra", StepState::Applied}});
    const QModelIndex service = model.index(1, 0);
    EXPECT_EQ(service.data(Role::AppliedCountRole).toInt(), 1);
    EXPECT_EQ(service.data(Role::StepCountRole).toInt(), 2);
}

TEST_F(StepTreeModelTest, StepIdsComeInTheOrderOfTheLab) {
    EXPECT_EQ(model.stepIds().join(QLatin1Char(' ')),
              QStringLiteral("overview.read service.rules service.route service.extra"));
}

TEST_F(StepTreeModelTest, ClearLeavesNothing) {
    model.clear();
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_FALSE(model.indexOf(QStringLiteral("service.rules")).isValid());
    setStates({{"service.rules", StepState::Applied}});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(StepTreeModelTest, AnotherLabReplacesTheFirst) {
    lab::Lab other = lab;
    other.parts.pop_back();
    model.setLab(other);
    EXPECT_EQ(model.rowCount(), 1);
}

}  // namespace
}  // namespace podwire::models
