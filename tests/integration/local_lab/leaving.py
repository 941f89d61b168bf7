# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Labs side by side, and what is left when one goes."""

import json
import os
import signal
import sys
import time
import unittest
from pathlib import Path

from .support import LABS, Call, down, ssh, status, traces, up, wait_until
from podwire_nodes import cgroups
from podwire_nodes.layout import Lab



class SideBySide(unittest.TestCase):
    def setUp(self):
        self.addCleanup(down, "pwt-nodes-b")
        self.addCleanup(down, "pwt-nodes-a")
        up("pwt-nodes-a")
        up("pwt-nodes-b")

    def test_two_labs_with_the_same_addresses_do_not_see_each_other(self):
        ssh("pwt-nodes-a", "node2", "sudo systemd-run --quiet --unit=web python3 -m http.server 8000")
        self.assertTrue(wait_until(lambda: ssh("pwt-nodes-a", "node1", "curl -sf node2:8000 >/dev/null").returncode == 0))
        self.assertEqual(ssh("pwt-nodes-b", "node1", "curl -s -m2 node2:8000").returncode, 7)
        ssh("pwt-nodes-a", "node2", "sudo ip link set ens3 down")
        self.assertNotEqual(ssh("pwt-nodes-a", "node1", "ping -c1 -W1 10.30.45.200").returncode, 0)
        self.assertEqual(ssh("pwt-nodes-b", "node1", "ping -c1 -W1 10.30.45.200").returncode, 0)
        keys = [Path(f"/run/podwire/{name}/id_ed25519.pub").read_text() for name in LABS]
        self.assertNotEqual(*keys)

    def test_down_takes_one_lab_and_leaves_the_other(self):
        began = time.monotonic()
        self.assertEqual(down("pwt-nodes-a").last["event"], "done")
        seconds = time.monotonic() - began
        print(f"\nlocal lab: down in {seconds:.2f} s", file=sys.stderr)
        self.assertLess(seconds, 4)
        self.assertEqual(traces("pwt-nodes-a"), [])
        self.assertEqual(ssh("pwt-nodes-b", "node1", "hostname").stdout, "node1\n")


class DownLeavesNothing(unittest.TestCase):
    def setUp(self):
        self.addCleanup(down, "pwt-nodes-a")
        self.locks = self.nspawn_locks()
        up("pwt-nodes-a")

    @staticmethod
    def nspawn_locks() -> set[str]:
        return {path.name for path in Path("/run/systemd/nspawn/locks").glob("inode-*")}

    @staticmethod
    def remove_group(group: Path) -> None:
        for _ in range(200):
            try:
                return group.rmdir()
            except FileNotFoundError:
                return None  # it was never made
            except OSError:
                if group.name == "system.slice" and any(path.is_dir() for path in group.iterdir()):
                    return None  # it is systemd's own
                time.sleep(0.05)  # a process that has ended stays in its group until it is reaped

    def finish(self):
        self.assertTrue(traces("pwt-nodes-a"))
        self.assertEqual(down("pwt-nodes-a").status, 0)
        self.assertEqual(traces("pwt-nodes-a"), [])
        self.assertEqual(status("pwt-nodes-a")["state"], "down")

    def test_after_a_lab_that_was_used(self):
        ssh("pwt-nodes-a", "node1", "sudo ip netns add p; sudo iptables -A INPUT -j ACCEPT; sudo mkdir /x; sudo mount -t tmpfs t /x; "
                              "sudo systemd-run --quiet --unit=s sleep 1000")
        self.finish()

    def test_after_a_node_that_ignores_being_stopped(self):
        ssh("pwt-nodes-a", "node1", "sudo systemd-run --quiet --unit=stubborn python3 -c "
                              "'import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(1000)'")
        time.sleep(0.3)
        began = time.monotonic()
        self.finish()
        self.assertLess(time.monotonic() - began, 5)

    def test_after_the_supervisor_was_killed(self):
        os.kill(status("pwt-nodes-a")["supervisor"], signal.SIGKILL)
        self.finish()
        self.assertLessEqual(self.nspawn_locks(), self.locks)

    def test_after_everything_but_the_containers_was_killed(self):
        known = json.loads(Lab("pwt-nodes-a").state_file.read_text())
        for pid in [known["supervisor"][0]] + [node["nspawn"][0] for node in known["nodes"].values()]:
            os.kill(pid, signal.SIGKILL)
        self.finish()

    def test_when_the_supervisor_runs_in_a_unit_of_systemd(self):
        # A control group that is called like the unit stands for it.
        down("pwt-nodes-a")
        tops = [top / "system.slice/podwire-pwt-nodes-a.service" for top in cgroups.hierarchies()]
        for top in tops:
            top.mkdir(parents=True)
            for group in (top.parent, top, top / "manager"):
                self.addCleanup(self.remove_group, group)
        enter = lambda: [(top / "cgroup.procs").write_text("0") for top in tops]  # noqa: E731
        self.assertEqual(Call("up", "--name", "pwt-nodes-a", preexec_fn=enter).status, 0)
        for top in tops:
            self.assertTrue((top / "node1/payload").is_dir())
            self.assertTrue((top / "manager/cgroup.procs").read_text())
            self.assertFalse((top / "cgroup.procs").read_text())
        supervisor = status("pwt-nodes-a")["supervisor"]
        os.kill(supervisor, signal.SIGTERM)
        self.assertTrue(wait_until(lambda: not Path(f"/proc/{supervisor}/cmdline").read_bytes()))
        for top in tops:
            self.assertEqual([path.name for path in top.iterdir() if path.is_dir()], ["manager"])
        self.assertFalse(Lab("pwt-nodes-a").state.exists())

    def test_after_the_supervisor_was_told_to_end(self):
        os.kill(status("pwt-nodes-a")["supervisor"], signal.SIGTERM)
        self.assertTrue(wait_until(lambda: not Lab("pwt-nodes-a").state.exists()))
        self.assertTrue(wait_until(lambda: not [t for t in traces("pwt-nodes-a") if not t.endswith(".lock")]), traces("pwt-nodes-a"))
        self.assertEqual(down("pwt-nodes-a").status, 0)
        self.assertEqual(traces("pwt-nodes-a"), [])
