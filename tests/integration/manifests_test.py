#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's manifests decide what is built: other ports and more backends on real nodes. And CoreDNS's way to a node: brought along,
missing, damaged."""
import os
import pathlib
import shutil
import tempfile
import unittest

from podwire_lab import Lab, LabCase

CHAPTER = pathlib.Path(__file__).resolve().parents[2] / "labs" / "service-networking"
MORE_ENDPOINTS = """
  - addresses: [192.168.1.30]
    nodeName: node1
    targetRef: {kind: Pod, name: pod1c}
    conditions: {ready: true}
  - addresses: [192.168.2.30]
    nodeName: node2
    targetRef: {kind: Pod, name: pod2b}
    conditions: {ready: true}
  - addresses: [192.168.2.40]
    nodeName: node2
    targetRef: {kind: Pod, name: pod2c}
    conditions: {ready: false}
"""
FIVE = {"192.168.1.10", "192.168.1.20", "192.168.1.30", "192.168.2.20", "192.168.2.30"}
ARCHIVE = "coredns_1.13.1_linux_amd64.tgz"


class NodesTest(LabCase):
    lab = Lab("pwt-manifests")

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="podwire-manifests-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.addCleanup(self.lab.ctl, "undo", "--all", check=0)

    def chapter(self):
        copy = self.folder / "lab"
        shutil.copytree(CHAPTER, copy)
        return copy

    @staticmethod
    def change(path, old, new):
        content = path.read_text()
        assert old in content, f"{old!r} is not in {path}"
        path.write_text(content.replace(old, new, 1))

    def answers(self, node, address, requests=100):
        ask = f"for i in $(seq {requests}); do (curl -s --max-time 5 {address} | grep -o '192.168.*' || echo lost) & done; wait"
        return set(self.lab.ssh(node, ask).stdout.split())


class ManifestsTest(NodesTest):
    def test_more_backends_and_another_port_change_what_is_built(self):
        lab = self.chapter()
        with (lab / "manifests" / "endpointslice.yaml").open("a") as file:
            file.write(MORE_ENDPOINTS)
        for manifest in ("nodeport.yaml", "loadbalancer.yaml"):
            self.change(lab / "manifests" / manifest, "nodePort: 30080", "nodePort: 31234")
        self.change(lab / "manifests" / "clusterip.yaml", "clusterIP: 10.96.1.100", "clusterIP: 10.96.7.7")
        before = self.lab.snapshot()
        self.lab.ctl("apply", "--to", "nodeport.node2", lab=str(lab), check=0)
        self.assertEqual(self.answers("node2", "10.96.7.7:8080"), FIVE)
        self.assertEqual(self.answers("host", "10.30.45.100:31234"), FIVE)
        self.assertEqual(self.answers("host", "10.30.45.200:31234"), FIVE)
        self.assertEqual(self.answers("host", "10.30.45.100:30080", requests=3), {"lost"})
        found = self.lab.json("check", lab=str(lab), check=0, timeout=120)
        self.assertEqual([c for c in found if not c["ok"]], [])
        rows = self.lab.json("get", "clusterip", lab=str(lab))[0]["output"].splitlines()
        self.assertIn("10.96.7.7", rows[1])
        self.assertEqual(sum(row.startswith("pod/") and " Running " in row for row in rows), 5)
        self.lab.ctl("undo", "--all", lab=str(lab), check=0)
        after = self.lab.snapshot()
        for node, lines in before.items():
            self.assertEqual(set(lines) ^ set(after[node]), set(), f"on {node}")

    def test_a_manifest_that_kubernetes_would_refuse_is_refused_with_its_field(self):
        lab = self.chapter()
        self.change(lab / "manifests" / "nodeport.yaml", "nodePort: 30080", "nodePort: 29000")
        said = self.lab.ctl("lint", lab=str(lab), check=4).stderr
        self.assertRegex(said, r"manifests/nodeport\.yaml:\d+:\d+: .*spec\.ports\[0\]\.nodePort: Invalid value: 29000: ")
        self.assertIn("30000-32767", said)


class CoreDnsTest(NodesTest):
    """Whatever is in the downloads folder of this machine is what a node gets, once its sum is right."""

    def apply(self, downloads, check):
        environment = dict(os.environ, PODWIRE_DOWNLOADS=str(downloads))
        return self.lab.ctl("apply", "externalname.coredns", check=check, env=environment)

    def test_without_the_archive_the_error_says_where_to_put_it(self):
        said = self.apply(self.folder, check=1).stderr
        self.assertIn("curl", said)
        self.assertIn(f"Put {ARCHIVE} and its .sha256 into {self.folder}", said)

    def test_a_damaged_archive_is_not_sent(self):
        (self.folder / ARCHIVE).write_bytes(b"not what was promised")
        (self.folder / f"{ARCHIVE}.sha256").write_text("0" * 64 + f"  {ARCHIVE}\n")
        said = self.apply(self.folder, check=1).stderr
        self.assertIn("is not what its SHA-256 sum says", said)
        self.lab.ssh("node1", f"test ! -e /home/ubuntu/{ARCHIVE}")

    def test_a_killed_server_is_found_and_mended_by_its_command(self):
        self.lab.ctl("apply", "externalname.server", check=0)
        self.lab.ssh("node1", "sudo systemctl kill -s KILL coredns && sleep 0.5")
        found = self.lab.json("doctor", check=1)["diagnosis"]
        self.assertIn("coredns", found["title"])
        self.assertEqual(found["node"], "node1")
        self.lab.ssh("node1", found["mend"]["command"])
        self.lab.ctl("doctor", check=0)
        self.assertIn("104.26.12.205", self.lab.ssh("node1", "dig +short my-ip-service.default.svc.cluster.local").stdout)


del NodesTest  # what the others have in common, no test of its own

if __name__ == "__main__":
    unittest.main(verbosity=2)
