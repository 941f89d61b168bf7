// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/check.h"

#include <gtest/gtest.h>

#include "tests/lab/lab_folder.h"

namespace podwire::lab::testing {
namespace {

Check only(const std::string& keys) {
    const auto checks = checksOf("      - {title: t, on: node1, " + keys + "}\n");
    EXPECT_EQ(checks.size(), 1U);
    return checks.empty() ? Check{} : checks.front();
}

TEST(Check, RunsWhatAStudentWouldType) {
    const std::pair<const char*, const char*> cases[] = {
        {"http: '$POD_IP:$PORT'", "curl -s --connect-timeout 2 --max-time 4 192.168.1.10:80"},
        {"http: '$POD_IP:80/a', timeout: 0.5, pod: $POD",
         "sudo ip netns exec pod1a curl -s --connect-timeout 0.5 --max-time 1 192.168.1.10:80/a"},
        {"http: '10.0.0.1:80', requests: 8",
         "for i in {1..8}; do curl -s --connect-timeout 2 --max-time 4 10.0.0.1:80 || echo \"curl: exit "
         "$?\"; done"},
        {"http: '10.0.0.1:80', command: 'curl -v $POD_IP:$PORT'", "curl -v 192.168.1.10:80"},
        {"ping: $POD_IP", "ping -c 1 -W 2 192.168.1.10"},
        {"ping: 8.8.8.8, count: 3, timeout: 0.2, pod: $POD",
         "sudo ip netns exec pod1a ping -c 3 -W 0.2 8.8.8.8"},
        {"ping: 8.8.8.8, command: ping 8.8.8.8 -c 2", "ping 8.8.8.8 -c 2"},
        {"route_to: $POD_IP, expect: {device: br0}", "ip -j route get 192.168.1.10"},
        {"rule: sudo iptables -t nat -A X -j ACCEPT", "sudo iptables -t nat -C X -j ACCEPT"},
        {"rule: iptables -I INPUT 2 -j ACCEPT", "iptables -C INPUT -j ACCEPT"},
        {"sysctl: net.ipv4.ip_forward, expect: {value: 1}", "sysctl -n net.ipv4.ip_forward"},
        {"unit: $POD-http", "systemctl is-active pod1a-http"},
        {"dns: api.ipify.org", "dig api.ipify.org +tries=1 +time=2"},
        {"dns: api.ipify.org, server: $POD_IP, timeout: 1, pod: $POD",
         "sudo ip netns exec pod1a dig @192.168.1.10 api.ipify.org +tries=1 +time=1"},
        {"dns: a.b, command: dig a.b", "dig a.b"},
        {"port: $PORT", "sudo ss -ltnp sport = :80"},
        {"port: 53, protocol: udp, pod: $POD", "sudo ip netns exec pod1a ss -lunp sport = :53"},
        {"command: 'ss -lnt | grep $PORT'", "ss -lnt | grep 80"},
        {"command: sudo ss -lnt, pod: $POD", "sudo ip netns exec pod1a ss -lnt"},
        {"command: 'ss | wc -l', pod: $POD", "sudo ip netns exec pod1a bash -c 'ss | wc -l'"},
    };
    for (const auto& [keys, command] : cases) {
        EXPECT_EQ(only(keys).command, command);
    }
}

TEST(Check, ShowsTheAuthorsVariables) {
    EXPECT_EQ(only("http: '$POD_IP:$PORT', pod: $POD").source,
              "sudo ip netns exec $POD curl -s --connect-timeout 2 --max-time 4 $POD_IP:$PORT");
}

TEST(Check, KnowsWhatALookUpAndAPortExpect) {
    const auto dns = std::get<DnsCheck>(
        only("dns: a.b, expect: {addresses: [10.0.0.2, $POD_IP], alias: c.d, status: NOERROR}").what);
    EXPECT_EQ(dns.name, "a.b");
    EXPECT_EQ(dns.addresses, (std::vector<std::string>{"10.0.0.2", "192.168.1.10"}));
    EXPECT_EQ(dns.alias, "c.d");
    EXPECT_TRUE(only("dns: a.b, expect: {fails: timeout}").expectsFailure());
    EXPECT_FALSE(only("dns: a.b, expect: {status: NXDOMAIN}").expectsFailure());
    const auto port = std::get<PortCheck>(only("port: 53, protocol: udp, expect: {process: coredns}").what);
    EXPECT_EQ(port.port, 53U);
    EXPECT_TRUE(port.udp);
    EXPECT_TRUE(port.bound);
    EXPECT_EQ(port.process, "coredns");
    EXPECT_TRUE(only("port: 53, expect: {bound: false}").expectsFailure());
}

TEST(Check, KnowsWhatIsExpected) {
    const auto http = std::get<HttpCheck>(
        only("http: '10.0.0.1:80', requests: 9, expect: {answered_by: [$POD_IP, 10.0.0.2], every_one: true}")
            .what);
    EXPECT_EQ(http.answeredBy, (std::vector<std::string>{"192.168.1.10", "10.0.0.2"}));
    EXPECT_TRUE(http.everyOne);
    EXPECT_EQ(http.requests, 9);
    const auto lossy = std::get<HttpCheck>(
        only("http: '10.0.0.1:80', requests: 9, expect: {answered_by: $POD_IP, fails: timeout, at_least: 2}")
            .what);
    EXPECT_EQ(lossy.failure, Failure::Timeout);
    EXPECT_EQ(lossy.failAtLeast, 2);
    const auto route =
        std::get<RouteCheck>(only("route_to: 10.0.0.1, expect: {via: $NODE1_IP, device: ens3}").what);
    EXPECT_EQ(route.via, "10.30.45.100");
    EXPECT_EQ(route.device, "ens3");
    EXPECT_EQ(
        std::get<SysctlCheck>(only("sysctl: net/ipv4/tcp_rmem, expect: {value: \" 1\\t2  3\"}").what).value,
        "1 2 3");
    EXPECT_EQ(std::get<SysctlCheck>(only("sysctl: net/ipv4/tcp_rmem, expect: {value: 1}").what).key,
              "net.ipv4.tcp_rmem");
    EXPECT_EQ(std::get<UnitCheck>(only("unit: a").what).name, "a.service");
    const auto command =
        std::get<CommandCheck>(only("command: a, expect: {exit: any, output: \"^x $POD_IP$\"}").what);
    EXPECT_EQ(command.exitCode, std::nullopt);
    EXPECT_EQ(command.output, "^x 192\\.168\\.1\\.10$");
    EXPECT_EQ(std::get<CommandCheck>(only("command: a").what).exitCode, 0);
}

TEST(Check, KnowsWhetherAFailureIsExpected) {
    const char* failing[] = {"http: '10.0.0.1:80', expect: {fails: any}",
                             "ping: 10.0.0.1, expect: {fails: lost}",
                             "ping: 10.0.0.1, expect: {replies: false}",
                             "route_to: 10.0.0.1, expect: {none: true}",
                             "rule: iptables -A X -j ACCEPT, expect: {present: false}",
                             "unit: a, expect: {active: false}",
                             "command: a, expect: {exit: 7}"};
    for (const char* keys : failing) {
        EXPECT_TRUE(only(keys).expectsFailure()) << keys;
    }
    const char* working[] = {"http: '10.0.0.1:80', requests: 3, expect: {fails: any, at_least: 1}",
                             "ping: 10.0.0.1", "route_to: 10.0.0.1, expect: {device: a}",
                             "command: a, expect: {exit: any}"};
    for (const char* keys : working) {
        EXPECT_FALSE(only(keys).expectsFailure()) << keys;
    }
}

TEST(Check, HasAnIdOfItsOwn) {
    const auto checks = checksOf(
        "      - {title: a, on: node1, unit: a}\n      - {title: b, on: node1, unit: b, id: named}\n"
        "      - {title: c, on: node2, unit: c}\n");
    ASSERT_EQ(checks.size(), 3U);
    EXPECT_EQ(checks[0].id, "part.first/after/1");
    EXPECT_EQ(checks[1].id, "part.first/after/named");
    EXPECT_EQ(checks[2].id, "part.first/after/3");
    EXPECT_EQ(checks[2].node, "node2");
}

}  // namespace
}  // namespace podwire::lab::testing
