#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests from nodes and pods: who answers, and whether that fits the rules that stand there."""
import json
import subprocess
import time
import unittest

from podwire_lab import CTL, Lab

VIP = "10.96.1.100:8080"
PODS = ["192.168.1.10", "192.168.1.20", "192.168.2.20"]
GENERATORS = "pgrep -fc '^python3 -I -c # podwire traffic'"
FIRST_RULE = """
rule=$(sudo iptables -t nat -S OUTPUT | grep -m 1 -- '-A OUTPUT -d 10.96.1.100')
number=$(sudo iptables -t nat -S OUTPUT | grep -- '^-A' | grep -n -m 1 -- '-d 10.96.1.100' | cut -d: -f1)
set -- $(echo "${rule#-A OUTPUT }" | sed 's/--probability [0-9.]*/--probability PROBABILITY/')
sudo iptables -t nat -R OUTPUT "$number" "$@"
"""


class TrafficTest(unittest.TestCase):
    lab = Lab("pwt-traffic")

    @classmethod
    def setUpClass(cls):
        cls.lab.down()
        cls.lab.up()
        cls.lab.ctl("apply", "--to", "clusterip.load_balancing", check=0)

    @classmethod
    def tearDownClass(cls):
        cls.lab.down()

    def traffic(self, *words, origin="node2", to=VIP, check=0):
        return self.lab.json("traffic", "--from", origin, "--to", to, *words, check=check)

    def fitting(self, *words, **how):
        """A run that nothing failed in and that fits. One correct split in a thousand is called skewed: then a second one must fit."""
        run = self.traffic(*words, **how, check=None)
        if run["verdict"] == "skewed" and run["p"] > 1e-6:
            run = self.traffic(*words, **how, check=None)
        self.assertEqual((run["failed"], run["verdict"]), (0, "consistent"), run)
        return run

    def expected(self, run):
        return {one["address"]: round(one["expected"], 3) for one in run["backends"]}

    def generators(self, node):
        return int(self.lab.ssh(node, GENERATORS, check=False).stdout)

    def wait_for(self, found, seconds=10):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if found():
                return
            time.sleep(0.05)
        self.fail("it did not come in time")

    def set_first(self, probability):
        self.lab.ssh("node2", FIRST_RULE.replace("PROBABILITY", probability))

    def test_a_thousand_requests_fit_the_rules(self):
        begun = time.monotonic()
        run = self.fitting("--requests", "1000")
        self.assertLess(time.monotonic() - begun, 10)
        self.assertEqual(run["requests"], 1000)
        self.assertEqual(self.expected(run), dict(zip(PODS, (0.33, 0.335, 0.335))))
        self.assertEqual(sum(one["hits"] for one in run["backends"]), 1000)
        for one in run["backends"]:
            self.assertTrue(0 < one["low"] < one["hits"] / 1000 < one["high"] < 1, one)
        self.assertGreater(run["p"], 0.001)
        self.assertTrue(0 < run["latency_ms"]["p50"] <= run["latency_ms"]["p99"] <= run["latency_ms"]["max"])
        self.assertEqual(run["rules"], "OUTPUT of node2")
        self.assertEqual(self.generators("node2"), 0)

    def test_ten_runs_fit(self):
        for _ in range(10):
            self.fitting("--requests", "300")

    def test_the_expected_shares_are_those_of_the_live_rules(self):
        self.addCleanup(self.set_first, "0.33000000007")
        self.set_first("0.5")
        run = self.fitting("--requests", "1000")
        self.assertEqual(self.expected(run), dict(zip(PODS, (0.5, 0.25, 0.25))))
        self.assertGreater(run["backends"][0]["low"], 0.4)
        claim = ",".join(f"{pod}={share}" for pod, share in zip(PODS, (0.33, 0.335, 0.335)))
        run = self.traffic("--requests", "1000", "--claim", claim, check=1)
        self.assertEqual((run["failed"], run["verdict"], run["claimed"]), (0, "skewed", True), run)
        self.assertEqual(self.expected(run), dict(zip(PODS, (0.33, 0.335, 0.335))))

    def test_rules_that_change_meanwhile_are_no_measure(self):
        self.addCleanup(self.set_first, "0.33000000007")
        console = subprocess.Popen([CTL, "traffic", "--name", self.lab.name, "--json", "--from", "node2", "--to", VIP, "--rate", "100",
                                    "--for", "3"], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        self.wait_for(lambda: self.generators("node2") > 0)
        self.set_first("0.9")
        out, _ = console.communicate(timeout=20)
        run = json.loads(out)
        self.assertEqual((console.returncode, run["verdict"], run["backends"][0]["expected"]), (0, "unknown", None))
        self.assertIn("changed", run["why"])

    def test_a_pod_is_asked_and_asks(self):
        run = self.traffic("--requests", "50", origin="node1/pod1a", to="192.168.2.20:80")
        self.assertEqual([(one["address"], one["hits"], one["expected"]) for one in run["backends"]], [("192.168.2.20", 50, 1)])
        self.assertEqual(run["verdict"], "consistent")

    def test_each_failure_is_counted_by_its_kind(self):
        def failures(to, *words):
            run = self.traffic("--requests", "40", *words, to=to, check=1)
            self.assertEqual((run["requests"], run["failed"]), (40, 40))
            self.assertEqual([one["hits"] for one in run["backends"] if one["hits"]], [])
            self.assertNotEqual(run["verdict"], "skewed")
            return run["failures"]

        self.assertEqual(failures("10.96.1.100:9999", "--deadline", "0.5"), {"timeout": 40})
        self.assertEqual(failures("192.168.2.20:81"), {"refused": 40})
        self.assertEqual(failures("nobody.invalid:80", "--deadline", "5"), {"name": 40})
        self.lab.ssh("node2", "sudo ip route add unreachable 10.99.0.1")
        self.addCleanup(self.lab.ssh, "node2", "sudo ip route del unreachable 10.99.0.1")
        self.assertEqual(failures("10.99.0.1:80"), {"unreachable": 40})
        self.lab.ssh("node2", "sudo systemd-run --quiet --unit=pwt-files python3 -m http.server 8099")
        self.addCleanup(self.lab.ssh, "node2", "sudo systemctl stop pwt-files")
        self.wait_for(lambda: self.lab.ssh("node2", "ss -Hltn sport = :8099").stdout)
        self.assertEqual(failures("http://127.0.0.1:8099/nothing"), {"bad": 40}, "404 is no answer")

    def test_names_are_resolved_by_the_node(self):
        self.lab.ssh("node2", "echo '10.96.1.100 traffic.example' | sudo tee -a /etc/hosts")
        self.addCleanup(self.lab.ssh, "node2", "sudo sed -i /traffic.example/d /etc/hosts")
        run = self.fitting("--requests", "200", to="http://traffic.example:8080/")
        self.assertEqual(self.expected(run), dict(zip(PODS, (0.33, 0.335, 0.335))))

    def test_a_rate_is_kept_and_the_time_ends_it(self):
        run = self.fitting("--rate", "100", "--for", "2")
        self.assertTrue(150 <= run["requests"] <= 215, run)
        run = self.fitting("--rate", "50", "--requests", "50")
        self.assertGreater(run["seconds"], 0.9)

    def test_wrong_use_is_told(self):
        for words in (("--from", "node2"), ("--to", VIP), ("--from", "node9", "--to", VIP), ("--from", "node2/pod9", "--to", VIP),
                      ("--from", "node2", "--to", "10.96.1.100:0"), ("--from", "node2", "--to", VIP, "--requests", "0"),
                      ("--from", "node2", "--to", VIP, "--requests", "1.5"), ("--from", "node2", "--to", VIP, "--rate", "fast"),
                      ("--from", "node2", "--to", VIP, "--at-once", "9999")):
            self.assertEqual(self.lab.ctl("traffic", *words).returncode, 2, words)
        self.assertEqual(Lab("pwt-nothing").ctl("traffic", "--from", "node2", "--to", VIP).returncode, 3)

    def test_a_person_gets_a_table(self):
        said = self.lab.ctl("traffic", "--from", "node2", "--to", VIP, "--requests", "300", "--progress")
        self.assertIn("300 of 300 requests, 0 failed", said.stderr)
        self.assertIn("300 requests in ", said.stdout)
        self.assertRegex(said.stdout, r"192\.168\.1\.10 +\d+ +[\d.]+ % +33\.0 %")
        self.assertIn("Expected by the rules in OUTPUT of node2", said.stdout)
        self.assertRegex(said.stdout, r"Verdict: \w+  \(chi-square [\d.]+, 2 degrees of freedom, p [\d.]+\)")

    def test_a_killed_console_leaves_no_generator(self):
        for origin, node in (("node2", "node2"), ("node1/pod1a", "node1")):
            console = subprocess.Popen([CTL, "traffic", "--name", self.lab.name, "--from", origin, "--to", "192.168.2.20:80", "--for", "60"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
            self.addCleanup(console.wait)
            self.addCleanup(console.kill)
            self.wait_for(lambda node=node: self.generators(node) > 0)
            console.kill()
            self.wait_for(lambda node=node: self.generators(node) == 0, 3)

    def test_an_interrupted_run_still_tells_what_it_found(self):
        console = subprocess.Popen([CTL, "traffic", "--name", self.lab.name, "--json", "--from", "node2", "--to", VIP, "--rate", "200",
                                    "--for", "60"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        self.wait_for(lambda: self.generators("node2") > 0)
        time.sleep(1)
        console.terminate()
        out, _ = console.communicate(timeout=10)
        run = json.loads(out)
        self.assertEqual((run["failed"], console.returncode), (0, 1 if run["verdict"] == "skewed" else 0), run)
        self.assertEqual(self.generators("node2"), 0)

    def test_z_a_node_port_is_measured_by_the_rules_of_its_node(self):
        self.lab.ctl("apply", "--to", "loadbalancer.haproxy", check=0)
        for origin, rules in (("host", "PREROUTING of node1"), ("node2", "PREROUTING of node1")):
            run = self.fitting("--requests", "300", origin=origin, to="10.30.45.100:30080")
            self.assertEqual(run["rules"], rules)
            self.assertEqual(self.expected(run), dict(zip(PODS, (0.33, 0.335, 0.335))))
        balanced = self.traffic("--requests", "90", origin="node2", to="10.30.45.1:80")
        self.assertEqual((balanced["verdict"], balanced["failed"]), ("unknown", 0))
        self.assertIn("passes requests on", balanced["why"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
