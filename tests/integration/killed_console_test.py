#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a console that is killed in the middle of a step leaves on a node, and what the next one makes of it."""
import subprocess
import time
import unittest

from podwire_lab import CTL, Lab

LAB = Lab("pwt-killed")
STEP = "cluster.pod2"

# Makes the moment long in which `ip netns add` has made the name and not yet the namespace: longer than the guard takes to kill.
SLOW_IP = r"""
{ echo '#!/bin/sh'; cat; } > /tmp/ip <<END
[ "\$1 \$2" = "netns add" ] || exec $(command -v ip) "\$@"
mkdir -p /run/netns; : > "/run/netns/\$3"; echo begun >> /tmp/slow
sleep 3
rm -f "/run/netns/\$3"; $(command -v ip) "\$@"; echo ended >> /tmp/slow
END
sudo install -m 755 /tmp/ip /usr/local/sbin/ip
"""
USUAL_IP = "sudo rm -f /usr/local/sbin/ip /tmp/ip /tmp/slow"


def on_node2(script):
    return LAB.ssh("node2", script, check=False).stdout.split()


class KilledConsoleTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        LAB.down()
        LAB.up()
        LAB.ctl("apply", "cluster.files", check=0)

    @classmethod
    def tearDownClass(cls):
        LAB.down()

    def setUp(self):
        LAB.ctl("undo", STEP, check=0)

    def kill_in_the_middle(self):
        console = subprocess.Popen([CTL, "apply", "--name", LAB.name, STEP], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   stdin=subprocess.DEVNULL)
        for _ in range(100):
            if on_node2("cat /tmp/slow") == ["begun"]:
                break
            time.sleep(0.1)
        console.kill()
        console.wait()

    def test_the_command_under_way_ends_and_keeps_the_lock_until_then(self):
        self.addCleanup(LAB.ssh, "node2", USUAL_IP)
        LAB.ssh("node2", SLOW_IP)
        self.kill_in_the_middle()
        self.assertEqual(on_node2("cat /tmp/slow"), ["begun"], "killed in time")
        self.assertEqual(on_node2("flock -n /run/lock true || echo held"), ["held"])
        self.assertEqual(on_node2("flock -w 20 /run/lock cat /tmp/slow"), ["begun", "ended"])
        self.assertEqual(LAB.states()[STEP], "partial", "nothing was begun after it")
        LAB.ctl("apply", STEP, check=0)
        self.assertEqual(LAB.states()[STEP], "applied")
        self.assertEqual(on_node2("cat /tmp/slow"), ["begun", "ended"], "the namespace was there")

    def leave_a_name(self):
        LAB.ssh("node2", "sudo mkdir -p /run/netns; sudo install -m 000 /dev/null /run/netns/pod2")
        self.assertEqual(LAB.states()[STEP], "drifted")

    def test_a_name_without_a_namespace_is_repaired(self):
        self.leave_a_name()
        LAB.ctl("apply", STEP, check=0)
        self.assertEqual(LAB.states()[STEP], "applied")
        self.assertEqual(on_node2("sudo ip -n pod2 -br link show lo | cut -d' ' -f1"), ["lo"])

    def test_a_name_without_a_namespace_is_taken_back(self):
        self.leave_a_name()
        LAB.ctl("undo", STEP, check=0)
        self.assertEqual(LAB.states()[STEP], "absent")
        self.assertEqual(on_node2("ls /run/netns"), [])

    def test_a_name_without_a_namespace_is_mended_by_the_doctor(self):
        self.leave_a_name()
        report = LAB.json("doctor", "--mend", check=0)
        self.assertEqual(report["mended"][0]["id"], "netns.missing")
        self.assertEqual(LAB.states()[STEP], "applied")


if __name__ == "__main__":
    unittest.main(verbosity=2)
