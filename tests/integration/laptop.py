# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A podwirectl on a machine of its own in a local lab's network, as on the chapter's laptop, which reaches the nodes by TCP. It knows
nothing of the local lab: it has directories of its own."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from podwire_lab import CTL, Lab

HERE = pathlib.Path(__file__).resolve().parent


class Laptop(Lab):
    """ctl() runs on the laptop with `name` as the lab; ssh() and snapshot() go to the nodes by the local lab's own way."""

    def __init__(self, nodes, name):
        super().__init__(nodes)
        self.lab_name = name
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="podwire-laptop-"))
        self.env = {**os.environ, "HOME": str(self.home), "XDG_DATA_HOME": str(self.home / "data"),
                    "PATH": f"{HERE / 'multipass'}:{os.environ['PATH']}", "PODWIRE_DOUBLE_LAB": nodes,
                    "PODWIRE_DOUBLE_MACHINE": f"/proc/{os.getpid()}/ns/net",
                    "PODWIRE_DOUBLE_STATE": str(self.home / "multipass")}
        (self.home / "multipass").mkdir()
        (self.home / ".cache").symlink_to(pathlib.Path.home() / ".cache")  # CoreDNS
        self.netns = f"{nodes}-laptop"
        lan = f"/run/podwire-nodes/{nodes}/netns/lan"
        for command in (f"ip netns add {self.netns}", f"nsenter --net={lan} ip link add laptop type veth peer name eth0 netns {self.netns}",
                        f"nsenter --net={lan} ip link set laptop master lan0 up", f"ip -n {self.netns} link set lo up",
                        f"ip -n {self.netns} addr add 10.30.45.50/24 dev eth0", f"ip -n {self.netns} link set eth0 up"):
            subprocess.run(command.split(), check=True)

    def close(self):
        subprocess.run(["ip", "netns", "del", self.netns], check=False)
        shutil.rmtree(self.home)

    def run(self, argv, timeout=180, env=None):
        enter = ["nsenter", f"--net=/run/netns/{self.netns}"]
        return subprocess.run(enter + argv, capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL,
                              env={**self.env, **(env or {})})

    def ctl(self, *words, lab=None, timeout=300, check=None, env=None):
        argv = [CTL, words[0], "--name", self.lab_name] + (["--lab", lab] if lab else []) + list(words[1:])
        done = self.run(argv, timeout, env)
        if check is not None and done.returncode != check:
            raise AssertionError(f"{' '.join(argv)}: status {done.returncode}, not {check}\n{done.stdout}\n{done.stderr}")
        return done

    def multipass(self, *words, env=None):
        return self.run(["multipass", *words], env=env)


class LaptopCase(unittest.TestCase):
    """Every test has fresh nodes' names on its laptop; the nodes themselves are shared."""

    nodes: str
    name = "lab"

    @classmethod
    def setUpClass(cls):
        cls.local = Lab(cls.nodes)
        cls.local.down()
        cls.local.up()

    @classmethod
    def tearDownClass(cls):
        cls.local.down()

    def setUp(self):
        self.lab = Laptop(self.nodes, self.name)
        self.addCleanup(self.lab.close)

    def assert_same(self, before, after):
        for node in before:
            gone = [line for line in before[node] if line not in after[node]]
            new = [line for line in after[node] if line not in before[node]]
            self.assertEqual((gone, new), ([], []), f"on {node}")
