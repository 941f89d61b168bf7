// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/bad_lab.h"

namespace podwire::lab::testing {
namespace {

class BadCommand : public ::testing::TestWithParam<Bad> {};

TEST_P(BadCommand, IsReportedWithItsPlace) {
    expectBadResource(GetParam());
}

const Bad badCommands[] = {
    {"RuleWithoutPort", "        iptables: iptables -A INPUT -p tcp --dport §http+ -j ACCEPT\n",
     "iptables rule: 'http+' of --dport is not a port: a number from 0 to 65535 or a service name such as "
     "http"},
    {"RuleDeleted", "        iptables: §iptables -D INPUT -p tcp -j ACCEPT\n", "only -A and -I add a rule"},
    {"RuleOfAnotherTool", "        iptables: §ip route add x\n",
     "iptables rule: 'ip' is not iptables, iptables-nft or iptables-legacy"},
    {"RouteToNowhere", "        route: §ip route add 10.0.0.0/8\n",
     "a route needs 'via ADDRESS' or 'dev DEVICE'"},
    {"RouteWithHostBits", "        route: ip route add §10.0.0.1/8 dev x\n",
     "'10.0.0.1/8' has bits set outside its prefix; the kernel refuses it"},
    {"RouteViaName", "        route: ip route add 10.0.0.0/8 via §gateway\n",
     "'gateway' is not an IPv4 address"},
    {"RouteViaBadVariable", "        route: ip route add 10.0.0.0/8 via §$BAD_IP\n",
     "'300.1.1.1' is not an IPv4 address", "$BAD_IP is '300.1.1.1', set at lab.yaml:9:27."},
    {"RouteDestination", "        route: ip route add §192.168 via 10.0.0.1\n",
     "'192.168' is not a destination: an IPv4 address, a prefix, or 'default'"},
    {"RouteMetric", "        route: ip route add default via 10.0.0.1 metric §big\n",
     "'big' is not a metric"},
    {"RouteTable", "        route: ip route add default via 10.0.0.1 table §a:b\n",
     "'a:b' is not a routing table"},
    {"RouteOption", "        route: ip route add default via 10.0.0.1 §onlink\n",
     "'onlink' stands where 'via', 'dev', 'src', 'metric' or 'table' is expected"},
    {"RouteReplace", "        route: §ip route replace default via 10.0.0.1\n",
     "a route is added by 'ip route add'"},
    {"RouteCutShort", "        route: ip route add default §via\n", "a value is missing after 'via'"},
    {"RouteOfIpv6", "        route: ip §-6 route add default via 10.0.0.1\n",
     "'-6' stands where 'route', 'link', 'addr' or 'netns' is expected"},
    {"DeviceTooLong", "        ip: sudo ip link set §interface-number-1 up\n",
     "'interface-number-1' is not an interface name: 18 bytes, and the kernel takes 15"},
    {"DeviceName", "        ip: sudo ip link set §a/b up\n", "'a/b' is not an interface name"},
    {"LinkType", "        ip: sudo ip link add x type §vxlan\n",
     "'vxlan' stands where 'veth' or 'bridge' is expected"},
    {"LinkDown", "        ip: sudo ip link set x §down\n",
     "'down' stands where 'up' or 'master BRIDGE' is expected"},
    {"LinkTooMuch", "        ip: sudo ip link set x up §promisc on\n",
     "'promisc' stands where the end of the command is expected"},
    {"AddressWithoutLength", "        ip: sudo ip addr add §$POD_IP dev x\n",
     "'192.168.1.10' is not an IPv4 address with its prefix length, such as 192.168.1.1/24",
     "$POD_IP is '192.168.1.10', set at lab.yaml:5:27."},
    {"RouteAsIp", "        ip: §ip route add default via 10.0.0.1\n",
     "`ip` takes 'netns add', 'link add', 'link set' or 'addr add' here; a route is a `route`"},
    {"TwoNamespaces", "        ip: §ip netns exec a ip -n b link set lo up\n",
     "two namespaces: 'ip netns exec' and '-n'"},
    {"SysctlKey", "        sysctl: sysctl -w §ip_forward=1\n",
     "'ip_forward' is not a sysctl key such as net.ipv4.ip_forward"},
    {"SysctlWithoutValue", "        sysctl: sysctl -w §net.ipv4.ip_forward=\n",
     "'net.ipv4.ip_forward' is set to nothing"},
    {"SysctlInNamespace", "        sysctl: §ip netns exec a sysctl -w net.ipv4.ip_forward=1\n",
     "a sysctl inside a namespace is not read back: write it as 'run' with 'present' and 'undo'"},
    {"SysctlWithoutWrite", "        sysctl: sysctl §net.ipv4.ip_forward=1\n",
     "'net.ipv4.ip_forward=1' stands where '-w KEY=VALUE' is expected"},
};

INSTANTIATE_TEST_SUITE_P(Lab, BadCommand, ::testing::ValuesIn(badCommands), nameOf);

}  // namespace
}  // namespace podwire::lab::testing
