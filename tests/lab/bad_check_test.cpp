// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/bad_lab.h"

namespace podwire::lab::testing {
namespace {

class BadCheck : public ::testing::TestWithParam<Bad> {};

TEST_P(BadCheck, IsReportedWithItsPlace) {
    expectBadCheck(GetParam());
}

const Bad badChecks[] = {
    {"CheckWithoutTitle", "§{on: node1, unit: x}\n", "a check needs 'title'"},
    {"CheckWithEmptyTitle", "{title: §' ', on: node1, unit: x}\n", "'title' is empty"},
    {"CheckOnTwoNodes", "{title: t, on: §[node1, node2], unit: x}\n", "a text is expected here"},
    {"CheckWithoutKind", "§{title: t, on: node1}\n",
     "a check needs one of http, ping, route_to, rule, sysctl, unit, dns, port, command"},
    {"CheckOfTwoKinds", "§{title: t, on: node1, unit: x, ping: 10.0.0.1}\n",
     "both 'ping' and 'unit' in one check"},
    {"CheckTwiceTheId",
     "{title: t, on: node1, id: a, unit: x}\n      - §{title: t, on: node1, id: a, unit: x}\n",
     "a second check 'a' in 'after'"},
    {"CheckId", "{title: t, on: node1, id: §A, unit: x}\n",
     "'A' is not an id: a small letter, then small letters, digits and '_'"},
    {"HttpWithoutPort", "{title: t, on: node1, http: §10.0.0.1}\n",
     "'10.0.0.1' is not ADDRESS:PORT, perhaps with a /path"},
    {"HttpInjection", "{title: t, on: node1, http: '10.0.0.1:80/§$NASTY'}\n",
     "'10.0.0.1:80/; touch /tmp/podwire-was-here #' is not ADDRESS:PORT, perhaps with a /path",
     "$NASTY is '; touch /tmp/podwire-was-here #', set at lab.yaml:10:26."},
    {"HttpFailure", "{title: t, on: node1, http: '10.0.0.1:80', expect: {fails: §often}}\n",
     "'fails' is timeout, refused, unreachable, lost or any"},
    {"HttpFailsAndAnswers",
     "{title: t, on: node1, http: '10.0.0.1:80', expect: §{fails: any, answered_by: 10.0.0.1}}\n",
     "requests that all fail are answered by nobody", "Say with 'at_least' how many fail."},
    {"HttpTooFewRequests",
     "{title: t, on: node1, http: '10.0.0.1:80', expect: §{answered_by: [10.0.0.1, 10.0.0.2], every_one: "
     "true}}\n",
     "fewer requests than addresses that shall each answer"},
    {"HttpRequests", "{title: t, on: node1, http: '10.0.0.1:80', requests: §0}\n",
     "'requests' is a number from 1 to 200"},
    {"HttpAnswerer", "{title: t, on: node1, http: '10.0.0.1:80', expect: {answered_by: [§pod1a]}}\n",
     "'pod1a' is not an IPv4 address"},
    {"RequestsOfPing", "§{title: t, on: node1, ping: 10.0.0.1, requests: 2}\n",
     "'requests' belongs to 'http' only"},
    {"PingRefused", "{title: t, on: node1, ping: 10.0.0.1, expect: §{fails: refused}}\n",
     "a ping is lost or unreachable, or fails in any way"},
    {"PingName", "{title: t, on: node1, ping: §example.org}\n", "'example.org' is not an IPv4 address"},
    {"RouteToWithoutExpectation", "§{title: t, on: node1, route_to: 10.0.0.1}\n", "a check needs 'expect'"},
    {"RouteToNothing", "{title: t, on: node1, route_to: 10.0.0.1, expect: §{}}\n",
     "either 'via' and 'device', or 'none: true'"},
    {"RuleThatIsNone", "{title: t, on: node1, rule: §iptables -A INPUT -p tcp --dport}\n",
     "iptables rule: --dport needs a value"},
    {"RuleInPod", "§{title: t, on: node1, pod: p, rule: iptables -A INPUT -j ACCEPT}\n",
     "'pod' does not go with this kind of check", "Write 'sudo ip netns exec POD' in the rule's line."},
    {"SysctlExpectation", "{title: t, on: node1, sysctl: net.ipv4.ip_forward, expect: §{}}\n",
     "what a sysctl check expects needs 'value'"},
    {"UnknownExpectation", "{title: t, on: node1, unit: x, expect: {§alive: true}}\n",
     "unknown key 'alive' in what a unit check expects", "Known keys: active."},
    {"DnsName", "{title: t, on: node1, dns: §a..b}\n", "'a..b' is not a host's name such as api.ipify.org"},
    {"DnsServer", "{title: t, on: node1, dns: a.b, server: §c}\n", "'c' is not an IPv4 address"},
    {"DnsStatus", "{title: t, on: node1, dns: a.b, expect: {status: §GONE}}\n",
     "'GONE' is not NOERROR, NXDOMAIN, SERVFAIL or REFUSED"},
    {"DnsLost", "{title: t, on: node1, dns: a.b, expect: §{fails: lost}}\n",
     "a look-up fails by timeout or refused, or any"},
    {"DnsFailsAndAnswers", "{title: t, on: node1, dns: a.b, expect: §{fails: any, alias: c}}\n",
     "a look-up that fails has no answer to expect more of"},
    {"DnsAliasAndNone", "{title: t, on: node1, dns: a.b, expect: §{alias: c, no_alias: true}}\n",
     "either 'alias' or 'no_alias'"},
    {"ServerOfPing", "§{title: t, on: node1, ping: 10.0.0.1, server: 10.0.0.2}\n",
     "'server' belongs to 'dns' only"},
    {"Port", "{title: t, on: node1, port: §0}\n", "'0' is not a port, 1 to 65535"},
    {"PortProtocol", "{title: t, on: node1, port: 1, protocol: §icmp}\n", "'protocol' is tcp or udp"},
    {"PortOfNobody", "{title: t, on: node1, port: 1, expect: §{bound: false, process: a}}\n",
     "a port that nobody has needs no 'process'"},
    {"Pattern", "{title: t, on: node1, command: 'true', expect: {output: §'(a'}}\n",
     "not a regular expression: Mismatched '(' and ')' in regular expression"},
    {"ExitCode", "{title: t, on: node1, command: 'true', expect: {exit: §256}}\n",
     "'exit' is a number from 0 to 255"},
    {"PodTwice", "{title: t, on: node1, pod: p, command: §ip netns exec p true}\n",
     "the line enters a namespace itself", "Leave 'pod' out."},
    {"WhileUnknown", "{title: t, on: node1, unit: x, while: §cluster.pod}\n",
     "there is no step 'cluster.pod'"},
    {"Timeout", "{title: t, on: node1, unit: x, timeout: §0}\n",
     "'timeout' is a number of seconds, above 0 and at most 60"},
};

INSTANTIATE_TEST_SUITE_P(Lab, BadCheck, ::testing::ValuesIn(badChecks), nameOf);

}  // namespace
}  // namespace podwire::lab::testing
