#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connections of real nodes as Podwire follows them: what NAT makes of requests, what the kernel drops, what a broken connection
costs."""
import json
import subprocess
import time
import unittest

from podwire_lab import CTL, Lab

LAB = Lab("pwt-conntrack")
LAST = "nodeport.node2"  # no balancer yet, whose looks at the nodes would be flows of their own
VIP = "10.96.1.100"
BACKENDS = {"192.168.1.10", "192.168.1.20", "192.168.2.20"}

# Each packet goes to another port of the loopback address, so each is a flow of its own.
FLOWS = """
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", {source}))
for port in range({first}, {first} + {count}):
    s.sendto(b"x", ("127.0.0.1", port))
"""
LISTENER_DROPS = "awk '$2 == 12 && $4 != \"00000000\" {sum += $9} END {print sum + 0}' /proc/net/netlink"


WATCHES = []


def setUpModule():
    LAB.down()
    LAB.up()
    LAB.ctl("apply", "--to", LAST, check=0)
    LAB.ssh("node1", "sudo sysctl -qw net.netfilter.nf_conntrack_udp_timeout=300")


def tearDownModule():
    LAB.down()


def python_on_node(source, first, count):
    return "python3 - <<'END'\n" + FLOWS.format(source=source, first=first, count=count) + "END\n"


class Watch:
    """`podwirectl show conntrack NODE --watch --json` while it runs."""

    def __init__(self, node):
        self.process = subprocess.Popen([CTL, "show", "conntrack", node, "--name", LAB.name, "--watch", "--json"],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
        self.lines = [self.next()]
        WATCHES.append(self)

    def next(self):
        return json.loads(self.process.stdout.readline())

    def wait_for(self, wanted, seconds=30):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            line = self.next()
            self.lines.append(line)
            if wanted(line):
                return line
        raise AssertionError(f"it did not come: {self.lines[-3:]}")

    def end(self):
        self.process.terminate()
        rest = self.process.communicate(timeout=20)[0]
        self.lines += [json.loads(line) for line in rest.splitlines()]
        return self.lines


class ConntrackTest(unittest.TestCase):
    def tearDown(self):
        for watch in WATCHES:  # of a test that failed half-way
            watch.process.kill()
            watch.process.communicate()
        WATCHES.clear()
        LAB.ssh("node1", "sudo conntrack -D -p udp >/dev/null 2>&1", check=False)

    def assert_nothing_left(self):
        for _ in range(30):
            left = LAB.ssh("node1", "pgrep -a -x conntrack", check=False).stdout
            if not left:
                return
            time.sleep(0.1)
        self.fail(left)

    def test_requests_to_the_service_are_flows_to_its_backends(self):
        watch = Watch("node1")
        self.assertEqual(watch.lines[0]["event"], "ready")
        LAB.ssh("node1", f"for i in $(seq 12); do curl -s -m 5 http://{VIP}:8080 >/dev/null; done")
        time.sleep(1)
        lines = watch.end()
        new = [e for e in lines if e["event"] == "new" and e["original"]["destination"] == VIP]
        self.assertEqual(len(new), 12)
        for event in new:
            self.assertTrue(event["dnat"])
            self.assertIn(event["reply"]["source"], BACKENDS)
            self.assertEqual(event["original"]["destination_port"], 8080)
            self.assertIn(f"{VIP}:8080 → {event['reply']['source']}:80 (DNAT)", event["translation"])
        self.assertEqual(lines[-1]["event"], "end")
        self.assertEqual((lines[-1]["lost"], lines[-1]["unreadable"]), (0, 0))
        table = LAB.json("show", "conntrack", "node1")
        ours = [f for f in table["flows"] if f["original"]["destination"] == VIP]
        self.assertEqual({f["id"] for f in new}, {f["id"] for f in ours})
        self.assert_nothing_left()

    def test_what_the_kernel_drops_is_told_exactly(self):
        watch = Watch("node1")
        LAB.ssh("node1", "sudo pkill -STOP -x conntrack")
        for source in (4001, 4002, 4003):
            LAB.ssh("node1", python_on_node(source, 10_000, 30_000))
        LAB.ssh("node1", "sudo pkill -CONT -x conntrack")
        time.sleep(2)
        drops = int(LAB.ssh("node1", LISTENER_DROPS).stdout)
        watch.wait_for(lambda line: line["event"] == "lost" and line["to"] is not None and line["lost"] == drops)
        on_node = int(LAB.ssh("node1", "sudo conntrack -C").stdout)
        lines = watch.end()
        self.assertGreater(drops, 0)
        self.assertEqual(lines[-1]["lost"], drops)
        self.assertTrue(lines[-1]["complete"])
        self.assertGreater(on_node, 80_000)
        self.assertAlmostEqual(lines[-1]["flows"], on_node, delta=5)  # it was read again as a whole
        self.assert_nothing_left()

    def test_after_a_cut_the_table_is_right_and_the_gap_is_shown(self):
        LAB.ssh("node1", python_on_node(4004, 20_000, 500))
        watch = Watch("node1")
        self.assertGreaterEqual(watch.lines[0]["flows"], 500)
        LAB.ssh("node1", CUT)
        gap = watch.wait_for(lambda line: line["event"] == "gap" and line["to"] is not None, 60)
        self.assertGreater(gap["to"] - gap["from"], 8)
        time.sleep(1)
        on_node = int(LAB.ssh("node1", "sudo conntrack -C").stdout)
        lines = watch.end()
        self.assertAlmostEqual(lines[-1]["flows"], on_node, delta=5)
        self.assertLess(lines[-1]["flows"], 450)  # the 500 are gone, the 300 are there
        self.assertGreaterEqual(lines[-1]["flows"], 300)
        self.assert_nothing_left()


# For ten seconds nobody can reach the node; what happens meanwhile is told by no event.
CUT = """
cat > /tmp/cut.sh <<'CUT'
sleep 1
of() { ps -o ppid= -p "$1" | tr -d ' '; }
pid=$(pgrep -x conntrack)
while [ "$pid" -gt 1 ]; do
  case $(ps -o comm= -p "$pid") in sshd*) sshd="$sshd $pid" ;; esac
  pid=$(of "$pid")
done
systemctl stop podwire-ssh.socket
kill -KILL $sshd
conntrack -D -p udp >/dev/null
""" + python_on_node(4005, 30_000, 300) + """
sleep 10
systemctl start podwire-ssh.socket
CUT
sudo systemd-run --quiet --collect bash /tmp/cut.sh
"""


if __name__ == "__main__":
    unittest.main(verbosity=2)
