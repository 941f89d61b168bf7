# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the supervisor knows, in a file that anybody may read: `state.json`."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from .layout import Lab
from .process import ProcessId


@dataclass
class NodeState:
    """`state` is starting, running (booted) or stopped; processes are None when there are none."""

    state: str = "stopped"
    nspawn: ProcessId | None = None
    leader: ProcessId | None = None
    detail: str = ""

    def alive(self) -> bool:
        """Whether the node's first process and the systemd-nspawn that looks after it both live."""
        return bool(self.nspawn and self.nspawn.alive() and self.leader and self.leader.alive())


@dataclass
class LabState:
    image: str
    supervisor: ProcessId
    nodes: dict[str, NodeState] = field(default_factory=dict)


def write(lab: Lab, state: LabState) -> None:
    nodes = {
        name: {
            "state": node.state,
            "nspawn": _pair(node.nspawn),
            "leader": _pair(node.leader),
            "detail": node.detail,
        }
        for name, node in state.nodes.items()
    }
    document = {"image": state.image, "supervisor": _pair(state.supervisor), "nodes": nodes}
    fresh = lab.state_file.with_suffix(".new")
    fresh.write_text(json.dumps(document))
    fresh.chmod(0o644)
    os.replace(fresh, lab.state_file)


def read(lab: Lab) -> LabState | None:
    """None when there is no lab, or none whose state can be understood."""
    try:
        document = json.loads(Path(lab.state_file).read_text())
        nodes = {
            name: NodeState(node["state"], _process(node["nspawn"]), _process(node["leader"]), node["detail"])
            for name, node in document["nodes"].items()
        }
        return LabState(document["image"], ProcessId(*document["supervisor"]), nodes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _pair(process: ProcessId | None) -> list[int] | None:
    return [process.pid, process.start] if process else None


def _process(pair: list[int] | None) -> ProcessId | None:
    return ProcessId(*pair) if pair else None
