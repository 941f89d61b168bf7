# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's closed network.

One namespace holds the bridge, one namespace each node; veth pairs are made directly between them, so
that no interface of the lab is ever seen in the machine's own namespace. The namespaces are held by bind
mounts below the lab's own directory, not by names in /run/netns.
"""

import json
import os
from pathlib import Path

from .errors import LabError
from .layout import GATEWAY, INTERFACE, Lab, NodeSpec
from .mounts import is_mounted
from .process import run

LAN = "lan"
BRIDGE = "lan0"
UPLINK = "wan0"
INTERNET = ("8.8.8.8", "1.1.1.1")


class Network:
    def __init__(self, lab: Lab):
        self._lab = lab

    def ensure_lan(self) -> bool:
        """Makes the bridge's namespace unless it is there; True when it had to be made."""
        if self.exists(LAN):
            return False
        self._make(LAN)
        self._ip(LAN, ["link set lo up", f"link add {BRIDGE} type bridge", f"link set {BRIDGE} up"])
        return True

    def exists(self, segment: str) -> bool:
        """Whether the handle is really a network namespace and not a file that one was mounted on."""
        try:
            return os.stat(self._lab.netns(segment)).st_dev == os.stat("/proc/self/ns/net").st_dev
        except OSError:
            return False

    def is_of(self, segment: str, pid: int) -> bool:
        """Whether the handle leads to the namespace in which process `pid` lives."""
        try:
            return os.path.samestat(os.stat(self._lab.netns(segment)), os.stat(f"/proc/{pid}/ns/net"))
        except OSError:
            return False

    def create(self, node: NodeSpec) -> None:
        """A new, wired namespace for a node that is about to boot; an old one is let go."""
        self._drop(node.name)
        self._make(node.name)
        self.plug(node)

    def adopt(self, node: NodeSpec, pid: int) -> None:
        """Gets the handle back from a process inside the namespace."""
        self._drop(node.name)
        handle = self._touch(node.name)
        run(["mount", "--bind", f"/proc/{pid}/ns/net", str(handle)], f"take hold of {node.name}'s network again")

    def plugged(self, node: NodeSpec) -> bool:
        """Whether both ends of the node's cable are there."""
        return INTERFACE in self._links(node.name) and node.name in self._links(LAN)

    def plug(self, node: NodeSpec) -> None:
        """Lays the node's cable to the bridge and sets its addresses and routes."""
        for segment, end in ((LAN, node.name), (node.name, INTERFACE)):
            if end in self._links(segment):
                self._ip(segment, [f"link del {end}"])
        handle = self._lab.netns(node.name)
        self._ip(LAN, [
            f"link add {node.name} type veth peer name {INTERFACE} address {node.mac} netns {handle}",
            f"link set {node.name} master {BRIDGE} up",
        ])
        self._ip(node.name, [
            "link set lo up",
            f"addr replace {node.address}/24 brd + dev {INTERFACE}",
            f"link set {INTERFACE} up",
        ])
        if node.role == "host":
            self._open_internet(node)
        else:
            self._ip(node.name, [f"route replace default via {GATEWAY} dev {INTERFACE}"])

    def _open_internet(self, node: NodeSpec) -> None:
        """`host` is 8.8.8.8 and 1.1.1.1; the rest of the internet is a cable into the void.

        Without the cable an unknown address would be refused at once on `host`; on a laptop it goes out
        and never answers.
        """
        if UPLINK in self._links(node.name):
            return
        self._ip(node.name, [f"addr replace {address}/32 dev lo" for address in INTERNET])
        handle = self._lab.netns(node.name)
        self._ip(LAN, [f"link add {UPLINK} type veth peer name {UPLINK} netns {handle}", f"link set {UPLINK} up"])
        self._ip(node.name, [
            f"link set {UPLINK} arp off up",
            f"route replace default dev {UPLINK} src {node.address}",
        ])

    def _links(self, segment: str) -> set[str]:
        out = run(["nsenter", f"--net={self._lab.netns(segment)}", "ip", "-j", "link", "show"],
                  f"list the links of {segment}")
        return {link["ifname"] for link in json.loads(out or "[]") if "ifname" in link}

    def _ip(self, segment: str, lines: list[str]) -> None:
        run(["nsenter", f"--net={self._lab.netns(segment)}", "ip", "-batch", "-"],
            f"set up the network of {segment}", stdin="\n".join(lines) + "\n")

    def _make(self, segment: str) -> None:
        handle = self._touch(segment)
        run(["unshare", f"--net={handle}", "true"], f"make a network namespace for {segment}",
            hint="the kernel must allow network namespaces")

    def _touch(self, segment: str) -> Path:
        handle = self._lab.netns(segment)
        handle.parent.mkdir(mode=0o700, exist_ok=True)
        handle.touch(mode=0o400)
        return handle

    def _drop(self, segment: str) -> None:
        handle = self._lab.netns(segment)
        while is_mounted(handle):
            run(["umount", "--lazy", str(handle)], f"let go of the network namespace of {segment}")
        handle.unlink(missing_ok=True)


def load_modules() -> None:
    """Asks for what nodes cannot load for themselves; a kernel that has it built in says so with an error."""
    modules = ["overlay", "veth", "bridge", "nf_conntrack", "nf_conntrack_netlink", "nf_nat", "nf_tables",
               "ip_tables", "nfnetlink_log"]
    try:
        run(["modprobe", "--all", "--quiet", *modules], "load kernel modules")
    except LabError:
        pass


