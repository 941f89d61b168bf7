// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/host_key_desk.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <mutex>
#include <thread>

namespace podwire::app {
namespace {

using std::chrono::milliseconds;

const remote::HostKeyQuestion kQuestion{"node1", "10.0.0.5", "ssh-ed25519", "SHA256:abcdef"};

class HostKeyDeskTest : public ::testing::Test {
protected:
    /// As a Shell does: on a thread of its own.
    void ask(HostKeyDesk& desk, const remote::HostKeyQuestion& question) {
        std::thread([this, asker = desk.asker(), question] {
            asker(question, [this](bool accept) {
                const std::lock_guard lock(mutex_);
                answers_.push_back(accept);
            });
        }).join();
    }
    std::vector<bool> answers() {
        const std::lock_guard lock(mutex_);
        return answers_;
    }
    static bool opens(const HostKeyDesk& desk) {
        return QTest::qWaitFor([&] { return desk.dialog() != nullptr; }, 2000);
    }

    QWidget window;

private:
    std::mutex mutex_;
    std::vector<bool> answers_;
};

TEST_F(HostKeyDeskTest, TrustIsAnsweredWithYes) {
    HostKeyDesk desk(window);
    ask(desk, kQuestion);
    ASSERT_TRUE(opens(desk));
    EXPECT_TRUE(answers().empty()) << "nobody has decided";
    desk.dialog()->trustButton()->click();
    EXPECT_EQ(answers(), std::vector<bool>{true});
    EXPECT_EQ(desk.dialog(), nullptr);
}

TEST_F(HostKeyDeskTest, TheEnterKeyDoesNotTrust) {
    HostKeyDesk desk(window);
    ask(desk, kQuestion);
    ASSERT_TRUE(opens(desk));
    QTest::keyClick(desk.dialog(), Qt::Key_Return);
    EXPECT_EQ(answers(), std::vector<bool>{false});
}

TEST_F(HostKeyDeskTest, ClosingTheDialogIsNo) {
    HostKeyDesk desk(window);
    ask(desk, kQuestion);
    ASSERT_TRUE(opens(desk));
    desk.dialog()->close();
    EXPECT_EQ(answers(), std::vector<bool>{false});
}

TEST_F(HostKeyDeskTest, NotAnsweringIsNo) {
    HostKeyDesk desk(window, milliseconds(50));
    ask(desk, kQuestion);
    EXPECT_TRUE(QTest::qWaitFor([&] { return answers() == std::vector<bool>{false}; }, 2000));
    EXPECT_EQ(desk.dialog(), nullptr);
}

TEST_F(HostKeyDeskTest, LeavingTheLabIsNoToAllThatIsOpen) {
    HostKeyDesk desk(window);
    ask(desk, kQuestion);
    ask(desk, {"node2", "10.0.0.6", "ssh-ed25519", "SHA256:other"});
    ASSERT_TRUE(opens(desk));
    desk.dismiss();
    EXPECT_EQ(answers(), std::vector<bool>({false, false}));
    EXPECT_EQ(desk.dialog(), nullptr);
}

TEST_F(HostKeyDeskTest, AQuestionAfterTheWindowHasGoneIsDropped) {
    remote::HostKeyAsker asker;
    {
        HostKeyDesk desk(window);
        asker = desk.asker();
    }
    bool answered = false;
    asker(kQuestion, [&](bool) { answered = true; });
    QCoreApplication::processEvents();
    EXPECT_FALSE(answered);
}

TEST_F(HostKeyDeskTest, TwoConnectionsToANodeAreOneQuestion) {
    HostKeyDesk desk(window);
    ask(desk, kQuestion);
    ask(desk, kQuestion);
    ASSERT_TRUE(opens(desk));
    desk.dialog()->trustButton()->click();
    EXPECT_EQ(answers(), std::vector<bool>({true, true}));
    ask(desk, kQuestion);
    EXPECT_TRUE(QTest::qWaitFor([&] { return answers().size() == 3; }, 2000)) << "known by now";
    EXPECT_TRUE(answers().back());
    EXPECT_EQ(desk.dialog(), nullptr);
}

TEST_F(HostKeyDeskTest, NoHoldsForTheNodesOtherConnectionsUntilSomebodyConnectsAgain) {
    HostKeyDesk desk(window);
    ask(desk, kQuestion);
    ASSERT_TRUE(opens(desk));
    desk.dialog()->refuseButton()->click();
    ask(desk, kQuestion);
    EXPECT_TRUE(QTest::qWaitFor([&] { return answers().size() == 2; }, 2000));
    EXPECT_FALSE(answers().back());
    EXPECT_EQ(desk.dialog(), nullptr);
    desk.forgetRefusals();
    ask(desk, kQuestion);
    EXPECT_TRUE(opens(desk));
}

TEST_F(HostKeyDeskTest, QuestionsAboutOtherKeysComeOneAfterTheOther) {
    HostKeyDesk desk(window);
    ask(desk, kQuestion);
    ask(desk, {"node1", "10.0.0.5", "ssh-ed25519", "SHA256:another"});
    ASSERT_TRUE(opens(desk));
    desk.dialog()->trustButton()->click();
    ASSERT_TRUE(opens(desk));
    EXPECT_EQ(answers(), std::vector<bool>{true}) << "trusting one key says nothing about another";
    desk.dialog()->refuseButton()->click();
    EXPECT_EQ(answers(), std::vector<bool>({true, false}));
}

TEST_F(HostKeyDeskTest, ShowsWhatIsToBeCompared) {
    HostKeyDesk desk(window);
    desk.setAddresses({{QStringLiteral("node1"), QStringLiteral("10.0.0.5, port 22")}});
    ask(desk, kQuestion);
    ASSERT_TRUE(opens(desk));
    QStringList words;
    for (const QLabel* label : desk.dialog()->findChildren<QLabel*>()) {
        words.append(label->text());
    }
    for (const char* fact : {"node1", "10.0.0.5, port 22", "ssh-ed25519", "SHA256:abcdef"}) {
        EXPECT_TRUE(words.contains(QLatin1String(fact))) << fact;
    }
    EXPECT_EQ(ui::HostKeyDialog::compareCommand("ecdsa-sha2-nistp256"),
              QStringLiteral("ssh-keygen -lf /etc/ssh/ssh_host_ecdsa_key.pub"));
    EXPECT_TRUE(desk.dialog()->refuseButton()->isDefault());
    EXPECT_FALSE(desk.dialog()->trustButton()->isDefault());
}

}  // namespace
}  // namespace podwire::app
