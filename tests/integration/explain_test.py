#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways of a packet as they are foretold from what stands on real nodes."""
import unittest

from podwire_lab import Lab, LabCase

VIP = "10.96.1.100:8080"
PODS = {"192.168.1.10:80": 0.33, "192.168.1.20:80": 0.335, "192.168.2.20:80": 0.335}


class ExplainTest(LabCase):
    lab = Lab("pwt-explain")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lab.ctl("apply", "--to", "clusterip.load_balancing", check=0)

    def explain(self, origin="node2", to=VIP, check=0):
        return self.lab.json("explain", "--from", origin, "--to", to, check=check)

    def only(self, **how):
        ways = self.explain(**how)["ways"]
        self.assertEqual(len(ways), 1, [way["end"]["text"] for way in ways])
        return ways[0]

    def answers(self, to=VIP, origin="node2"):
        """Whether one real request is answered."""
        return self.lab.json("traffic", "--from", origin, "--to", to, "--requests", "1", "--deadline", "1")["failed"] == 0

    def test_a_service_has_a_way_to_each_backend(self):
        told = self.explain()
        self.assertEqual({way["server"]: round(way["probability"], 3) for way in told["ways"]}, PODS)
        self.assertAlmostEqual(told["answered"], 1, 6)
        self.assertEqual(told["not_followed"], [])
        for way in told["ways"]:
            chosen = [hop for hop in way["hops"] if hop["verdict"] == "dnat"]
            self.assertEqual(len(chosen), 1, way)
            self.assertEqual((chosen[0]["node"], chosen[0]["netns"], chosen[0]["hook"], chosen[0]["table"], chosen[0]["chain"]),
                             ("node2", "", "OUTPUT", "nat", "OUTPUT"))
            self.assertEqual((chosen[0]["dst"], chosen[0]["dst_after"]), (VIP, way["server"]))
            self.assertEqual(chosen[0]["position"], len(chosen[0]["misses"]) + 1, "the rules before had their chance")
            self.assertTrue(any(hop["reply"] for hop in way["hops"]))

    def test_a_pod_asks_a_pod_of_another_node(self):
        way = self.only(origin="node1/pod1a", to="192.168.2.20:80")
        self.assertEqual((way["end"]["kind"], way["server_node"], way["server_netns"]), ("answered", "node2", "pod2"))
        places = [(hop["node"], hop["netns"]) for hop in way["hops"] if not hop["reply"]]
        self.assertEqual(sorted(set(places), key=places.index), [("node1", "pod1a"), ("node1", ""), ("node2", ""), ("node2", "pod2")])

    def test_a_dropped_packet_names_its_rule(self):
        self.lab.ssh("node1", "sudo iptables -I FORWARD -p tcp -d 192.168.1.10 --dport 80 -j DROP")
        self.addCleanup(self.lab.ssh, "node1", "sudo iptables -D FORWARD -p tcp -d 192.168.1.10 --dport 80 -j DROP")
        way = self.only(to="192.168.1.10:80", check=1)
        self.assertEqual((way["end"]["kind"], way["end"]["cause"], way["end"]["node"]), ("lost", "dropped by a rule", "node1"))
        last = way["hops"][-1]
        self.assertEqual((last["table"], last["chain"], last["position"], last["verdict"]), ("filter", "FORWARD", 1, "drop"))
        self.assertFalse(self.answers("192.168.1.10:80"))

    def test_a_missing_route_and_a_missing_listener(self):
        way = self.only(to="192.168.2.20:81", check=1)
        self.assertEqual((way["end"]["kind"], way["end"]["cause"], way["end"]["netns"]), ("refused", "no listener", "pod2"))
        self.lab.ssh("node2", "sudo ip route del 192.168.1.20")
        self.addCleanup(self.lab.ssh, "node2", "sudo ip route add 192.168.1.20 via 10.30.45.100")
        way = self.only(to="192.168.1.20:80", check=1)
        self.assertEqual(way["end"]["kind"], "lost")
        self.assertFalse(self.answers("192.168.1.20:80"))

    def test_what_is_not_followed_is_said(self):
        self.lab.ssh("node1", "sudo nft add table inet guard")
        self.addCleanup(self.lab.ssh, "node1", "sudo nft delete table inet guard")
        self.assertEqual(len(self.explain()["not_followed"]), 1)

    def test_a_person_gets_it_in_words(self):
        said = self.lab.ctl("explain", "--from", "node2", "--to", VIP, check=0).stdout
        self.assertIn("Way 1 of 3, 33.00 %: answered", said)
        self.assertIn("Answered: 100.00 % of such requests", said)
        self.assertIn("its chance let the packet pass", said)

    def test_wrong_use_is_told(self):
        for words in (("--from", "node2"), ("--to", VIP), ("--from", "node9", "--to", VIP), ("--from", "node2/pod9", "--to", VIP),
                      ("--from", "node2", "--to", "10.96.1.100:0"), ("--from", "node2", "--to", "my-service:8080")):
            self.assertEqual(self.lab.ctl("explain", *words).returncode, 2, words)
        self.assertEqual(Lab("pwt-nothing").ctl("explain", "--from", "node2", "--to", VIP).returncode, 3)

    def test_it_changes_nothing(self):
        before = self.lab.snapshot()
        self.explain()
        self.assertEqual(self.lab.snapshot(), before)


if __name__ == "__main__":
    unittest.main(verbosity=2)
