#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Labs on Multipass, with a double of its command whose instances are real nodes behind real TCP."""
import json
import os
import stat
import unittest

from laptop import LaptopCase

NAMES = ["pw-lab-host", "pw-lab-node1", "pw-lab-node2"]


class MultipassTest(LaptopCase):
    nodes = "pwt-mp"

    def tearDown(self):
        self.lab.ctl("nodes", "down", "--purge", "--yes")

    def up(self, *words, **how):
        return self.lab.ctl("nodes", "up", "--provider", "multipass", *words, **how)

    def instances(self):
        listed = json.loads(self.lab.multipass("list", "--format", "json").stdout)["list"]
        return {one["name"]: one["state"] for one in listed}

    def test_the_chapter_is_applied_checked_and_taken_back(self):
        self.up(check=0)
        before = self.lab.snapshot()
        self.lab.ctl("apply", "--all", check=0)
        states = {step["id"]: step["state"] for step in self.lab.json("steps") if not step["optional"]}
        self.assertEqual(set(states.values()), {"applied"})
        self.lab.ctl("check", check=0)
        self.assertEqual(self.lab.json("nodes", "status")["state"], "up")  # although pods' bridges are in the list now
        self.lab.ctl("undo", "--all", check=0)
        self.assertEqual(set(self.lab.states().values()), {"absent"})
        self.assert_same(before, self.lab.snapshot())

    def test_every_release_is_understood(self):
        for release in ("1.13", "1.16", "head"):
            with self.subTest(release=release):
                env = {"PODWIRE_DOUBLE_RELEASE": release}
                self.up(check=0, env=env)
                status = json.loads(self.lab.ctl("nodes", "status", "--json", check=0, env=env).stdout)
                self.assertEqual((status["state"], status["provider"]), ("up", "multipass"))
                self.assertEqual([node["address"] for node in status["nodes"]], ["10.30.45.1", "10.30.45.100", "10.30.45.200"])
                self.assertEqual(self.lab.ctl("exec", "node2", "--", "hostname", check=0).stdout, "node2\n")
                self.lab.ctl("nodes", "down", "--purge", "--yes", check=0, env=env)
                self.assertEqual(self.instances(), {})

    def test_stopped_suspended_and_deleted_ones_come_back(self):
        self.up(check=0)
        self.lab.ctl("nodes", "down", check=0)
        self.assertEqual(self.instances(), dict.fromkeys(NAMES, "Stopped"))
        self.assertEqual(json.loads(self.lab.ctl("nodes", "status", "--json", check=3).stdout)["state"], "down")
        done = self.lab.ctl("exec", "node1", "--", "true", check=3)
        self.assertIn("node1 does not answer", done.stderr)
        self.lab.ctl("nodes", "up", check=0)  # the record says with what
        self.assertEqual(self.lab.ctl("exec", "node1", "--", "hostname", check=0).stdout, "node1\n")
        self.lab.multipass("suspend", "pw-lab-node2")
        self.lab.multipass("delete", "pw-lab-node1")
        self.assertEqual(json.loads(self.lab.ctl("nodes", "status", "--json", check=3).stdout)["state"], "partial")
        self.lab.ctl("nodes", "up", check=0)
        self.assertEqual(self.instances(), dict.fromkeys(NAMES, "Running"))
        for node in ("node1", "node2"):
            self.assertEqual(self.lab.ctl("exec", node, "--", "hostname", check=0).stdout, node + "\n")

    def test_a_launch_that_times_out_while_the_machine_comes_up_is_no_failure(self):
        for how in ("launch-timeout", "launch-timeout-client"):
            with self.subTest(how=how):
                done = self.up("--progress", check=0, env={"PODWIRE_DOUBLE_FAIL": how})
                self.assertIn("still comes up", done.stderr)
                self.assertEqual(self.lab.ctl("exec", "node1", "--", "hostname", check=0).stdout, "node1\n")
                self.lab.ctl("nodes", "down", "--purge", "--yes", check=0)

    def test_what_is_wrong_is_said(self):
        for how, status, words in (("no-daemon", 3, "daemon"), ("denied", 3, "you may not use it"), ("image-servers", 3, "images"),
                                   ("no-kvm", 1, "virtual machines")):
            with self.subTest(how=how):
                done = self.up(check=status, env={"PODWIRE_DOUBLE_FAIL": how})
                self.assertIn(words, done.stderr)
                self.assertEqual(self.instances(), {})
        done = self.up(check=1, env={"PATH": "/usr/bin:/bin:/usr/sbin:/sbin"})
        self.assertIn("not installed", done.stderr)
        done = self.lab.ctl("nodes", "status", "--provider", "multipass", check=1, env={"PODWIRE_DOUBLE_FAIL": "unauthenticated"})
        self.assertIn("multipass authenticate", done.stderr)
        self.assertIn("lan0", self.up("--network", "eth9", check=1).stderr)

    def test_only_its_own_machines_are_touched_and_deleted_only_when_asked(self):
        data = '#cloud-config\n{"hostname": "node1", "packages": ["curl"], "ssh_authorized_keys": [], "write_files": [], "runcmd": []}'
        (self.lab.home / "data.yaml").write_text(data, encoding="utf-8")
        launch = f"multipass launch --name pw-lab-node1 --cloud-init - <{self.lab.home / 'data.yaml'}"
        self.assertEqual(self.lab.run(["sh", "-c", launch]).returncode, 0)
        done = self.up(check=1)
        self.assertIn("that Podwire did not make", done.stderr)
        self.lab.ctl("nodes", "down", "--provider", "multipass", "--purge", "--yes", check=0)
        self.assertEqual(self.instances(), {"pw-lab-node1": "Running"})
        self.lab.multipass("delete", "--purge", "pw-lab-node1")
        self.up(check=0)
        self.lab.ctl("nodes", "down", "--purge", check=2)
        self.assertEqual(self.instances(), dict.fromkeys(NAMES, "Running"))

    def test_keys_are_its_own_and_host_keys_come_from_the_machine(self):
        self.up(check=0)
        key = self.lab.home / "data/podwire/multipass/id_ed25519"
        self.assertEqual(stat.S_IMODE(os.stat(key).st_mode), 0o600)
        known = key.with_name("lab.known_hosts")
        lines = known.read_text(encoding="utf-8").splitlines()
        wanted = {f"{node}.lab " + " ".join(self.lab.ssh(node, "cat /etc/ssh/ssh_host_ed25519_key.pub").stdout.split()[:2])
                  for node in ("host", "node1", "node2")}
        self.assertEqual(set(lines), wanted)
        node1, node2 = (next(line for line in lines if line.startswith(node)) for node in ("node1", "node2"))
        known.write_text(node1.replace(node1.split()[2], node2.split()[2]) + "\n", encoding="utf-8")
        self.assertIn("has changed", self.lab.ctl("exec", "node1", "--", "true", check=3).stderr)
        self.assertIn("not known", self.lab.ctl("exec", "node2", "--", "true", check=3).stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
