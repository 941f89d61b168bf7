#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom nodes ask for names, and the log of a node's DNS server as it is written."""
import json
import subprocess
import threading
import time
import unittest

from podwire_lab import CTL, Lab, LabCase

NAME = "my-ip-service.default.svc.cluster.local"


class DnsTest(LabCase):
    lab = Lab("pwt-dns")

    def watch(self, seconds, *words):
        """Starts a watch; gives the process and the list to which a thread appends what it prints."""
        process = subprocess.Popen([CTL, "show", "dns", "node1", "--name", self.lab.name, "--watch", "--for", str(seconds), *words],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        lines = []
        reader = threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, "")))
        reader.start()
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        self.addCleanup(reader.join)
        return process, lines

    def wait_for(self, found):
        until = time.monotonic() + 10
        while time.monotonic() < until:
            if found():
                return
            time.sleep(0.05)
        self.fail("it did not come in time")

    def test_1_a_server_that_is_not_there_is_told_with_its_step(self):
        done = self.lab.ctl("show", "dns", "node1", "--watch", "--for", "1", check=0)
        self.assertIn("coredns does not run on node1", done.stderr)
        self.assertIn("podwirectl apply externalname.server", done.stderr)
        self.assertIn("no DNS server on node2", self.lab.ctl("show", "dns", "node2", "--watch", check=1).stderr)

    def test_2_each_query_is_told_as_it_comes(self):
        self.lab.ctl("apply", "externalname.server", check=0)
        process, lines = self.watch(15, "--json")
        self.wait_for(lambda: any('".:53"' in line for line in lines))
        asked = time.monotonic()
        self.lab.ssh("node1", f"dig +short {NAME}; dig +short nothing-of-that-name.example")
        self.wait_for(lambda: sum('"rcode"' in line for line in lines) >= 2)
        self.assertLess(time.monotonic() - asked, 5)
        process.terminate()
        process.wait(timeout=10)
        queries = [entry for entry in map(json.loads, lines) if "rcode" in entry]
        self.assertEqual([(q["name"], q["type"], q["client"]) for q in queries[:2]],
                         [(NAME, "A", "127.0.0.1"), ("nothing-of-that-name.example", "A", "127.0.0.1")])
        self.assertEqual([q["rcode"] for q in queries[:2]], ["NOERROR", "NXDOMAIN"])
        self.assertTrue(all(0 < q["milliseconds"] < 5000 for q in queries))
        self.assertEqual(self.lab.ctl("show", "dns", "node1", "--watch", "--for", "soon").returncode, 2)

    def test_3_a_watch_that_ends_leaves_nothing_on_the_node(self):
        process, _ = self.watch(2)
        self.assertEqual(process.wait(timeout=15), 0)
        self.wait_for(lambda: self.lab.ssh("node1", "pgrep -cx journalctl", check=False).stdout.strip() == "0")

    def test_4_the_configuration_names_servers_and_listeners(self):
        node1 = self.lab.json("show", "dns", "node1", check=0)
        self.assertEqual(node1["nameservers"][0], "127.0.0.1")
        self.assertIn(("udp", ["coredns"]), [(one["protocol"], one["processes"]) for one in node1["listeners"]])
        node2 = self.lab.json("show", "dns", "node2", check=0)
        self.assertEqual(node2["nameservers"], ["127.0.0.53"])
        self.assertIn("127.0.0.53", [one["address"] for one in node2["listeners"]])
        self.assertIn("DNS Servers", node2["resolvectl"])
        self.assertIn("nameservers  127.0.0.53", self.lab.ctl("show", "dns", "node2", check=0).stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
