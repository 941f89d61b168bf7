// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/evaluate.h"

#include <gtest/gtest.h>

namespace podwire::plan {
namespace {

using lab::Failure;

remote::Outcome ended(int exitCode, std::string out, std::string err = {}) {
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = exitCode;
    outcome.out = std::move(out);
    outcome.err = std::move(err);
    return outcome;
}

CheckResult judge(decltype(lab::Check::what) what, const remote::Outcome& outcome) {
    lab::Check check;
    check.what = std::move(what);
    return evaluate("part.step", check, outcome);
}

constexpr const char* kPod1a = "HTTP Server IP address: 192.168.1.10\nRequest path: /\n";

TEST(Evaluate, HttpAnsweredByWhoShould) {
    lab::HttpCheck http;
    http.answeredBy = {"192.168.1.10"};
    EXPECT_TRUE(judge(http, ended(0, kPod1a)).ok);
    http.answeredBy = {"192.168.1.20"};
    EXPECT_FALSE(judge(http, ended(0, kPod1a)).ok);
    EXPECT_FALSE(judge(http, ended(28, "")).ok);
}

TEST(Evaluate, AnExpectedFailureMustBeThatFailure) {
    lab::HttpCheck http;
    http.failure = Failure::Timeout;
    EXPECT_TRUE(judge(http, ended(28, "")).ok);
    EXPECT_FALSE(judge(http, ended(7, "")).ok);
    EXPECT_FALSE(judge(http, ended(0, kPod1a)).ok);
    http.failure = Failure::Any;
    EXPECT_TRUE(judge(http, ended(7, "")).ok);
    EXPECT_FALSE(judge(http, ended(0, kPod1a)).ok);
}

TEST(Evaluate, LossesOfAShareAreCounted) {
    lab::HttpCheck http;
    http.requests = 3;
    http.failure = Failure::Timeout;
    http.failAtLeast = 1;
    const std::string two = std::string(kPod1a) + kPod1a;
    EXPECT_TRUE(judge(http, ended(0, two + "curl: exit 28\n")).ok);
    EXPECT_FALSE(judge(http, ended(0, two + kPod1a)).ok);
}

TEST(Evaluate, PortNamesWhoListens) {
    const std::string line =
        "LISTEN 0 4096 *:53 *:* users:((\"coredns\",pid=80,fd=3),(\"coredns\",pid=80,fd=4))\n";
    lab::PortCheck port;
    port.port = 53;
    const CheckResult bound = judge(port, ended(0, line));
    EXPECT_TRUE(bound.ok);
    EXPECT_EQ(bound.found, "coredns on TCP port 53");
    port.process = "coredns";
    EXPECT_TRUE(judge(port, ended(0, line)).ok);
    port.process = "dnsmasq";
    EXPECT_FALSE(judge(port, ended(0, line)).ok);
    EXPECT_FALSE(judge(port, ended(0, "")).ok);
    port.process.clear();
    port.bound = false;
    EXPECT_FALSE(judge(port, ended(0, line)).ok);
    EXPECT_TRUE(judge(port, ended(0, "")).ok);
    EXPECT_EQ(judge(port, ended(0, "")).found, "nobody listens on TCP port 53");
    EXPECT_FALSE(judge(port, ended(1, "")).ok);
}

TEST(Evaluate, CommandByExitStatusAndOutput) {
    lab::CommandCheck command;
    command.output = "^a$";
    EXPECT_TRUE(judge(command, ended(0, "a")).ok);
    EXPECT_FALSE(judge(command, ended(0, "b")).ok);
    EXPECT_FALSE(judge(command, ended(1, "a")).ok);
    command.exitCode.reset();
    EXPECT_TRUE(judge(command, ended(1, "", "a")).ok);
    command.output.clear();
    command.notOutput = "x";
    EXPECT_FALSE(judge(command, ended(0, "axb")).ok);
}

TEST(Evaluate, AMissingToolOrALostConnectionIsNoVerdict) {
    lab::UnitCheck unit{"a.service", false};
    const CheckResult missing = judge(unit, ended(127, "", "bash: systemctl: command not found"));
    EXPECT_FALSE(missing.ok);
    EXPECT_EQ(missing.found, "the node lacks a command: bash: systemctl: command not found");
    remote::Outcome lost;
    lost.ending = remote::Ending::Lost;
    EXPECT_FALSE(judge(unit, lost).ok);
    EXPECT_EQ(judge(unit, lost).found, "the connection was lost");
}

}  // namespace
}  // namespace podwire::plan
