// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/chain_editor.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <optional>

#include "tests/support/talking_shell.h"

namespace podwire::live {
namespace {

class ChainEditorTest : public ::testing::Test {
protected:
    void end(int status) const {
        remote::Outcome outcome;
        outcome.ending = remote::Ending::Exit;
        outcome.exitCode = status;
        shell->end(outcome);
        QCoreApplication::processEvents();
    }
    static netfilter::RuleChange removal() {
        netfilter::RuleChange change;
        change.table = "nat";
        change.chain = "OUTPUT";
        change.line = "-A OUTPUT -p tcp -j ACCEPT";
        return change;
    }
    PreparedChange prepare() {
        std::optional<Result<PreparedChange>> prepared;
        editor.prepare(removal(), {}, [&](const auto& result) { prepared = result; });
        shell->say(
            "-P OUTPUT ACCEPT -c 0 0\n-A OUTPUT -p udp -c 1 60 -j DROP\n-A OUTPUT -p tcp -c 7 420 -j "
            "ACCEPT\n");
        end(0);
        EXPECT_TRUE(prepared && *prepared);
        return prepared && *prepared ? **prepared : PreparedChange{};
    }
    std::shared_ptr<test::TalkingShell> shell = std::make_shared<test::TalkingShell>("node1");
    ChainEditor editor{shell};
};

TEST_F(ChainEditorTest, TheCommandsAreKnownBeforeTheyRun) {
    const PreparedChange prepared = prepare();
    EXPECT_EQ(prepared.text, "sudo iptables -t nat -D OUTPUT -p tcp -j ACCEPT");
    EXPECT_EQ(prepared.inverse.kind, netfilter::RuleChange::Kind::Insert);
    EXPECT_EQ(prepared.inverse.position, 2);
    EXPECT_EQ(prepared.inverse.counters, (netfilter::Counters{7, 420}));
    EXPECT_EQ(shell->started(), 1U) << "nothing but the look";
}

TEST_F(ChainEditorTest, WhatRunsIsWhatWasShownBehindALookAtTheChain) {
    const PreparedChange prepared = prepare();
    std::optional<Result<void>> ran;
    editor.run(prepared, [&](const auto& result) { ran = result; });
    const std::string script = shell->command(1).argv.back();
    EXPECT_NE(script.find("now=$(sudo iptables -t nat -S OUTPUT)"), std::string::npos) << script;
    EXPECT_NE(script.find("'-A OUTPUT -p udp -j DROP\n-A OUTPUT -p tcp -j ACCEPT' ]"), std::string::npos);
    EXPECT_TRUE(script.ends_with(prepared.text + "\n"));
    end(0);
    ASSERT_TRUE(ran);
    EXPECT_TRUE(*ran);
}

TEST_F(ChainEditorTest, AChainThatChangedMeanwhileIsLeftAlone) {
    std::optional<Result<void>> ran;
    editor.run(prepare(), [&](const auto& result) { ran = result; });
    end(79);
    ASSERT_TRUE(ran && !*ran);
    EXPECT_EQ(ran->error().kind, ErrorKind::Conflict);
}

TEST_F(ChainEditorTest, WhatIptablesSaysIsPassedOn) {
    std::optional<Result<void>> ran;
    editor.run(prepare(), [&](const auto& result) { ran = result; });
    shell->complain("iptables: Bad rule");
    end(1);
    ASSERT_TRUE(ran && !*ran);
    EXPECT_NE(ran->error().text().find("Bad rule"), std::string::npos);
}

}  // namespace
}  // namespace podwire::live
