# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a lab consists of, and where its files are."""

import re
from dataclasses import dataclass
from pathlib import Path

from .errors import UsageError

RUNTIME = Path("/run/podwire")
STATE = Path("/run/podwire-nodes")
DEFAULT_CACHE = Path("/var/cache/podwire")
ROOTFS = Path(__file__).resolve().parent.parent / "rootfs"
PROGRAM = Path(__file__).resolve().parent.parent / "podwire-nodes"
USER = "ubuntu"
INTERFACE = "ens3"
GATEWAY = "10.30.45.1"


@dataclass(frozen=True)
class NodeSpec:
    name: str
    address: str
    role: str
    mac: str


NODES = (
    NodeSpec("host", GATEWAY, "host", "52:54:00:1e:2d:01"),
    NodeSpec("node1", "10.30.45.100", "worker", "52:54:00:1e:2d:64"),
    NodeSpec("node2", "10.30.45.200", "worker", "52:54:00:1e:2d:c8"),
)


def node_spec(name: str) -> NodeSpec:
    return next(node for node in NODES if node.name == name)


class Lab:
    """Names and paths of one lab.

    `runtime` belongs to the owner and is only ever made or removed as a whole. Everything that root
    relies on is under `state`, a tmpfs that only root can write to.
    """

    def __init__(self, name: str):
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,14}", name):
            raise UsageError(
                f"'{name}' is no lab name: a small letter, then at most 14 small letters, digits or hyphens"
            )
        self.name = name
        self.unit = f"podwire-{name}"
        self.runtime = RUNTIME / name
        self.state = STATE / name
        self.lock_file = STATE / f"{name}.lock"
        self.state_file = self.state / "state.json"
        self.control = self.state / "control.sock"
        self.log = self.state / "supervisor.log"
        self.keys = self.state / "keys"

    def machine(self, node: str) -> str:
        return f"podwire-{self.name}-{node}"

    def netns(self, segment: str) -> Path:
        """`segment` is a node, or `lan` for the namespace that holds the bridge."""
        return self.state / "netns" / segment

    def io(self, node: str) -> Path:
        """The directory that the node sees as /run/podwire."""
        return self.state / "io" / node

    def socket(self, node: str) -> Path:
        """The node's SSH socket as root reaches it; the owner goes through `runtime`."""
        return self.io(node) / "ssh.sock"

    def node_dir(self, node: str) -> Path:
        return self.state / "nodes" / node

    def published_socket(self, node: str) -> Path:
        return self.runtime / node / "ssh.sock"
