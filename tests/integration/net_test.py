#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A node's network as it changes, on real nodes: `podwirectl show links|routes --watch`."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from podwire_lab import CTL, Lab  # noqa: E402

LAB = Lab("pwt-net")
SOON = 1.5  # a second as promised, and what a busy machine adds for the ssh that makes the change

# Processor time in ticks of the script on the node and of all that it started and starts.
TICKS = r"""
for p in $(pgrep -f '^bash -c .*ip monitor label all-nsid'); do
  for q in "$p" $(pgrep -P "$p"); do awk '{print $14 + $15 + $16 + $17}' "/proc/$q/stat" 2>/dev/null; done
done | awk '{all += $1} END {print all + 0}'
"""


class Watch:
    """What `show WHAT NODE --watch` says, a dictionary for each line, with the time at which it came."""

    def __init__(self, what, node="node1"):
        argv = [CTL, "show", what, node, "--watch", "--json", "--for", "120", "--name", LAB.name]
        self.process = subprocess.Popen(argv, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        self.said = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.said.put((time.monotonic(), json.loads(line)))

    def until(self, matches, timeout=20):
        """The first line from here on that matches, and when it came."""
        end = time.monotonic() + timeout
        while True:
            try:
                when, line = self.said.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError("it was not told in time") from None
            if matches(line):
                return when, line

    def __enter__(self):
        self.until(lambda line: line["change"] == "is")
        time.sleep(0.5)  # the rest of what is there
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def is_change(change, **fields):
    return lambda line: line["change"] == change and all(line.get(key) == value for key, value in fields.items())


class NetChanges(unittest.TestCase):
    def shows(self, watch, script, matches):
        began = time.monotonic()
        LAB.ssh("node1", script)
        when, line = watch.until(matches)
        self.assertLess(when - began, SOON, line)
        return line

    def test_a_pod_its_link_and_its_address_come_and_go(self):
        with Watch("links") as watch:
            self.shows(watch, "sudo ip netns add extra", is_change("added", netns="extra", name="lo"))
            self.shows(watch, "sudo ip link add near type veth peer name far netns extra",
                       is_change("added", netns="extra", name="far"))
            self.shows(watch, "sudo ip -n extra addr add 10.77.0.2/24 dev far",
                       is_change("added", netns="extra", name="far", addresses=["10.77.0.2/24"]))
            self.shows(watch, "sudo ip link set near up", is_change("added", netns="", name="near", up=True))
            self.shows(watch, "sudo ip -n extra addr del 10.77.0.2/24 dev far",
                       is_change("added", netns="extra", name="far", addresses=[]))
            self.shows(watch, "sudo ip netns del extra", is_change("removed", netns="", name="near"))

    def test_a_namespace_without_a_link_to_the_node_shows_too(self):
        with Watch("links") as watch:
            self.shows(watch, "sudo ip netns add alone && sudo ip -n alone addr add 10.78.0.1/24 dev lo",
                       lambda line: line["change"] == "added" and "10.78.0.1/24" in line["addresses"])
            self.shows(watch, "sudo ip netns del alone", is_change("removed", netns="alone"))

    def test_a_route_comes_and_goes(self):
        with Watch("routes") as watch:
            self.shows(watch, "sudo ip route add 10.79.0.0/24 via 10.30.45.200",
                       is_change("added", destination="10.79.0.0/24", gateway="10.30.45.200"))
            self.shows(watch, "sudo ip route del 10.79.0.0/24", is_change("removed", destination="10.79.0.0/24"))

    def test_requests_show_as_traffic_of_the_pods_link(self):
        with Watch("links") as watch:
            LAB.ssh("node1", "curl -s -m 60 -o /dev/null 'http://192.168.1.10/?[1-300]'")
            deadline = time.monotonic() + 10
            packets = 0
            while packets < 300 and time.monotonic() < deadline:
                _, line = watch.until(is_change("rate", name="host-veth-pod1a"))
                packets += line["packetsIn"]
            self.assertGreaterEqual(packets, 300)  # every request is answered by more than one packet

    def test_a_cut_connection_is_told_and_the_state_afterwards_is_right(self):
        with Watch("links") as watch:
            # Everything of the connection goes at once, as when a cable is pulled and put back.
            LAB.ssh("node1", "sudo pkill -KILL -f '^bash -c .*ip monitor label all-nsid'; sudo ip link add late type bridge")
            watch.until(is_change("lost"))
            watch.until(is_change("added", name="late"))
            LAB.ssh("node1", "sudo ip link del late")
            watch.until(is_change("removed", name="late"))

    def test_it_costs_next_to_nothing_and_leaves_no_process(self):
        with Watch("links"):
            time.sleep(2)
            before = int(LAB.ssh("node1", TICKS).stdout)
            time.sleep(20)
            ticks = int(LAB.ssh("node1", TICKS).stdout) - before
        share = ticks / os.sysconf("SC_CLK_TCK") / 20
        print(f"idle cost on the node: {share * 100:.1f} % of a core", file=sys.stderr)
        self.assertGreater(ticks, 0)
        self.assertLess(share, 0.02)
        deadline = time.monotonic() + 5
        while LAB.ssh("node1", "pgrep -f '[i]p monitor label'", check=False).stdout and time.monotonic() < deadline:
            time.sleep(0.2)
        self.assertEqual(LAB.ssh("node1", "pgrep -fa '[i]p monitor label'", check=False).stdout, "")


def setUpModule():
    LAB.down()
    LAB.up()
    LAB.ctl("apply", "--to", "cluster.bridge", check=0)


def tearDownModule():
    LAB.down()


if __name__ == "__main__":
    unittest.main(verbosity=2)
