#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nodes that are there already, listed in an inventory and reached by real TCP, by their names and over a jump host; and nodes that
may only be looked at."""
import json
import unittest

from laptop import LaptopCase

ADDRESSES = {"host": "10.30.45.1", "node1": "10.30.45.100", "node2": "10.30.45.200"}

DIRECT = """\
nodes:
  - {{name: gate, role: host, address: 10.30.45.1, user: ubuntu, identity: {key}, known_hosts: known_hosts, interface: ens3}}
  - {{name: alpha, role: node1, address: 10.30.45.100, user: ubuntu, identity: {key}, known_hosts: known_hosts, interface: ens3}}
  - {{name: beta, role: node2, address: 10.30.45.200, user: ubuntu, identity: {key}, known_hosts: known_hosts, interface: ens3}}
"""
NAMED = """\
ssh_config: ssh_config
nodes:
  - {name: gate, role: host}
  - {name: alpha, role: node1}
  - {name: beta, role: node2}
"""
CONFIG = """\
Host gate
  HostName 10.30.45.1
Host alpha
  HostName 10.30.45.100
  ProxyJump gate
Host beta
  HostName 10.30.45.200
  ProxyJump gate
Host *
  User ubuntu
  Port 22
  IdentityFile {key}
  UserKnownHostsFile {folder}/known_hosts
"""


class InventoryTest(LaptopCase):
    nodes = "pwt-inv"

    def setUp(self):
        super().setUp()
        key = f"/run/podwire/{self.nodes}/id_ed25519"
        known = ""
        for node, address in ADDRESSES.items():
            self.lab.ssh(node, "sudo systemctl start ssh")
            known += f"{address} {self.lab.ssh(node, 'cat /etc/ssh/ssh_host_ed25519_key.pub').stdout}"
        self.write("known_hosts", known)
        self.write("direct.yaml", DIRECT.format(key=key))
        self.write("named.yaml", NAMED)
        self.write("ssh_config", CONFIG.format(key=key, folder=self.lab.home))

    def write(self, name, text):
        (self.lab.home / name).write_text(text, encoding="utf-8")
        return str(self.lab.home / name)

    def inventory(self, name):
        return ["--inventory", str(self.lab.home / name)]

    def test_the_chapter_is_applied_checked_and_taken_back(self):
        self.lab.ctl("nodes", "up", "--provider", "ssh", *self.inventory("direct.yaml"), check=0)
        before = self.lab.snapshot()
        self.lab.ctl("apply", "--all", check=0)  # the name says which inventory
        states = {step["id"]: step["state"] for step in self.lab.json("steps") if not step["optional"]}
        self.assertEqual(set(states.values()), {"applied"})
        self.lab.ctl("check", check=0)
        self.lab.ctl("undo", "--all", check=0)
        self.assert_same(before, self.lab.snapshot())
        self.lab.ctl("nodes", "down", check=0)
        self.assertIn("is not up", self.lab.ctl("steps", check=3).stderr)

    def test_a_capture_leaves_out_the_connection_that_carries_it(self):
        file = str(self.lab.home / "own.pcapng")
        for inventory, peer in (("direct.yaml", "10.30.45.50"), ("named.yaml", "10.30.45.1")):
            where = ["--provider", "ssh", *self.inventory(inventory)]
            said = self.lab.ctl("capture", "--json", *where, "--node", "node1", "--interface", "ens3", "--for", "4", "--out", file, "--yes", check=0)
            self.assertEqual(json.loads(said.stdout)["interfaces"][0]["dropped"], 0)
            read = self.lab.run(["tcpdump", "-n", "-r", file, "tcp", "port", "22", "and", "host", peer])
            self.assertEqual((read.returncode, read.stdout), (0, ""), inventory)
        said = self.lab.ctl("capture", "--json", *where, "--node", "node1", "--interface", "ens3", "--filter", "tcp port 22 or icmp",
                            "--for", "2", "--out", file, "--yes", check=0)
        self.assertEqual(json.loads(said.stdout)["packets"], 0, "the filter's own words change nothing about that")

    def test_names_and_jump_hosts_come_from_the_ssh_configuration(self):
        status = self.lab.ctl("nodes", "status", "--json", *self.inventory("named.yaml"), check=0)
        self.assertEqual({node["name"]: node["address"] for node in json.loads(status.stdout)["nodes"]}, ADDRESSES)
        came = self.lab.ctl("exec", *self.inventory("named.yaml"), "node1", "--", "sh", "-c", "echo $SSH_CONNECTION", check=0)
        self.assertTrue(came.stdout.startswith("10.30.45.1 "), came.stdout)  # from the jump host, not from the laptop
        self.lab.ctl("apply", *self.inventory("named.yaml"), "--to", "clusterip.load_balancing", check=0)
        self.lab.ctl("undo", *self.inventory("named.yaml"), "--all", check=0)

    def test_a_jump_host_that_is_not_there_is_said(self):
        text = (self.lab.home / "direct.yaml").read_text(encoding="utf-8").replace("name: beta,", "name: beta, jump: ubuntu@10.30.45.77,")
        path = self.write("lost.yaml", text)
        status = json.loads(self.lab.ctl("nodes", "status", "--json", "--inventory", path, check=3).stdout)
        self.assertEqual(status["state"], "partial")
        beta = next(node for node in status["nodes"] if node["name"] == "node2")
        self.assertIn("10.30.45.77", beta["detail"])
        self.assertEqual(self.lab.run(["pgrep", "-f", "ssh.*10.30.45.77"]).stdout, "")

    def test_an_unknown_host_key_is_refused(self):
        lines = (self.lab.home / "known_hosts").read_text(encoding="utf-8").splitlines(keepends=True)
        self.write("known_hosts", "".join(line for line in lines if not line.startswith("10.30.45.200")))
        self.assertIn("was not accepted", self.lab.ctl("exec", *self.inventory("direct.yaml"), "node2", "--", "true", check=3).stderr)

    def test_a_wrong_inventory_is_named_with_its_place(self):
        path = self.write("wrong.yaml", "nodes:\n  - name: alpha\n    prot: 22\n")
        for command in (["steps"], ["nodes", "up"], ["nodes", "status"], ["apply", "--all"], ["exec", "node1", "--", "true"]):
            done = self.lab.ctl(command[0], "--inventory", path, *command[1:], check=2)
            self.assertIn(f"{path}:3:5: a node has no key 'prot'", done.stderr)

    def test_prepare_says_what_is_missing(self):
        ready = self.lab.ctl("nodes", "prepare", "--json", *self.inventory("direct.yaml"), check=0)
        self.assertEqual({node["name"] for node in json.loads(ready.stdout)["nodes"] if node["ready"]}, set(ADDRESSES))
        self.lab.ssh("node2", "sudo mv /usr/sbin/conntrack /usr/sbin/conntrack.away")
        self.addCleanup(self.lab.ssh, "node2", "sudo mv /usr/sbin/conntrack.away /usr/sbin/conntrack")
        done = self.lab.ctl("nodes", "up", *self.inventory("direct.yaml"), check=1)
        self.assertIn("missing conntrack", done.stdout)

    def test_read_only_nodes_are_never_changed(self):
        self.lab.ctl("apply", *self.inventory("direct.yaml"), "--to", "clusterip.load_balancing", check=0)
        self.addCleanup(self.lab.ctl, "undo", *self.inventory("direct.yaml"), "--all", check=0)
        text = (self.lab.home / "direct.yaml").read_text(encoding="utf-8").replace("interface: ens3", "interface: ens3, read_only: true")
        only = ["--inventory", self.write("read.yaml", text)]
        before = self.lab.snapshot()
        looks = (["steps"], ["get"], ["nodes", "status"], ["nodes", "prepare"], ["show", "chains", "node1"],
                 ["show", "conntrack", "node1"], ["show", "links", "node1"], ["show", "routes", "node1"], ["show", "dns", "node1"],
                 ["show", "units", "node1"], ["show", "files", "node1"], ["show", "chains", "node1", "--watch", "--for", "2"],
                 ["show", "conntrack", "node1", "--watch", "--for", "2"], ["show", "links", "node1", "--watch", "--for", "2"],
                 ["doctor"], ["explain", "--from", "node1", "--to", "10.96.1.100:8080"],
                 ["apply", "--all", "--dry-run"], ["traffic", "--from", "node1", "--to", "10.96.1.100:8080", "--requests", "20"])
        for words in looks:
            with self.subTest(words=words):
                done = self.lab.ctl(words[0], *only, *words[1:])
                self.assertNotIn("read-only;", done.stderr)
                self.assertIn(done.returncode, (0, 1) if words[0] in ("doctor", "traffic", "explain") else (0,), done.stderr)
        changes = (["apply", "--all"], ["undo", "--all"], ["goto", "clusterip.vip"], ["ready", "clusterip.vip"], ["reset"],
                   ["exec", "node1", "--", "touch", "/etc/was-here"], ["trace", "--from", "node1", "--to", "10.96.1.100:8080"],
                   ["check"])
        for words in changes:
            with self.subTest(words=words):
                done = self.lab.ctl(words[0], *only, *words[1:])
                self.assertIn("is read-only; nothing was changed", done.stderr + done.stdout)
                self.assertEqual(done.returncode, 1, done.stderr)
        self.lab.ctl("doctor", *only, "--mend")
        self.assert_same(before, self.lab.snapshot())
        done = self.lab.ctl("undo", *self.inventory("direct.yaml"), "--read-only", "--all", check=1)
        self.assertIn("is read-only; nothing was changed", done.stderr)
        self.assert_same(before, self.lab.snapshot())

    def test_one_read_only_node_stops_a_change_before_it_begins(self):
        text = (self.lab.home / "direct.yaml").read_text(encoding="utf-8").replace("address: 10.30.45.200", "read_only: true, address: 10.30.45.200")
        path = self.write("mixed.yaml", text)
        before = self.lab.snapshot()
        done = self.lab.ctl("apply", "--inventory", path, "--to", "clusterip.load_balancing", check=1)
        self.assertIn("node2 is read-only; nothing was changed", done.stderr)
        self.assert_same(before, self.lab.snapshot())
        self.lab.ctl("exec", "--inventory", path, "node1", "--", "true", check=0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
