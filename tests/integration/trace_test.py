#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One real request, traced by the kernels of all nodes: what it met, and whether that was foretold."""
import re
import subprocess
import time
import unittest

from podwire_lab import CTL, Lab, LabCase

VIP = "10.96.1.100:8080"
NODE_PORT = "10.30.45.100:30080"
LEFT = """
for n in '' $(ls /run/netns 2>/dev/null); do
  if [ -n "$n" ]; then sudo ip netns exec "$n" nft list tables; else sudo nft list tables; fi | grep podwire_trace
done
ls -d /run/podwire-trace-* 2>/dev/null
systemctl list-units --all --no-legend 'podwire-trace*'
pgrep -fa 'nft -a monitor'
true
"""
COUNTED = re.compile(r"^\[(\d+):\d+\] (-A .*)$", re.M)


class TraceTest(LabCase):
    lab = Lab("pwt-trace")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lab.ctl("apply", "--to", "nodeport.localnet_ens3", check=0)

    def left(self):
        return {node: self.lab.ssh(node, LEFT).stdout for node in ("host", "node1", "node2")}

    def counters(self, node):
        """How many packets each rule of a node has counted."""
        return {rule: int(count) for count, rule in COUNTED.findall(self.lab.ssh(node, "sudo iptables-save -c").stdout)}

    def trace(self, origin, to, check=0, agrees=True):
        """Every rule of the nodes that the trace names for the request has counted it, and it is as was foretold."""
        before = {node: self.counters(node) for node in ("host", "node1", "node2")}
        told = self.lab.json("trace", "--from", origin, "--to", to, check=check)
        for hop in told["hops"]:
            self.assertTrue(set(hop) >= {"node", "netns", "table", "chain", "rule", "verdict", "src", "dst"}, hop)
            if hop["position"] > 0 and not hop["netns"]:
                counted = self.counters(hop["node"])
                self.assertGreater(counted[hop["rule"]], before[hop["node"]][hop["rule"]], hop)
        self.assertEqual((told["agrees"], told["difference"]), (agrees, None) if agrees else (agrees, told["difference"]), told)
        self.assertEqual(set(self.left().values()), {""})
        return told

    def until(self, origin, to, answered_by):
        """Traces until chance has chosen this backend."""
        for _ in range(40):
            told = self.trace(origin, to)
            if told["answered_by"] == answered_by:
                return told
        return self.fail(f"{answered_by} was never chosen")

    def chosen(self, told):
        return [(hop["node"], hop["chain"], hop["dst_after"]) for hop in told["hops"] if hop["verdict"] == "dnat"]

    def test_a_service_from_node2(self):
        told = self.trace("node2", VIP)
        self.assertEqual(self.chosen(told), [("node2", "OUTPUT", told["answered_by"] + ":80")])
        self.assertEqual((told["result"], told["attempts"]), ("answered", 1))
        first = told["hops"][0]
        self.assertEqual((first["src"], first["dst"]), (f"10.30.45.200:{told['client_port']}", VIP))
        self.assertTrue(any(hop["reply"] and hop["kind"] == "translation" for hop in told["hops"]))

    def test_a_pod_of_another_node_from_a_pod(self):
        told = self.trace("node1/pod1a", "192.168.2.20:80")
        self.assertEqual(told["answered_by"], "192.168.2.20")
        nodes = [hop["node"] for hop in told["hops"] if not hop["reply"]]
        self.assertEqual(nodes, sorted(nodes))
        self.assertEqual(set(nodes), {"node1", "node2"})

    def test_a_node_port_from_the_host_to_a_local_and_a_remote_pod(self):
        told = self.until("host", NODE_PORT, "192.168.2.20")
        self.assertEqual(self.chosen(told), [("node1", "PREROUTING", "192.168.2.20:80")])
        self.assertEqual([hop["chain"] for hop in told["hops"] if hop["verdict"] == "masquerade"], ["POSTROUTING"])
        self.assertTrue(any(hop["node"] == "node2" for hop in told["hops"]))
        told = self.until("host", NODE_PORT, "192.168.1.20")
        self.assertEqual(self.chosen(told), [("node1", "PREROUTING", "192.168.1.20:80")])
        self.assertFalse(any(hop["node"] == "node2" for hop in told["hops"]))

    def test_a_node_port_of_the_node_itself(self):
        told = self.trace("node1", "127.0.0.1:30080")
        self.assertEqual(self.chosen(told), [("node1", "OUTPUT", told["answered_by"] + ":80")])
        self.assertEqual(len([hop for hop in told["hops"] if hop["verdict"] == "masquerade"]), 1)

    def without(self, node, match):
        """Deletes the rule that has `match` until the test's end."""
        line = next(one for one in self.lab.ssh(node, "sudo iptables -t nat -S").stdout.splitlines() if match in one)
        chain, rest = line.split()[1], line.split(None, 2)[2]
        rules = [one for one in self.lab.ssh(node, f"sudo iptables -t nat -S {chain}").stdout.splitlines() if one.startswith("-A")]
        self.lab.ssh(node, f"sudo iptables -t nat -D {chain} {rest}")
        self.addCleanup(self.lab.ssh, node, f"sudo iptables -t nat -I {chain} {rules.index(line) + 1} {rest}")

    def test_a_missing_masquerade(self):
        self.without("node1", "MASQ_EXTERNAL_REMOTE")
        for _ in range(40):
            told = self.lab.json("trace", "--from", "host", "--to", NODE_PORT)
            self.assertEqual((told["agrees"], told["difference"]), (True, None), told)
            if told["answered_by"] is None:
                break
        self.assertEqual((told["result"], self.chosen(told)), ("timeout", [("node1", "PREROUTING", "192.168.2.20:80")]))
        self.assertIn("192.168.2.20", told["hops"][-1]["src"], "the reply comes past node1, from an address that nobody asked")
        self.assertEqual((told["hops"][-1]["node"], told["hops"][-1]["reply"]), ("host", True))

    def test_a_dropped_packet(self):
        rule = "FORWARD -p tcp -d 192.168.2.20 --dport 80 -m comment --comment 'in the way' -j DROP"
        self.lab.ssh("node2", f"sudo iptables -I {rule}")
        self.addCleanup(self.lab.ssh, "node2", f"sudo iptables -D {rule}")
        told = self.trace("node1", "192.168.2.20:80", check=1)
        last = told["hops"][-1]
        self.assertEqual((last["node"], last["table"], last["chain"], last["position"], last["verdict"]),
                         ("node2", "filter", "FORWARD", 1, "drop"))
        self.assertIn("in the way", last["rule"])
        self.assertEqual((told["result"], told["answered_by"]), ("timeout", None))
        self.assertGreater(told["attempts"], 1)

    def test_what_is_not_foretold_is_an_error_of_the_model(self):
        self.lab.ssh("node2", "sudo nft 'add table inet guard; add chain inet guard door { type filter hook forward priority 10; };"
                              " add rule inet guard door tcp dport 80 drop'")
        self.addCleanup(self.lab.ssh, "node2", "sudo nft delete table inet guard")
        told = self.trace("node1", "192.168.2.20:80", check=1, agrees=False)
        self.assertEqual((told["hops"][-1]["table"], told["hops"][-1]["chain"], told["hops"][-1]["verdict"]), ("inet guard", "door", "drop"))
        self.assertIn("inet guard", told["difference"])

    def test_a_refused_request(self):
        told = self.trace("node1", "192.168.2.20:81", check=1)
        self.assertEqual((told["result"], told["answered_by"]), ("refused", None))

    def test_a_killed_console_leaves_nothing(self):
        console = subprocess.Popen([CTL, "trace", "--name", self.lab.name, "--from", "node2", "--to", "10.96.1.100:9999"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        self.addCleanup(console.wait)
        self.addCleanup(console.kill)
        until = time.monotonic() + 15
        while not all("podwire_trace" in one for one in self.left().values()):
            self.assertLess(time.monotonic(), until, "no trace began")
        console.kill()
        time.sleep(21)
        self.assertEqual(set(self.left().values()), {""})

    def test_a_killed_tracer_is_cleaned_up_after_by_its_guard(self):
        console = subprocess.Popen([CTL, "trace", "--name", self.lab.name, "--from", "node2", "--to", "10.96.1.100:9999"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        self.addCleanup(console.wait)
        self.addCleanup(console.kill)
        until = time.monotonic() + 15
        while "monitor" not in self.left()["node1"]:
            self.assertLess(time.monotonic(), until, "no trace began")
        self.lab.ssh("node1", "sudo kill -KILL $(pgrep -f '^bash -c PW_ID=')")
        self.assertIn("podwire_trace", self.left()["node1"])
        time.sleep(22)
        self.assertEqual(self.left()["node1"], "")

    def test_expired_tables_are_swept(self):
        self.lab.ssh("node1", "sudo nft add table ip podwire_trace_1000_old; sudo ip netns exec pod1a nft add table ip podwire_trace_1000_old")
        self.trace("node2", VIP)

    def test_a_person_gets_it_in_words(self):
        said = self.lab.ctl("trace", "--from", "node2", "--to", VIP, check=0).stdout
        self.assertRegex(said, r"The request was answered by 192\.168\.\d\.\d0\.\nAs foretold: node2 gets its answer from")
        self.assertIn("-j DNAT --to-destination", said)

    def test_wrong_use_is_told(self):
        for words in (("--from", "node2"), ("--from", "node9", "--to", VIP), ("--from", "node2", "--to", "my-service:8080")):
            self.assertEqual(self.lab.ctl("trace", *words).returncode, 2, words)

    def test_it_changes_nothing(self):
        before = self.lab.snapshot()
        self.trace("node2", VIP)
        self.assertEqual(self.lab.snapshot(), before)


if __name__ == "__main__":
    unittest.main(verbosity=2)
