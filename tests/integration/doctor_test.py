#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults put into real nodes the way a student does it by hand. The doctor has to name each, and its command has to mend it and
nothing else."""
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import time
import unittest

from podwire_lab import Lab

LAB = Lab("pwt-doctor")
SERVICE = "10.96.1.100:8080"
NODE_PORT = "10.30.45.100:30080"
NAME = "my-ip-service.default.svc.cluster.local"
NODES = ("host", "node1", "node2")
# What the faults are put into. The other parts are pods and servers of their own, which an examination would look at as well.
PARTS = {"cluster", "clusterip", "nodeport", "externalname"}
LONGEST = 20  # seconds of an examination on a machine with much else to do; alone it takes one to three

# What a fault or a mend may change. Counters, MAC addresses, process numbers and the doctor's own traces are left out.
LOOK = r"""
sudo bash -c '
iptables-save 2>/dev/null | sed "s/ \[[0-9:]*\]//" | awk "/^\*/ {table = \$0} /^-A|^:[A-Z]+ DROP/ {print table, \$0}"
for n in "" $(cd /run/netns 2>/dev/null && ls); do
  echo "netns $n"
  look() { ip ${n:+-n "$n"} "$@"; }
  look -o link | awk "{sub(/@.*/, \"\", \$2); m = \"\"; for (i = 4; i < NF; i++) if (\$i == \"master\") m = \$(i + 1)
                      print \$2, \$3, m}" | sort
  look -br -4 addr | sed "s/@if[0-9]*//" | sort
  look route show table all type unicast | grep -v : | sort
  look route show type blackhole
  look rule
done
cd /proc/sys/net/ipv4 && grep -H . ip_forward conf/*/{forwarding,rp_filter,route_localnet} 2>/dev/null
systemctl list-units --plain --no-legend --type=service | awk "{print \$1, \$3}" | grep -vE "^(podwire-ssh@|systemd-tmpfiles-clean)" | sort
ss -Hlntu | awk "{print \$1, \$5}" | sort
cat /etc/resolv.conf /etc/hosts; ls -l --time-style=+ /home/ubuntu | tail -n +2
find /home/ubuntu -maxdepth 1 -type f -size -1000k -exec sha256sum {} +
nft list tables | grep -v "^table ip " | sort
'
"""
ASK = """for i in $(seq {times}); do
  curl -s -o /dev/null --max-time {seconds} -w '%{{exitcode}} from :%{{local_port}} after %{{time_total}} s %{{errormsg}}\n' {address} &
done; wait"""


def ask(node, address, times=16, seconds=10):
    """Requests side by side; how those ended that were not answered."""
    told = LAB.ssh(node, ASK.format(times=times, seconds=seconds, address=address)).stdout.splitlines()
    if len(told) != times:
        raise AssertionError(f"{times} requests, {len(told)} ends: {told}")
    return [line for line in told if not line.startswith("0 ")]


def on_all(do, *arguments):
    """do(node or one of the arguments, ...) for all of them side by side."""
    with concurrent.futures.ThreadPoolExecutor() as pool:
        return list(pool.map(do, *arguments))


def look():
    return dict(zip(NODES, on_all(lambda node: LAB.ssh(node, LOOK, check=False).stdout.splitlines(), NODES)))


def differences(before, after):
    return [(node, sign, line) for node in before for sign, one, other in (("-", before, after), ("+", after, before))
            for line in one[node] if line not in other[node]]


def until(condition):
    return f"until {condition}; do sleep 0.1; done"


def until_listening(port, process, inside=""):
    return until(f"sudo {inside} ss -Hlntup sport = :{port} | grep -q '\"{process}\"'")


def until_gone(unit):
    return until(f"! systemctl is-active -q {unit}")


def only_requests_fail(done):
    """A machine with much else to do may lose a request or two; what is wrong is still so a moment later."""
    cause = json.loads(done.stdout)["diagnosis"]
    return cause is not None and cause["layer"] == "request"


def shortened(done):
    """What failed, without all that is well."""
    report = json.loads(done.stdout) if done.stdout.startswith("{") else {}
    wrong = [one for one in report.get("findings", []) if one["verdict"] != "ok"]
    return json.dumps({"wrong": wrong, "mended": report.get("mended")}, indent=1) + done.stderr


class Nodes:
    """The nodes with PARTS applied. `now`: how they look, when it is known that nothing happened to them since."""

    def __init__(self):
        self.whole = self.now = None

    def make(self):
        LAB.down()
        LAB.up()
        steps = LAB.json("steps")
        self.steps = [one["id"] for one in steps if one["part"] in PARTS and not one["optional"]]
        self.others = [one["id"] for one in steps if one["part"] not in PARTS]
        LAB.ctl("apply", *self.steps, check=0)
        self.whole = self.now = look()

    def restore(self):
        """After a fault: whatever a test left behind goes."""
        self.now = self.now or look()
        if differences(self.whole, self.now):
            LAB.ctl("apply", *self.steps)
            LAB.ctl("undo", *self.others)
            self.now = look()
        if differences(self.whole, self.now):
            self.make()
        return self.now


WHOLE = Nodes()


def setUpModule():
    WHOLE.make()


def tearDownModule():
    LAB.down()


class DoctorCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.before = WHOLE.restore()
        WHOLE.now = None

    def examine(self, *words, status):
        begin = time.monotonic()
        done = LAB.ctl("doctor", "--json", *words)
        if status == 0 and done.returncode == 1 and "--mend" not in words and only_requests_fail(done):
            begin = time.monotonic()
            done = LAB.ctl("doctor", "--json", *words)
        if "--mend" not in words:
            self.assertLess(time.monotonic() - begin, LONGEST)
        self.assertEqual(done.returncode, status, shortened(done))
        return json.loads(done.stdout)

    def inject(self, node, script, undo=""):
        if undo:
            self.addCleanup(LAB.ssh, node, undo, check=False)
        LAB.ssh(node, script)

    def assert_answers(self):
        """The service and the node's port, as a client sees them."""
        clients = {"node2": SERVICE, "node1": SERVICE, "host": NODE_PORT}
        lost = dict(zip(clients, on_all(lambda one: ask(*one), clients.items())))
        self.assertFalse(any(lost.values()), lost)

    def assert_names(self, found, finding, node, what):
        self.assertEqual((found["id"], found["node"], found["object"]), (finding, node, what), json.dumps(found, indent=1))
        for key in ("title", "command", "found", "meaning"):
            self.assertTrue(found[key], key)

    def assert_foretells(self, found, *words):
        """What the live rules make of the request that failed, told with its cause."""
        for word in words:
            self.assertIn(word, found["foretold"])

    def diagnose(self, finding, node, what):
        """The fault is the first thing that is wrong, and said in words."""
        report = self.examine(status=1)
        found = report["diagnosis"]
        self.assert_names(found, finding, node, what)
        first = next(one for one in report["findings"] if one["verdict"] == "wrong")
        self.assertEqual(first, found)
        return report

    def mend(self, rounds=1, left=None):
        """The doctor's commands bring the nodes back to what they were; `left` matches what a student would have to clear himself.
        What was mended, first to last."""
        report = self.examine("--mend", status=0)
        self.assertIsNone(report["diagnosis"])
        self.assertLessEqual(len(report["mended"]), rounds, json.dumps(report["mended"], indent=1))
        self.assertTrue(all(one["ok"] for one in report["mended"]))
        self.assert_answers()
        now = look()
        self.assertEqual([one for one in differences(self.before, now) if not (left and re.search(left, one[2]))], [])
        if not self._cleanups:
            WHOLE.now = now
        return report["mended"]

    def fault(self, inject, finding, node=None, what=None, undo="", **mend):
        """The doctor names the fault first, and its commands mend it. The finding, and the commands."""
        where, script = inject
        self.inject(where, script, undo)
        mended = self.mend(**mend)
        self.assertTrue(mended, "nothing was found")
        found = mended[0]["finding"]
        self.assert_names(found, finding, node or where, what)
        return found, [one["command"] for one in mended]


class PodFaults(DoctorCase):
    def test_a_stopped_server(self):
        self.inject("node1", "sudo systemctl stop pod1b-http")
        self.assertTrue(0 < len(ask("node2", SERVICE, times=32)) < 32, "the share of pod1b is lost, and nothing else")
        report = self.diagnose("server.stopped", "node1", "pod1b")
        self.assertIn("pod1b", report["diagnosis"]["title"])
        lost = [one for one in report["findings"] if (one["id"], one["object"]) == ("service.fails", SERVICE)]
        self.assertTrue(lost)
        for one in lost:
            self.assertIn("The server of pod1b does not run", one["meaning"])
        self.assertIn("systemd-run", self.mend()[0]["command"])

    def test_a_killed_server(self):
        self.fault(("node2", f"sudo systemctl kill -s KILL pod2-http; {until_gone('pod2-http')}"), "server.stopped", what="pod2")

    def test_a_server_on_another_port(self):
        other = ("sudo systemctl stop pod1b-http; sudo systemd-run -q --unit=pod1b-http --collect -p Type=notify -p NotifyAccess=all "
                 "ip netns exec pod1b python3 /home/ubuntu/http_server.py 192.168.1.20 8081")
        found, _ = self.fault(("node1", other), "server.elsewhere", what="pod1b")
        self.assertIn("8081", found["found"])

    def test_a_server_that_a_signal_stopped(self):
        self.fault(("node1", "sudo systemctl kill -s STOP pod1a-http"), "server.frozen", what="pod1a")

    def test_a_port_in_the_pod_taken_by_another_process(self):
        rival = ("sudo systemctl stop pod1a-http; sudo systemd-run -q --unit=rival ip netns exec pod1a nc -lk 192.168.1.10 80; "
                 + until_listening(80, "nc", inside="ip netns exec pod1a"))
        found, _ = self.fault(("node1", rival), "server.stopped", what="pod1a", undo="sudo systemctl stop rival")
        self.assertIn("nc", found["found"])

    def test_a_link_of_a_pod_that_is_down(self):
        self.fault(("node1", "sudo ip netns exec pod1b ip link set veth-pod1b down"), "link.down", what="pod1b", rounds=2)

    def test_a_cable_that_is_down_on_the_nodes_side(self):
        self.fault(("node1", "sudo ip link set host-veth-pod1b down"), "link.down", what="host-veth-pod1b")

    def test_a_port_pulled_out_of_the_bridge(self):
        self.fault(("node1", "sudo ip link set host-veth-pod1a nomaster"), "bridge.port", what="host-veth-pod1a")

    def test_a_bridge_that_is_down(self):
        self.fault(("node1", "sudo ip link set br0 down"), "link.down", what="br0")

    def test_a_bridge_that_is_gone(self):
        # With it go its settings: route_localnet is the second thing to mend.
        self.fault(("node1", "sudo ip link del br0"), "bridge.missing", what="br0", rounds=2)

    def test_a_namespace_that_is_gone(self):
        self.fault(("node1", "sudo ip netns del pod1b"), "netns.missing", what="pod1b", rounds=5)

    def test_a_cable_that_is_gone(self):
        self.fault(("node2", "sudo ip link del host-veth-pod2"), "veth.missing", what="pod2", rounds=3)

    def test_a_pod_without_its_address(self):
        self.fault(("node1", "sudo ip netns exec pod1a ip addr del 192.168.1.10/24 dev veth-pod1a"), "address.missing", what="pod1a",
                   rounds=2)

    def test_a_bridge_without_its_address(self):
        self.fault(("node1", "sudo ip addr del 192.168.1.1/24 dev br0"), "address.missing", what="br0", rounds=2)

    def test_an_uplink_that_is_down(self):
        self.fault(("node1", "sudo ip link set ens3 down"), "link.down", what="ens3", rounds=3)


class WayFaults(DoctorCase):
    def test_forwarding_off(self):
        self.fault(("node1", "sudo sysctl -qw net.ipv4.ip_forward=0"), "ip_forward.off", what="net.ipv4.ip_forward")

    def test_forwarding_off_on_one_link(self):
        self.fault(("node2", "sudo sysctl -qw net.ipv4.conf.ens3.forwarding=0"), "forwarding.off", what="ens3")

    def test_route_localnet_off(self):
        self.fault(("node1", "sudo sysctl -qw net.ipv4.conf.br0.route_localnet=0"), "route_localnet.off",
                   what="net.ipv4.conf.br0.route_localnet")

    def test_a_pod_without_its_default_route(self):
        self.fault(("node2", "sudo ip netns exec pod2 ip route del default"), "route.missing", what="pod2")

    def test_a_missing_route_to_a_pod(self):
        self.fault(("node2", "sudo ip route del 192.168.1.20"), "route.missing", what="192.168.1.20")

    def test_a_route_to_a_pod_by_the_wrong_gateway(self):
        self.fault(("node2", "sudo ip route replace 192.168.1.20 via 10.30.45.1"), "route.other", what="192.168.1.20")

    def test_a_more_specific_route_that_leads_astray(self):
        found, _ = self.fault(("node1", "sudo ip route add 192.168.1.20 via 10.30.45.200"), "route.wrong", what="pod1b")
        self.assertIn("192.168.1.20 via 10.30.45.200", found["found"])

    def test_a_black_hole(self):
        self.fault(("node1", "sudo ip route add blackhole 192.168.1.10"), "route.wrong", what="pod1a")

    def test_a_route_in_the_pod_that_swallows_the_answers(self):
        self.fault(("node2", "sudo ip netns exec pod2 ip route add blackhole 10.30.45.0/25"), "route.wrong", what="pod2")

    def test_a_policy_rule(self):
        self.fault(("node2", "sudo ip rule add to 192.168.1.10 blackhole"), "route.policy", what="pod1a")

    def test_no_default_route(self):
        self.fault(("node2", "sudo ip route del default"), "route.no_default", what="10.96.1.100")

    def test_a_strict_reverse_path_filter_where_answers_take_another_way(self):
        # Another link to the same network, by which node1 answers node2; node2 goes on sending to ens3.
        other = """
            sudo ip link add link ens3 name mv0 type macvlan mode bridge
            sudo sysctl -qw net.ipv4.conf.mv0.arp_ignore=1
            sudo ip link set mv0 up
            ping -c1 10.30.45.200 >/dev/null
            mac=$(ip neigh show 10.30.45.200 dev ens3 | grep -o '..:..:..:..:..:..')
            sudo ip neigh replace 10.30.45.200 lladdr "$mac" dev mv0 nud permanent
            sudo ip route add 10.30.45.200 dev mv0 src 10.30.45.100
            sudo sysctl -qw net.ipv4.conf.{all,ens3}.rp_filter=1"""
        again = "sudo ip link del mv0; sudo sysctl -qw net.ipv4.conf.{all,ens3}.rp_filter=2"
        found, mended = self.fault(("node1", other), "rp_filter.strict", what="ens3", undo=again, left="mv0|rp_filter")
        self.assertIn("mv0", found["found"])
        self.assertEqual(mended, ["sudo sysctl -w net.ipv4.conf.ens3.rp_filter=2"])

    def test_asymmetry_is_no_fault_while_the_filter_is_loose(self):
        self.inject("node1", "sudo sysctl -qw net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.ens3.rp_filter=1",
                    "sudo sysctl -qw net.ipv4.conf.{all,ens3}.rp_filter=2")
        self.examine(status=0)  # strict, but each packet comes by the link by which it is answered

    def test_a_fixed_and_wrong_neighbour(self):
        self.fault(("node1", "sudo ip neigh replace 192.168.1.10 lladdr 02:00:00:00:00:01 dev br0 nud permanent"), "neighbour.wrong",
                   what="pod1a")


class FilterFaults(DoctorCase):
    def test_a_reject_in_forward(self):
        found, _ = self.fault(("node1", "sudo iptables -I FORWARD -d 192.168.1.0/24 -j REJECT"), "filter.drop", what="filter FORWARD")
        self.assert_foretells(found, "rule 1 of node1, table filter, chain FORWARD", "-d 192.168.1.0/24")

    def test_answers_dropped_on_their_way_in(self):
        found, _ = self.fault(("node2", "sudo iptables -A INPUT -p tcp --sport 80 -j DROP"), "filter.drop", what="filter INPUT")
        self.assert_foretells(found, "the answer is lost", "table filter, chain INPUT", "--sport 80 -j DROP")

    def test_requests_dropped_on_their_way_out(self):
        self.fault(("node2", "sudo iptables -A OUTPUT -p tcp -d 192.168.1.20 --dport 80 -j DROP"), "filter.drop", what="filter OUTPUT")

    def test_a_policy_that_drops(self):
        self.fault(("node1", "sudo iptables -P FORWARD DROP"), "filter.policy", what="filter FORWARD")

    def test_a_drop_in_the_pod(self):
        self.fault(("node2", "sudo ip netns exec pod2 iptables -A INPUT -p tcp --dport 80 -j DROP"), "filter.drop", what="pod2")

    def test_a_drop_in_raw(self):
        self.fault(("node1", "sudo iptables -t raw -I PREROUTING -p tcp --dport 80 -j DROP"), "filter.drop", what="raw PREROUTING")

    def test_a_rule_that_hides_packets_from_conntrack(self):
        self.fault(("node2", "sudo iptables -t raw -A OUTPUT -p tcp -d 10.96.1.100 -j CT --notrack"), "raw.notrack", what="raw OUTPUT")

    def test_a_drop_by_chance(self):
        self.fault(("node2", "sudo iptables -I INPUT -p tcp --sport 80 -m statistic --mode random --probability 0.9 -j DROP"),
                   "filter.drop", what="filter INPUT")

    def test_a_drop_in_a_table_of_nft(self):
        guard = """sudo nft add table inet guard
            sudo nft 'add chain inet guard inspect { type filter hook forward priority 0; }'
            sudo nft add rule inet guard inspect tcp dport 80 drop"""
        self.fault(("node1", guard), "nft.drop", what="inet guard inspect", undo="sudo nft delete table inet guard", left="inet guard")

    def test_a_legacy_rule_that_translates(self):
        self.fault(("node1", "sudo iptables-legacy -t nat -A OUTPUT -p tcp -d 10.96.1.100 -j DNAT --to-destination 10.30.45.1:9"),
                   "legacy.nat", what="nat OUTPUT")

    def test_a_legacy_rule_that_drops(self):
        self.fault(("node1", "sudo iptables-legacy -A INPUT -p tcp --sport 80 -j DROP"), "legacy.drop", what="filter INPUT")

    def test_the_students_own_rules_are_left_alone(self):
        self.inject("node1", "sudo iptables -A INPUT -p tcp --dport 9999 -j DROP; sudo iptables -t nat -I OUTPUT -p tcp -d 10.96.1.100 "
                    "--dport 9090 -j DNAT --to-destination 192.168.1.10:80; sudo iptables-legacy -A INPUT -s 203.0.113.9 -j DROP",
                    "sudo iptables -D INPUT -p tcp --dport 9999 -j DROP; sudo iptables -t nat -D OUTPUT -p tcp -d 10.96.1.100 "
                    "--dport 9090 -j DNAT --to-destination 192.168.1.10:80; sudo iptables-legacy -D INPUT -s 203.0.113.9 -j DROP")
        there = look()
        report = self.examine("--mend", status=0)
        self.assertEqual(report["mended"], [])
        self.assertIn("legacy.rules", [one["id"] for one in report["findings"] if one["verdict"] == "note"])
        self.assertEqual(differences(there, look()), [])


class RuleFaults(DoctorCase):
    def test_a_missing_rule(self):
        found, mended = self.fault(("node2", "sudo iptables -t nat -D OUTPUT 2"), "rule.missing", what="nat OUTPUT")
        self.assertIn("pod1b", found["title"])
        self.assertIn("-I OUTPUT 2", mended[0])

    def test_a_missing_rule_of_a_step_that_is_named(self):
        self.inject("node1", "sudo iptables -t nat -D OUTPUT -p tcp -d 10.96.1.100 --dport 8080 -j DNAT --to-destination 192.168.1.10:80 "
                    "-m comment --comment PSEUDO_POD_OUTPUT_DNAT_N1", "")
        self.addCleanup(LAB.down)  # it comes back at the end of its chain
        report = self.examine(status=0)
        self.assertIn("clusterip.vip", [one["object"] for one in report["findings"] if one["id"] == "step.absent"])
        self.assertEqual(self.examine("clusterip.vip", status=1)["diagnosis"]["id"], "rule.missing")
        self.assertEqual(self.examine("clusterip.vip", "--mend", status=0)["mended"][0]["step"], "clusterip.vip")
        self.assert_answers()

    def test_a_missing_masquerade(self):
        found, _ = self.fault(("node1", "sudo iptables -t nat -D POSTROUTING -p tcp -d 192.168.2.20 --dport 80 -j MASQUERADE -m comment "
                               "--comment NODEPORT_POSTROUTING_MASQ_EXTERNAL_REMOTE"), "rule.missing", what="nat POSTROUTING")
        self.assert_foretells(found, "from host to 10.30.45.100:30080", "gets to 192.168.2.20:80")

    def test_a_rule_that_stands_twice(self):
        found, _ = self.fault(("node2", "sudo iptables -t nat -A OUTPUT -p tcp -d 10.96.1.100 --dport 8080 -j DNAT --to-destination "
                               "192.168.2.20:80 -m comment --comment PSEUDO_POD_OUTPUT_POD2_IP"), "rule.twice", what="nat OUTPUT")
        self.assertRegex(found["mend"]["what"], r"-D OUTPUT \d")

    def test_rules_in_the_wrong_order(self):
        last = "-p tcp -d 10.96.1.100 --dport 8080 -j DNAT --to-destination 192.168.2.20:80 -m comment --comment PSEUDO_POD_OUTPUT_POD2_IP"
        self.fault(("node2", f"sudo iptables -t nat -D OUTPUT {last}; sudo iptables -t nat -I OUTPUT 1 {last}"), "rule.order",
                   what="nat OUTPUT")

    def test_a_return_before_the_rules(self):
        self.fault(("node2", "sudo iptables -t nat -I OUTPUT -d 10.96.0.0/16 -j RETURN"), "rule.shadowed", what="nat OUTPUT")

    def test_another_translation_before_the_rules(self):
        self.fault(("node1", "sudo iptables -t nat -I PREROUTING -p tcp --dport 30080 -j DNAT --to-destination 192.168.1.10:81"),
                   "rule.shadowed", what="nat PREROUTING")

    def test_a_jump_before_the_rules_to_a_chain_that_accepts(self):
        self.fault(("node2", "sudo iptables -t nat -N MINE; sudo iptables -t nat -A MINE -j ACCEPT; sudo iptables -t nat -I OUTPUT "
                    "-p tcp -j MINE"), "rule.shadowed", what="nat OUTPUT",
                   undo="sudo iptables -t nat -F MINE; sudo iptables -t nat -X MINE", left="-A MINE -j ACCEPT")

    def test_a_rule_before_them_that_takes_a_share(self):
        self.fault(("node2", "sudo iptables -t nat -I OUTPUT -p tcp -d 10.96.1.100 -m statistic --mode random --probability 0.5 -j DNAT "
                    "--to-destination 10.30.45.1:9"), "rule.rival", what="nat OUTPUT")

    def test_a_wrong_destination(self):
        found, mended = self.fault(
            ("node2", "sudo iptables -t nat -R OUTPUT 2 -p tcp -d 10.96.1.100 --dport 8080 -m statistic --mode random --probability 0.5 "
             "-j DNAT --to-destination 192.168.1.21:80 -m comment --comment PSEUDO_POD_OUTPUT_POD1B_IP"), "rule.changed", what="nat OUTPUT")
        self.assertIn("192.168.1.21", found["found"])
        self.assertIn("-R OUTPUT 2", mended[0])

    def test_a_wrong_port_in_the_only_rule_of_a_step(self):
        self.fault(("node1", "sudo iptables -t nat -R OUTPUT 1 -p tcp -d 10.96.1.100 --dport 8081 -j DNAT --to-destination "
                    "192.168.1.10:80 -m comment --comment PSEUDO_POD_OUTPUT_DNAT_N1"), "rule.changed", what="nat OUTPUT")

    def test_a_process_on_the_nodes_port(self):
        found, _ = self.fault(("node1", "sudo systemd-run -q --unit=squatter nc -lk 30080; " + until_listening(30080, "nc")),
                              "port.bound", what="30080", undo="sudo systemctl stop squatter")
        self.assertIn("ss -ltnp sport = :30080", found["command"])

    def test_a_log_rule_is_a_note_and_is_left(self):
        self.inject("node1", "sudo iptables -t nat -I OUTPUT 1 -p tcp -d 10.96.1.100 -j LOG --log-prefix 'X $(id) '",
                    "sudo iptables -t nat -D OUTPUT 1")
        report = self.examine("--mend", status=0)
        note = next(one for one in report["findings"] if one["id"] == "log.rule")
        self.assertIn("no kernel log", note["meaning"])
        self.assertIn("-D OUTPUT 1", note["mend"]["what"])
        LAB.ssh("node1", note["mend"]["command"])
        self.assertEqual(differences(self.before, look()), [])

    def test_a_connection_that_outlives_its_rule(self):
        rule = "OUTPUT -p tcp -d 10.96.1.100 --dport 8080 -j DNAT --to-destination 10.30.45.1:9009"
        self.inject("host", "sudo systemd-run -q --unit=other nc -lk 9009; " + until_listening(9009, "nc"), "sudo systemctl stop other")
        talk = "import socket, time; s = socket.create_connection((\"10.96.1.100\", 8080)); time.sleep(600)"
        self.inject("node2", f"sudo iptables -t nat -I {rule}; sudo systemd-run -q --unit=talk python3 -c '{talk}'; "
                    + until("sudo conntrack -L -p tcp -d 10.96.1.100 --state ESTABLISHED 2>/dev/null | grep -q 'src=10.30.45.1 '")
                    + f"; sudo iptables -t nat -D {rule}", "sudo systemctl stop talk")
        self.before = look()
        found = self.diagnose("connection.stale", "node2", SERVICE)["diagnosis"]
        self.assertIn("10.30.45.1", found["found"])
        self.assertIn("conntrack -D", self.mend()[0]["command"])
        self.assertNotIn("10.30.45.1 ", LAB.ssh("node2", "sudo conntrack -L -p tcp -d 10.96.1.100 --state ESTABLISHED").stdout)

    def test_two_faults_are_mended_from_the_bottom_up(self):
        self.inject("node2", "sudo iptables -t nat -D OUTPUT 1; sudo ip route del 192.168.1.10")
        self.inject("node1", "sudo systemctl stop pod1a-http")
        self.assertEqual([one["id"] for one in self.mend(rounds=3)], ["server.stopped", "route.missing", "rule.missing"])


class DnsFaults(DoctorCase):
    def dig(self):
        return LAB.ssh("node1", f"dig +short +time=2 @127.0.0.1 {NAME}").stdout.split()

    def mend_dns(self, **how):
        mended = self.mend(**how)
        self.assertIn("104.26.12.205", self.dig())
        return mended

    def test_coredns_killed(self):
        self.inject("node1", f"sudo systemctl kill -s KILL coredns; {until_gone('coredns')}")
        self.diagnose("dns.stopped", "node1", "coredns")
        self.assertIn("--unit=coredns", self.mend_dns()[0]["command"])

    def test_port_53_taken_by_another_server(self):
        server = 'import socket, time; s = socket.socket(type=socket.SOCK_DGRAM); s.bind(("", 53)); time.sleep(600)'
        self.inject("node1", f"sudo systemctl stop coredns; sudo systemd-run -q --unit=rival python3 -c '{server}'; "
                    + until_listening(53, "python3"), "sudo systemctl stop rival")
        self.assert_names(self.mend_dns(rounds=2)[0]["finding"], "dns.port_taken", "node1", "53")

    def test_coredns_with_another_configuration(self):
        self.inject("node1", "cd /home/ubuntu; sudo systemctl stop coredns; sed -i '/rewrite/d' Corefile; sudo systemd-run -q "
                    "--unit=coredns --collect --working-directory=/home/ubuntu /home/ubuntu/coredns; "
                    + until_listening(53, "coredns"))
        self.assert_names(self.mend_dns(rounds=2)[0]["finding"], "file.changed", "node1", "/home/ubuntu/Corefile")

    def test_names_dropped_on_their_way_out(self):
        self.inject("node1", "sudo iptables -A OUTPUT -p udp --dport 53 ! -d 127.0.0.0/8 -j DROP")
        self.assert_names(self.mend_dns()[0]["finding"], "filter.drop", "node1", "filter OUTPUT")

    def test_servers_outside_that_do_not_answer(self):
        unit = LAB.ssh("host", "systemctl list-units --plain --no-legend --type=service | awk '{print $1}' | grep -m1 dnsmasq; true")
        unit = unit.stdout.strip()
        stop = f"sudo systemctl stop {unit}" if unit else "sudo pkill -STOP -x dnsmasq"
        self.inject("host", stop, f"sudo systemctl start {unit}" if unit else "sudo pkill -CONT -x dnsmasq")
        found = self.examine(status=1)["diagnosis"]
        self.assertEqual((found["id"], found["node"]), ("dns.upstream", "node1"))
        self.assertNotIn("mend", found)


class DoctorAtWork(DoctorCase):
    def test_nothing_is_wrong_in_any_state_of_the_chapter(self):
        LAB.ctl("undo", "--all", check=0)
        steps = [one["id"] for one in LAB.json("steps")]
        for step in [None] + steps:
            if step is not None:
                LAB.ctl("apply", step, check=0)
            with self.subTest(after=step):
                self.examine(status=0)

    def test_a_load_balancer_is_given_the_moment_that_it_needs_to_notice(self):
        LAB.ctl("apply", "--all", check=0)
        self.inject("node1", "sudo systemctl stop pod1a-http")
        report = self.examine("--mend", status=0)
        self.assertEqual([one["id"] for one in report["mended"]], ["server.stopped"])
        self.assertEqual(ask("node2", "10.30.45.1"), [])

    def test_it_tells_a_student_in_words(self):
        self.inject("node1", "sudo systemctl stop pod1b-http")
        told = LAB.ctl("doctor", check=1).stdout
        self.assertIn("Diagnosis: The server of pod1b does not run.", told)
        self.assertIn("node1$ sudo systemd-run", told)
        self.assertNotIn("  ok  ", told)
        mended = LAB.ctl("doctor", "--mend", check=0).stdout
        self.assertIn("mended: The server of pod1b does not run", mended)
        self.assertIn("Nothing is wrong", mended)
        self.assertIn("  ok  The server of pod1b listens", LAB.ctl("doctor", "--all", check=0).stdout)

    def test_a_command_that_it_shows_runs_as_it_stands(self):
        shown = {(one["node"], one["command"]) for one in self.examine(status=0)["findings"]}
        shown = sorted(one for one in shown if one[1] and "curl" not in one[1])

        def run_all(node):
            one = "bash -c {} </dev/null 2>&1 >/dev/null | tr '\\n' ' '; echo \"status ${{PIPESTATUS[0]}}\""
            commands = [command for where, command in shown if where == node]
            done = LAB.ssh(node, "\n".join(one.format(shlex.quote(command)) for command in commands))
            return list(zip(commands, done.stdout.splitlines(), strict=True))

        for command, said in sum(on_all(run_all, NODES), []):
            self.assertRegex(said, "status [01]$", command)
            self.assertNotRegex(said, "not found|syntax|Usage", command)
        self.assertGreater(len(shown), 30)

    def test_wrong_use_is_said(self):
        done = LAB.ctl("doctor", "clusterip.vipp", check=2)
        self.assertIn("clusterip.vip", done.stderr)
        self.assertEqual(LAB.ctl("doctor", "--to", "nothing.here").returncode, 2)

    def test_a_node_that_is_gone_is_named_and_the_others_are_examined(self):
        self.inject("node2", "sudo ip route del 192.168.1.20")
        sock = pathlib.Path(f"/run/podwire/{LAB.name}/node1/ssh.sock")
        os.rename(sock, f"{sock}.away")
        try:
            report = self.examine(status=3)
        finally:
            os.rename(f"{sock}.away", sock)
        self.assertEqual((report["diagnosis"]["id"], report["diagnosis"]["node"]), ("node.unreachable", "node1"))
        self.assertIn(("route.missing", "node2"), [(one["id"], one["node"]) for one in report["findings"]])
        self.mend()

    def test_an_examination_changes_nothing(self):
        self.examine(status=0)
        self.assertEqual(differences(self.before, look()), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
