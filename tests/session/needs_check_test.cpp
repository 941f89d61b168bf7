// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/needs_check.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/support/fake_shell.h"

namespace podwire::session {
namespace {

remote::Outcome says(const std::string& out) {
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = 0;
    outcome.out = out;
    return outcome;
}

class NeedsCheckTest : public ::testing::Test {
protected:
    NeedsCheckTest() {
        QObject::connect(&check, &NeedsCheck::looked,
                         [this](const NodeLook& look) { looks.push_back(look); });
    }

    std::shared_ptr<test::FakeShell> node1 = std::make_shared<test::FakeShell>("node1");
    std::shared_ptr<test::FakeShell> node2 = std::make_shared<test::FakeShell>("node2");
    NeedsCheck check;
    std::vector<NodeLook> looks;
};

TEST_F(NeedsCheckTest, SaysOfEachNodeWhatItLacks) {
    node1->answer(says("sudo\napt\niptables nf_tables\nend\n"));
    node2->answer(says("sudo\napt\ntool conntrack\nend\n"));
    QSignalSpy ends(&check, &NeedsCheck::finished);
    check.start({node1, node2});
    EXPECT_TRUE(check.isBusy());
    ASSERT_TRUE(ends.wait(5000));
    ASSERT_EQ(looks.size(), 2);
    EXPECT_TRUE(looks[0].ready);
    EXPECT_FALSE(looks[1].ready);
    EXPECT_TRUE(looks[1].installable);
    EXPECT_FALSE(looks[0].installable);
    EXPECT_EQ(looks[1].words,
              QStringLiteral("missing conntrack: podwirectl nodes prepare --yes installs conntrack"));
    EXPECT_FALSE(check.isBusy());
}

TEST_F(NeedsCheckTest, ANodeThatIsNotReachedSaysWhy) {
    node1->answer(remote::Outcome{});
    QSignalSpy ends(&check, &NeedsCheck::finished);
    check.start({node1});
    ASSERT_TRUE(ends.wait(5000));
    ASSERT_EQ(looks.size(), 1);
    EXPECT_FALSE(looks[0].ready);
    EXPECT_FALSE(looks[0].words.isEmpty());
}

TEST_F(NeedsCheckTest, NothingComesOfACheckThatWasGivenUp) {
    node1->answer(says("sudo\nend\n"));
    node1->hold();
    check.start({node1});
    check.cancel();
    EXPECT_FALSE(check.isBusy());
    node1->release();
    QCoreApplication::processEvents();
    EXPECT_TRUE(looks.empty());
}

}  // namespace
}  // namespace podwire::session
