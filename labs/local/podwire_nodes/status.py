# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`podwire-nodes status`: what is there, as anybody may see it."""

import stat
from typing import Any

from . import state
from .image import ImageCache
from .layout import NODES, Lab, NodeSpec


def status(lab: Lab, cache: ImageCache) -> dict[str, Any]:
    known = state.read(lab)
    nodes = [_node(lab, spec, known) for spec in NODES]
    supervisor = known.supervisor if known and known.supervisor.alive() else None
    return {
        "name": lab.name,
        "state": _summary(lab, nodes, supervisor is not None),
        "supervisor": supervisor.pid if supervisor else None,
        "nodes": nodes,
        "image": cache.status().to_json(),
    }


def _node(lab: Lab, spec: NodeSpec, known: state.LabState | None) -> dict[str, Any]:
    node = known.nodes.get(spec.name, state.NodeState()) if known else state.NodeState()
    return {
        "name": spec.name,
        "state": _node_state(lab, spec, node),
        "pid": node.leader.pid if node.leader and node.leader.alive() else None,
        "socket": str(lab.published_socket(spec.name)),
        "address": spec.address,
        "detail": node.detail,
    }


def _node_state(lab: Lab, spec: NodeSpec, node: state.NodeState) -> str:
    """starting, running, unreachable (boots, or has booted, without an SSH socket) or stopped."""
    if node.state == "starting" and node.nspawn and node.nspawn.alive():
        return "starting"
    if not node.alive():
        return "stopped"
    try:
        has_socket = stat.S_ISSOCK(lab.socket(spec.name).stat().st_mode)
    except OSError:
        has_socket = False
    return "running" if has_socket else "unreachable"


def _summary(lab: Lab, nodes: list[dict[str, Any]], supervised: bool) -> str:
    if supervised and all(node["state"] == "running" for node in nodes):
        return "up"
    return "partial" if lab.state.exists() else "down"
