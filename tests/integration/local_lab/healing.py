# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A lab of which something died, and calls that meet each other."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from .support import NODES, PROGRAM, Call, down, node_status, ssh, status, traces, up, wait_until
from podwire_nodes.layout import Lab
from podwire_nodes.process import ProcessId



class Healing(unittest.TestCase):
    """`up` on a lab of which something died."""

    def setUp(self):
        self.addCleanup(self.keep_or_remove)
        up("pwt-nodes-a")

    def keep_or_remove(self):
        """A lab that is whole serves the next test."""
        if status("pwt-nodes-a")["state"] != "up":
            down("pwt-nodes-a")

    @classmethod
    def tearDownClass(cls):
        down("pwt-nodes-a")

    def pids(self) -> dict[str, int]:
        return {node["name"]: node["pid"] for node in status("pwt-nodes-a")["nodes"]}

    def nspawn_of(self, node: str) -> int:
        return json.loads(Lab("pwt-nodes-a").state_file.read_text())["nodes"][node]["nspawn"][0]

    def heal(self) -> Call:
        call = up("pwt-nodes-a")
        self.assertTrue(call.last["changed"], call.events)
        self.assertEqual(status("pwt-nodes-a")["state"], "up")
        for node in NODES:
            self.assertEqual(ssh("pwt-nodes-a", node, "systemctl is-system-running; ping -qc1 -W1 10.30.45.1 >/dev/null && echo ok").stdout,
                             "running\nok\n", node)
        self.assertFalse(up("pwt-nodes-a").last["changed"])
        return call

    def test_a_node_that_was_shut_down_is_started_again_with_its_files(self):
        ssh("pwt-nodes-a", "node1", "touch kept; sudo systemctl poweroff")
        self.assertTrue(wait_until(lambda: node_status("pwt-nodes-a", "node1")["state"] == "stopped"))
        self.assertEqual(status("pwt-nodes-a")["state"], "partial")
        before = self.pids()
        self.assertIn("node1 was not running", self.heal().texts("heal"))
        self.assertEqual(before["node2"], self.pids()["node2"])
        self.assertEqual(ssh("pwt-nodes-a", "node1", "ls").stdout, "kept\n")

    def test_a_node_whose_first_process_was_killed_is_started_again(self):
        os.kill(self.pids()["node2"], signal.SIGKILL)
        self.assertTrue(wait_until(lambda: node_status("pwt-nodes-a", "node2")["state"] == "stopped"))
        self.heal()

    def test_a_node_whose_nspawn_was_killed_is_ended_and_started_again(self):
        leader = self.pids()["node1"]
        os.kill(self.nspawn_of("node1"), signal.SIGKILL)
        self.assertTrue(wait_until(lambda: node_status("pwt-nodes-a", "node1")["state"] == "stopped"))
        self.assertFalse(Path(f"/proc/{leader}").exists())
        self.heal()

    def test_a_rebooting_node_comes_back_by_itself_without_its_network_state(self):
        before = self.pids()["node1"]
        ssh("pwt-nodes-a", "node1", "touch kept; sudo sysctl -w net.ipv4.ip_forward=1; sudo ip route add 192.168.2.0/24 via 10.30.45.200; "
                              "sudo systemctl reboot")
        self.assertTrue(wait_until(lambda: self.pids()["node1"] not in (None, before) and
                                   ssh("pwt-nodes-a", "node1", "true").returncode == 0))
        self.assertEqual(ssh("pwt-nodes-a", "node1", "ls kept; sysctl -n net.ipv4.ip_forward; ip route show 192.168.2.0/24").stdout,
                         "kept\n0\n")
        self.assertTrue(wait_until(lambda: status("pwt-nodes-a")["state"] == "up"))

    def test_a_missing_socket_is_opened_again_without_a_restart(self):
        before = self.pids()
        Lab("pwt-nodes-a").socket("node1").unlink()
        self.assertEqual(status("pwt-nodes-a")["state"], "partial")
        self.assertIn("SSH socket was gone", self.heal().texts("heal"))
        self.assertEqual(before, self.pids())

    def test_a_node_that_cannot_open_its_socket_is_started_again(self):
        ssh("pwt-nodes-a", "node1", "sudo systemctl mask --runtime --now podwire-ssh.socket")
        self.heal()

    def test_a_node_that_cannot_boot_is_made_afresh(self):
        ssh("pwt-nodes-a", "node1", "sudo rm -f /usr/lib/systemd/systemd /sbin/init; sudo systemctl kill --signal=KILL systemd-journald")
        os.kill(self.pids()["node1"], signal.SIGKILL)
        self.assertTrue(wait_until(lambda: node_status("pwt-nodes-a", "node1")["state"] == "stopped"))
        self.assertIn("starting it afresh", self.heal().texts("heal"))

    def test_a_missing_handle_of_a_namespace_is_taken_again_without_a_restart(self):
        before = self.pids()
        ssh("pwt-nodes-a", "node1", "sudo ip route add 192.168.2.0/24 via 10.30.45.200")
        subprocess.run(["umount", "--lazy", Lab("pwt-nodes-a").netns("node1")], check=True)
        self.heal()
        self.assertEqual(before, self.pids())
        self.assertIn("192.168.2.0/24", ssh("pwt-nodes-a", "node1", "ip route; sudo ip route del 192.168.2.0/24").stdout)

    def test_a_missing_bridge_namespace_is_made_again_and_every_node_plugged_in(self):
        before = self.pids()
        subprocess.run(["umount", Lab("pwt-nodes-a").netns("lan")], check=True)
        self.assertTrue(wait_until(lambda: "ens3" not in ssh("pwt-nodes-a", "node1", "ip link").stdout))
        self.assertIn("cable", self.heal().texts("heal"))
        self.assertEqual(before, self.pids())
        self.assertIn("104.26.12.205", ssh("pwt-nodes-a", "node1", "ping -qc1 8.8.8.8 >/dev/null && dig +short api.ipify.org").stdout)

    def test_a_dead_supervisor_is_replaced_and_the_nodes_live_on(self):
        before = self.pids()
        supervisor = status("pwt-nodes-a")["supervisor"]
        os.kill(supervisor, signal.SIGKILL)
        self.assertTrue(wait_until(lambda: status("pwt-nodes-a")["state"] == "partial"))
        up("pwt-nodes-a")
        self.assertEqual(status("pwt-nodes-a")["state"], "up")
        self.assertNotEqual(status("pwt-nodes-a")["supervisor"], supervisor)
        self.assertEqual(before, self.pids())
        ssh("pwt-nodes-a", "node2", "sudo systemctl poweroff")
        self.assertTrue(wait_until(lambda: node_status("pwt-nodes-a", "node2")["state"] == "stopped"))
        self.heal()

    def test_a_dead_supervisor_with_a_killed_nspawn_is_sorted_out(self):
        nspawn = self.nspawn_of("node2")
        os.kill(status("pwt-nodes-a")["supervisor"], signal.SIGKILL)
        os.kill(nspawn, signal.SIGKILL)
        self.heal()

    def test_a_lab_whose_files_are_gone_is_made_anew(self):
        old = set(self.pids().values()) | {status("pwt-nodes-a")["supervisor"]}
        subprocess.run(["umount", "--recursive", "--lazy", Lab("pwt-nodes-a").state], check=True)
        up("pwt-nodes-a")
        self.assertFalse(old & set(self.pids().values()))
        self.assertFalse([pid for pid in old if ProcessId.of(pid)])

    def test_what_a_power_cut_left_in_run_is_no_hindrance(self):
        down("pwt-nodes-a")
        lab = Lab("pwt-nodes-a")
        for directory in (lab.runtime / "node1", lab.state / "netns", lab.node_dir("node1") / "upper", lab.io("node1")):
            directory.mkdir(parents=True)
        lab.netns("node1").touch()
        lab.socket("node1").touch()
        (lab.runtime / "id_ed25519").touch()
        lab.state_file.write_text(json.dumps({"image": "/nowhere", "supervisor": [1, 1], "nodes": {
            node: {"state": "running", "nspawn": [1, 1], "leader": [1, 1], "detail": ""} for node in NODES}}))
        self.assertEqual(status("pwt-nodes-a")["state"], "partial")
        up("pwt-nodes-a")
        self.assertEqual(status("pwt-nodes-a")["state"], "up")

    def test_the_runtime_directory_is_made_again_without_following_its_owner_s_links(self):
        victim = Path(tempfile.mkdtemp(prefix="pwt-victim-"))
        self.addCleanup(shutil.rmtree, victim)
        (victim / "precious").touch(mode=0o600)
        runtime = Lab("pwt-nodes-a").runtime
        shutil.rmtree(runtime / "node1")
        os.symlink(victim, runtime / "node1")
        (runtime / "known_hosts").unlink()
        os.symlink(victim / "precious", runtime / "known_hosts")
        up("pwt-nodes-a")
        self.assertEqual(os.listdir(victim), ["precious"])
        self.assertEqual((victim / "precious").read_text(), "")
        self.assertEqual(ssh("pwt-nodes-a", "node1", "hostname").stdout, "node1\n")

    def test_two_calls_of_up_at_once_make_one_lab(self):
        down("pwt-nodes-a")
        calls = [subprocess.Popen([PROGRAM, "up", "--name", "pwt-nodes-a"], stdout=subprocess.PIPE, text=True) for _ in range(3)]
        last = [json.loads(call.communicate()[0].splitlines()[-1]) for call in calls]
        self.assertEqual([event["event"] for event in last], ["done"] * 3)
        self.assertEqual(sorted(event["changed"] for event in last), [False, False, True])

    def test_a_cancelled_up_leaves_nothing(self):
        down("pwt-nodes-a")
        call = subprocess.Popen([PROGRAM, "up", "--name", "pwt-nodes-a"], stdout=subprocess.PIPE, text=True)
        for line in call.stdout:
            if json.loads(line).get("stage") == "boot":
                call.terminate()
                break
        last = json.loads(call.stdout.read().splitlines()[-1])
        call.stdout.close()
        self.assertEqual((call.wait(), last["message"]), (1, "cancelled"))
        self.assertEqual(traces("pwt-nodes-a"), [])
