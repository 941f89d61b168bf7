// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/look.h"

#include <gtest/gtest.h>

#include "core/doctor/look_sections.h"
#include "tests/doctor/patient.h"
#include "tests/support/fixture.h"

namespace podwire::doctor {
namespace {

TEST(ParseLook, ReadsWhatARealNodePrinted) {
    test::Patient patient;
    const Look& look = patient.looks.at("node1");
    const auto server = std::find_if(look.sockets.begin(), look.sockets.end(),
                                     [](const Socket& one) { return one.netns == "pod1b"; });
    ASSERT_NE(server, look.sockets.end());
    EXPECT_EQ(server->address + ':' + server->port + ' ' + server->process, "192.168.1.20:80 python3");
    ASSERT_NE(look.processOf(*server), nullptr);
    EXPECT_EQ(look.processOf(*server)->unit, "pod1b-http.service");
    EXPECT_FALSE(look.processOf(*server)->isStopped());
    EXPECT_EQ(look.sysctl("net.ipv4.conf.br0.route_localnet"), "1");
    EXPECT_EQ(look.interfaceSetting("ens3", "rp_filter"), 2);
    EXPECT_TRUE(look.policyRules.empty());
    ASSERT_NE(look.lookup("", "192.168.2.20"), nullptr);
    EXPECT_EQ(look.lookup("", "192.168.2.20")->gateway, "10.30.45.200");
    EXPECT_EQ(look.lookup("pod1a", "10.30.45.200")->gateway, "192.168.1.1");
    EXPECT_NE(look.natBefore.find("nat", "PREROUTING"), nullptr);
    EXPECT_NE(look.natAfter.find("nat", "PREROUTING"), nullptr);
    EXPECT_EQ(look.answers.at("pod1a 192.168.1.10:80").hits.at("192.168.1.10"), 2);
    EXPECT_EQ(look.answers.at("pod1a 192.168.1.10:80").failed(), 0);
    EXPECT_TRUE(look.dns.at("coredns my-ip-service.default.svc.cluster.local").answered);
    EXPECT_TRUE(look.dns.at("8.8.8.8 api.ipify.org").answered);
    EXPECT_FALSE(look.kernelLog);
    EXPECT_NE(look.rulesIn("pod1a"), nullptr);
}

TEST(ParseLook, RefusesAnOutputThatWasCutOff) {
    const std::string whole = testing::fixture("doctor/node1.look");
    EXPECT_FALSE(parseLook("node1", whole.substr(0, whole.size() - 5), {}));
    EXPECT_FALSE(parseLook("node1", "", {}));
}

TEST(ParseLook, LivesWithAnyDamage) {
    const std::string whole = testing::fixture("doctor/node1.look");
    for (std::size_t at = 0; at < whole.size(); at += 7) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x15);
        const auto look = parseLook("node1", damaged, {});
        EXPECT_TRUE(!look || look->node == "node1");
    }
}

TEST(ReadSockets, TakesOffTheDeviceAndCopesWithoutAProcess) {
    Look look;
    readSockets("",
                "udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:* users:((\"systemd-resolve\",pid=21,fd=13))\n"
                "tcp LISTEN 0 128 [::]:22 [::]:*\n",
                look);
    ASSERT_EQ(look.sockets.size(), 2U);
    EXPECT_EQ(look.sockets[0].address, "127.0.0.53");
    EXPECT_EQ(look.sockets[0].pid, 21);
    EXPECT_TRUE(look.sockets[1].isOnAll());
    EXPECT_EQ(look.sockets[1].pid, 0);
    EXPECT_TRUE(look.sockets[1].covers("10.0.0.1", "22"));
    EXPECT_FALSE(look.sockets[0].covers("10.0.0.1", "53"));
}

TEST(ReadLookups, KeepsWhatTheKernelSaysWhenThereIsNoWay) {
    Look look;
    readLookups("pod2",
                "to 10.0.0.1\nRTNETLINK answers: Network is unreachable\n\nto 10.0.0.2\n"
                "[{\"dst\":\"10.0.0.2\",\"dev\":\"ens3\",\"flags\":[]}]\n\n",
                look);
    ASSERT_NE(look.lookup("pod2", "10.0.0.1"), nullptr);
    EXPECT_FALSE(look.lookup("pod2", "10.0.0.1")->found());
    EXPECT_NE(look.lookup("pod2", "10.0.0.1")->error.find("unreachable"), std::string::npos);
    EXPECT_EQ(look.lookup("pod2", "10.0.0.2")->device, "ens3");
}

TEST(ReadConnections, TellsAskedFromAnswering) {
    Look look;
    readConnections(
        "tcp      6 431999 ESTABLISHED src=10.30.45.200 dst=10.96.1.100 sport=43556 dport=8080 "
        "src=192.168.1.10 "
        "dst=10.30.45.200 sport=80 dport=43556 [ASSURED] mark=0 use=1\n"
        "udp      17 29 src=10.30.45.200 dst=10.96.1.100 sport=5 dport=53 [UNREPLIED] src=10.96.1.100 "
        "dst=10.30.45.200 "
        "sport=53 dport=5 mark=0 use=1\n",
        look);
    ASSERT_EQ(look.connections.size(), 2U);
    EXPECT_EQ(look.connections[0].state, "ESTABLISHED");
    EXPECT_EQ(look.connections[0].answersFrom, "192.168.1.10");
    EXPECT_EQ(look.connections[0].destinationPort, "8080");
    EXPECT_TRUE(look.connections[1].state.empty());
    EXPECT_FALSE(look.connections[1].replied);
}

TEST(ReadNft, TellsPoliciesAndRulesWithTheirHook) {
    Look look;
    readNft(
        "table inet guard { # handle 4\n\tchain inspect { # handle 1\n"
        "\t\ttype filter hook forward priority filter; policy drop;\n\t\ttcp dport 80 drop # handle 2\n"
        "\tchain helper { # handle 3\n\t\tudp dport 9 drop # handle 5\n",
        look);
    ASSERT_EQ(look.nft.size(), 2U);
    EXPECT_EQ(look.nft[0].hook, "forward");
    EXPECT_TRUE(look.nft[0].rule.empty());
    EXPECT_EQ(look.nft[1].table + ' ' + look.nft[1].chain + ' ' + look.nft[1].rule,
              "inet guard inspect tcp dport 80 drop");
    EXPECT_EQ(look.nft[1].handle, 2);
}

TEST(ReadPolicy, LeavesOutTheUsualThree) {
    Look look;
    readPolicy(
        "0:\tfrom all lookup local\n100:\tfrom all to 192.168.1.10 blackhole\n32766:\tfrom all lookup main\n"
        "32767:\tfrom all lookup default\n",
        look);
    EXPECT_EQ(look.policyRules, std::vector<std::string>{"100: from all to 192.168.1.10 blackhole"});
}

TEST(LookScript, QuotesWhatTheNodesSay) {
    test::Patient patient;
    netstate::Netns evil;
    evil.name = "$(touch /tmp/x)";
    patient.observed["node1"].namespaces.push_back(evil);
    const plan::Assessment assessment = plan::assess(patient.lab, patient.observed);
    const Picture picture = paint(patient.lab, assessment, {"pods.node1"});
    EXPECT_EQ(lookScript(assessment, picture, {}, "node1").find("touch"), std::string::npos);
}

}  // namespace
}  // namespace podwire::doctor
