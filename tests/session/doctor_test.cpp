// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/doctor.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/support/fake_shell.h"
#include "tests/support/small_lab.h"

namespace podwire::session {
namespace {

class DoctorTest : public ::testing::Test {
protected:
    lab::Lab lab = test::smallLab();
};

TEST_F(DoctorTest, RefusesToExamineNoNodes) {
    Doctor doctor(lab, {});
    QSignalSpy refusals(&doctor, &Doctor::refused);
    doctor.examine({});
    ASSERT_EQ(refusals.size(), 1);
    EXPECT_EQ(refusals.front().front().value<Error>().message, "There is no node to examine");
    EXPECT_FALSE(doctor.isBusy());
}

TEST_F(DoctorTest, TellsOfNodesNoneOfWhichAnswers) {
    Doctor doctor(lab, {{"node1", "10.0.0.1", std::make_shared<test::FakeShell>("node1"), {}},
                        {"node2", "10.0.0.2", std::make_shared<test::FakeShell>("node2"), {}}});
    QSignalSpy reports(&doctor, &Doctor::examined);
    doctor.examine({});
    ASSERT_TRUE(!reports.isEmpty() || reports.wait(5000));
    EXPECT_EQ(doctor.report().unreached, (std::vector<std::string>{"node1", "node2"}));
    ASSERT_NE(doctor.report().cause(), nullptr);
    EXPECT_EQ(doctor.report().cause()->id, "node.unreachable");
    EXPECT_FALSE(doctor.isBusy());
}

}  // namespace
}  // namespace podwire::session
