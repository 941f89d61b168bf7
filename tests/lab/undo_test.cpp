// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/lab/resource.h"
#include "tests/lab/lab_folder.h"

namespace podwire::lab::testing {
namespace {

struct Case {
    const char* apply;
    const char* undo;
    std::optional<std::string> was = std::nullopt;
};

TEST(Undo, TakesBackExactlyWhatWasAdded) {
    const Case cases[] = {
        {"iptables: sudo iptables -t nat -A OUTPUT -d 10.0.0.1 -j ACCEPT -m comment --comment \"it is\"",
         "sudo iptables -t nat -D OUTPUT -d 10.0.0.1 -j ACCEPT -m comment --comment \"it is\""},
        {"iptables: iptables --append INPUT -j ACCEPT", "iptables -D INPUT -j ACCEPT"},
        {"iptables: iptables -I INPUT 3 -j ACCEPT", "iptables -D INPUT -j ACCEPT"},
        {"iptables: iptables -I INPUT -j ACCEPT", "iptables -D INPUT -j ACCEPT"},
        {"iptables: iptables -m comment --comment -A -A INPUT -j ACCEPT",
         "iptables -m comment --comment -A -D INPUT -j ACCEPT"},
        {"iptables: sudo ip netns exec p iptables -A INPUT -j ACCEPT",
         "sudo ip netns exec p iptables -D INPUT -j ACCEPT"},
        {"iptables: sudo ip netns exec p iptables -AINPUT -j ACCEPT",
         "sudo ip netns exec p iptables -D INPUT -j ACCEPT"},
        {"route: sudo ip route add 192.168.2.20 via 10.0.0.1", "sudo ip route del 192.168.2.20 via 10.0.0.1"},
        {"route: ip -n add route add default via 10.0.0.1", "ip -n add route del default via 10.0.0.1"},
        {"route: sudo ip netns exec add ip -4 route  add default via 10.0.0.1",
         "sudo ip netns exec add ip -4 route  del default via 10.0.0.1"},
        {"download: {url: 'https://a.b/c/d.tgz', path: /home/ubuntu/d.tgz}", "rm -f /home/ubuntu/d.tgz"},
        {"ip: sudo ip netns add add", "sudo ip netns del add"},
        {"ip: sudo ip link add v1 type veth peer name v2 netns n", "sudo ip link del v1"},
        {"ip: ip -n n link add name v1 type veth peer v2", "ip -n n link del v1"},
        {"ip: sudo ip link add br0 type bridge", "sudo ip link del br0"},
        {"ip: sudo ip addr add 10.0.0.1/24 dev br0", "sudo ip addr del 10.0.0.1/24 dev br0"},
        {"ip: sudo ip link set up up", "sudo ip link set up down"},
        {"ip: sudo ip link set v1 master br0", "sudo ip link set v1 nomaster"},
        {"sysctl: sudo sysctl -w net.ipv4.ip_forward=1", "sudo sysctl -w net.ipv4.ip_forward=0"},
        {"sysctl: sudo sysctl -w net.ipv4.ip_forward=1", "sudo sysctl -w net.ipv4.ip_forward=1", "1"},
        {"sysctl: sudo sysctl -w net.ipv4.ip_forward=1\n        otherwise: $PORT",
         "sudo sysctl -w net.ipv4.ip_forward=80"},
        {"sysctl: sudo sysctl -w \"net.ipv4.tcp_rmem=1 2 3\"", "sudo sysctl -w 'net.ipv4.tcp_rmem=4\t5\t6'",
         "4\t5\t6"},
        {"sysctl: sudo sysctl -w net/ipv4/conf/a.1/forwarding=1",
         "sudo sysctl -w net/ipv4/conf/a.1/forwarding=0"},
        {"file: {path: /etc/x, content: \"a\\n\"}", "rm -f /etc/x"},
        {"file: {path: /etc/x, content: \"a\\n\", sudo: true}", "sudo rm -f /etc/x"},
        {"file: {path: /etc/x, content: \"a\\n\", sudo: true}", "sudo cp -p '/var/keep it' /etc/x",
         "/var/keep it"},
        {"unit: sudo systemd-run --unit=a sleep 9", "sudo systemctl stop a.service"},
        {"run: make it so\n        present: is it\n        undo: let it be; now", "let it be; now"},
    };
    for (const Case& each : cases) {
        const auto resources = resourcesOf("      - on: node1\n        " + std::string(each.apply) + "\n");
        ASSERT_EQ(resources.size(), 1U) << each.apply;
        EXPECT_EQ(undoCommand(resources.front(), each.was), each.undo);
    }
}

}  // namespace
}  // namespace podwire::lab::testing
