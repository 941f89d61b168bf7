// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/nat_rules.h"

#include <gtest/gtest.h>

#include "tests/support/kube_ruleset.h"

namespace podwire::live {
namespace {

struct End {
    const char* address;
    std::uint16_t port;
};

/// A connection of `from` to `to`, which `by` answers, to whom `back` is the sender.
conntrack::Flow flowOf(End from, End to, End by, End back) {
    const auto number = [](const End& end) { return netfilter::parseAddress(end.address).value(); };
    conntrack::Flow flow;
    flow.protocol = conntrack::kTcp;
    flow.original = {number(from), number(to), from.port, to.port, 0, 0, 0};
    flow.reply = {number(by), number(back), by.port, back.port, 0, 0, 0};
    return flow;
}

netfilter::Ruleset nat(const std::string& rules) {
    return netfilter::parseSave(
               "*nat\n:PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n"
               ":POSTROUTING ACCEPT [0:0]\n" +
               rules + "COMMIT\n")
        .value();
}

/// node2 of the chapter: 10.30.45.200 on ens3, its pod behind a veth pair.
netstate::Netns node2() {
    netstate::Netns own;
    const auto link = [&](const char* name, const char* address, int length) {
        netstate::Link made;
        made.name = name;
        made.addresses = {{"inet", address, length, "global", false}};
        own.links.push_back(made);
    };
    link("lo", "127.0.0.1", 8);
    link("ens3", "10.30.45.200", 24);
    link("host-veth-pod2", "192.168.2.1", 24);
    const auto route = [&](const char* to, const char* gateway, const char* device) {
        netstate::Route made;
        made.type = "unicast";
        made.destination = to;
        made.gateway = gateway;
        made.device = device;
        made.table = "main";
        own.routes.push_back(made);
    };
    route("default", "10.30.45.1", "ens3");
    route("10.30.45.0/24", "", "ens3");
    route("192.168.2.0/24", "", "host-veth-pod2");
    route("192.168.1.10", "10.30.45.100", "ens3");
    return own;
}

std::string chosen(const NatMaker& maker) {
    return maker.rule ? maker.rule->chain + ' ' + std::to_string(maker.rule->number) : maker.why;
}

constexpr End kNode2{"10.30.45.200", 40000};
constexpr End kPod2{"192.168.2.20", 40000};
constexpr End kHost{"10.30.45.1", 40000};
constexpr End kVip{"10.96.1.100", 8080};
constexpr End kPod1aPort{"192.168.1.10", 80};
constexpr End kPod1bPort{"192.168.1.20", 80};
constexpr End kPod2Port{"192.168.2.20", 80};

const std::string kVipRules =
    "-A PREROUTING -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.168.2.20:80\n"
    "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m statistic --mode random --probability 0.33 -j "
    "DNAT --to-destination 192.168.1.10:80\n"
    "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m statistic --mode random --probability 0.5 -j "
    "DNAT --to-destination 192.168.1.20:80\n"
    "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.168.2.20:80\n"
    "-A POSTROUTING -s 192.168.2.20/32 ! -d 192.168.2.0/24 -o ens3 -j MASQUERADE\n"
    "-A POSTROUTING -s 192.168.2.0/24 -d 192.168.2.0/24 -j MASQUERADE\n";

TEST(NatRules, TheNodesOwnConnectionsPassOutput) {
    const auto own = node2();
    EXPECT_EQ(chosen(natMakersOf(flowOf(kNode2, kVip, kPod1aPort, kNode2), nat(kVipRules), &own).destination),
              "OUTPUT 1");
    EXPECT_EQ(chosen(natMakersOf(flowOf(kNode2, kVip, kPod1bPort, kNode2), nat(kVipRules), &own).destination),
              "OUTPUT 2");
    const NatMakers last = natMakersOf(flowOf(kNode2, kVip, kPod2Port, kNode2), nat(kVipRules), &own);
    EXPECT_EQ(chosen(last.destination), "OUTPUT 3");
    EXPECT_EQ(
        last.destination.rule->line,
        "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.168.2.20:80");
    EXPECT_FALSE(last.source.translated);
    EXPECT_EQ(chosen(last.source), "");
}

TEST(NatRules, ThoseOfPodsPassPreroutingAndTheirSourceIsTranslatedByTheDeviceTheyLeaveBy) {
    const auto own = node2();
    const NatMakers hairpin =
        natMakersOf(flowOf(kPod2, kVip, kPod2Port, {"192.168.2.1", 40000}), nat(kVipRules), &own);
    EXPECT_EQ(chosen(hairpin.destination), "PREROUTING 1");
    EXPECT_EQ(chosen(hairpin.source), "POSTROUTING 2");
    const NatMakers out = natMakersOf(
        flowOf(kPod2, {"8.8.8.8", 53}, {"8.8.8.8", 53}, {"10.30.45.200", 40000}), nat(kVipRules), &own);
    EXPECT_FALSE(out.destination.translated);
    EXPECT_EQ(chosen(out.source), "POSTROUTING 1");
    const auto otherDevice = nat("-A POSTROUTING -s 192.168.2.20/32 -o br0 -j MASQUERADE\n");
    EXPECT_EQ(chosen(natMakersOf(flowOf(kPod2, {"8.8.8.8", 53}, {"8.8.8.8", 53}, {"10.30.45.200", 40000}),
                                 otherDevice, &own)
                         .source),
              "No rule that POSTROUTING leads to does this now: the one that did has gone.");
}

TEST(NatRules, ANodePortAndWhatIsTranslatedBehindIt) {
    const auto own = node2();
    const auto rules =
        nat("-A PREROUTING -d 10.30.45.200/32 -p tcp -m tcp --dport 30001 -j DNAT --to-destination "
            "192.168.9.9:80\n"
            "-A PREROUTING -d 10.30.45.200/32 -p tcp -m tcp --dport 30000 -j DNAT --to-destination "
            "192.168.1.10:80\n"
            "-A POSTROUTING -d 192.168.1.10/32 -p tcp -m tcp --dport 80 -j SNAT --to-source 10.30.45.200\n");
    const NatMakers makers =
        natMakersOf(flowOf(kHost, {"10.30.45.200", 30000}, kPod1aPort, {"10.30.45.200", 51234}), rules, &own);
    EXPECT_EQ(chosen(makers.destination), "PREROUTING 2");
    EXPECT_EQ(chosen(makers.source), "POSTROUTING 1");
}

TEST(NatRules, KubeProxysChainsAreFollowedToTheEndpoint) {
    const auto rules = netfilter::parseSave(testing::kubeRuleset(5)).value();
    const auto* const services = rules.find("nat", "KUBE-SERVICES");
    const std::string service = services->rules.at(2).rule.target->name;
    const std::string endpoint = rules.find("nat", service)->rules.at(2).rule.target->name;
    const std::string pod =
        rules.find("nat", endpoint)->rules.at(1).rule.target->options.front().values.front();
    const std::string address = pod.substr(0, pod.find(':'));
    const std::string vip = netfilter::formatAddress(services->rules.at(2).rule.destination->value.address);
    const auto own = node2();
    const NatMakers makers = natMakersOf(
        flowOf(kNode2, {vip.c_str(), 80}, {address.c_str(), 8080}, {"10.30.45.200", 12345}), rules, &own);
    EXPECT_EQ(chosen(makers.destination), endpoint + " 2");
    EXPECT_EQ(chosen(makers.source), "KUBE-POSTROUTING 3");
}

TEST(NatRules, OfSeveralTheFirstInTheOrderOfEvaluation) {
    const auto rules =
        nat(":MINE - [0:0]\n-A OUTPUT -p udp -j MINE\n-A OUTPUT -p tcp -j MINE\n"
            "-A OUTPUT -d 10.96.1.100/32 -p tcp -j DNAT --to-destination 192.168.1.10:80\n"
            "-A MINE -d 10.96.2.0/24 -j DNAT --to-destination 192.168.1.10:80\n"
            "-A MINE -d 10.96.1.100/32 -p tcp -j DNAT --to-destination 192.168.1.5-192.168.1.15:70-90\n");
    const auto own = node2();
    EXPECT_EQ(chosen(natMakersOf(flowOf(kNode2, kVip, kPod1aPort, kNode2), rules, &own).destination),
              "MINE 2");
}

TEST(NatRules, WithoutTheNodesAddressesBothHooksAreLookedAt) {
    EXPECT_EQ(
        chosen(natMakersOf(flowOf(kNode2, kVip, kPod1aPort, kNode2), nat(kVipRules), nullptr).destination),
        "OUTPUT 1");
    EXPECT_EQ(chosen(natMakersOf(flowOf(kNode2, kVip, kPod1aPort, kNode2), nat(""), nullptr).destination),
              "No rule that PREROUTING or OUTPUT leads to does this now: the one that did has gone.");
}

TEST(NatRules, ARuleThatTakesSuchConnectionsFirstIsNamed) {
    const auto own = node2();
    const auto rules = nat(
        "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.168.1.20:80\n"
        "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination "
        "192.168.1.10:80\n");
    EXPECT_EQ(chosen(natMakersOf(flowOf(kNode2, kVip, kPod1aPort, kNode2), rules, &own).destination),
              "Such connections now end at rule 1 of OUTPUT, which does something else: the rule that made "
              "this one has gone, or stands behind it.");
    const auto returning =
        nat(":MINE - [0:0]\n-A OUTPUT -j MINE\n"
            "-A OUTPUT -d 10.96.1.100/32 -p tcp -j DNAT --to-destination 192.168.1.10:80\n"
            "-A MINE -p tcp -j RETURN\n-A MINE -p tcp -j DNAT --to-destination 192.168.1.10:80\n");
    EXPECT_EQ(chosen(natMakersOf(flowOf(kNode2, kVip, kPod1aPort, kNode2), returning, &own).destination),
              "OUTPUT 2");
}

TEST(NatRules, APortThatTheKernelChangedHasNoRule) {
    const auto own = node2();
    const NatMakers makers =
        natMakersOf(flowOf(kNode2, kVip, kPod1aPort, {"10.30.45.200", 1024}), nat(kVipRules), &own);
    EXPECT_EQ(chosen(makers.destination), "OUTPUT 1");
    EXPECT_EQ(chosen(makers.source),
              "No rule did: the sender's port was in use, so the kernel took another one.");
}

TEST(NatRules, OtherTargetsTranslateToo) {
    const auto own = node2();
    const auto rules =
        nat("-A OUTPUT -p tcp -m tcp --dport 1 -j DNAT --to-destination 192.168.1.10\n"
            "-A OUTPUT -p tcp -m tcp --dport 2 -j REDIRECT --to-ports 90-99\n"
            "-A OUTPUT -d 10.96.0.0/16 -p tcp -m tcp --dport 3 -j NETMAP --to 192.168.0.0/16\n");
    const auto made = [&](std::uint16_t port, End by) {
        return chosen(natMakersOf(flowOf(kNode2, {"10.96.1.10", port}, by, kNode2), rules, &own).destination);
    };
    EXPECT_EQ(made(1, {"192.168.1.10", 1}), "OUTPUT 1");
    EXPECT_NE(made(1, {"192.168.1.10", 80}), "OUTPUT 1");
    EXPECT_EQ(made(2, {"127.0.0.1", 95}), "OUTPUT 2");
    EXPECT_NE(made(2, {"127.0.0.1", 89}), "OUTPUT 2");
    EXPECT_NE(made(2, {"192.168.1.10", 95}), "OUTPUT 2");
    EXPECT_EQ(made(3, {"192.168.1.10", 3}), "OUTPUT 3");
    EXPECT_NE(made(3, {"192.168.1.11", 3}), "OUTPUT 3");
}

}  // namespace
}  // namespace podwire::live
