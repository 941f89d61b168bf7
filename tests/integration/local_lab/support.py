# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calling podwire-nodes and looking at what it did."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path


LOCAL = Path(__file__).resolve().parents[3] / "labs/local"
PROGRAM = str(LOCAL / "podwire-nodes")
sys.path.insert(0, str(LOCAL))

from podwire_nodes.layout import Lab  # noqa: E402
from podwire_nodes.mounts import table  # noqa: E402

LABS = ("pwt-nodes-a", "pwt-nodes-b")
NODES = ("host", "node1", "node2")
NOBODY = 65534
VIP = "10.96.1.100"


def output(*argv: str) -> str:
    return subprocess.run(argv, capture_output=True, text=True, check=True).stdout


class Call:
    """One run of podwire-nodes with the events that it printed."""

    def __init__(self, *arguments: str, **options):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=300, **options)
        self.status = done.returncode
        self.stderr = done.stderr
        self.events = [json.loads(line) for line in done.stdout.splitlines()]
        self.last = self.events[-1] if self.events else {}

    def texts(self, stage: str) -> str:
        return "\n".join(event["text"] for event in self.events if event.get("stage") == stage)


def up(name: str, *arguments: str) -> Call:
    call = Call("up", "--name", name, *arguments)
    if call.status != 0:
        raise AssertionError(f"up {name}: {call.last} {call.stderr}")
    return call


def down(name: str) -> Call:
    return Call("down", "--name", name)


def status(name: str) -> dict:
    return json.loads(output(PROGRAM, "status", "--name", name))


def node_status(name: str, node: str) -> dict:
    return next(entry for entry in status(name)["nodes"] if entry["name"] == node)


def ssh(name: str, node: str, command: str, **options) -> subprocess.CompletedProcess:
    argv = ["ssh", "-F", f"/run/podwire/{name}/ssh_config", node, command]
    return subprocess.run(argv, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=30, **options)


def wait_until(condition, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def command_lines(word: str) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if word in line:
            found.append(line)
    return found


def traces(name: str) -> list[str]:
    """Everything on the machine that carries the lab's name: mounts, files, groups, processes, namespaces."""
    lab = Lab(name)
    found = [mount.target for mount in table() if name in mount.target.parts]
    places = [lab.runtime, lab.state, lab.lock_file, lab.runtime.parent / f".{name}.new", lab.runtime.parent / f".{name}.old"]
    found += [str(path) for path in places if os.path.lexists(path)]
    found += [group for group, _, _ in os.walk("/sys/fs/cgroup") if f"/{lab.unit}" in group]
    found += [str(path) for path in Path("/run/systemd/nspawn").glob(f"*/{lab.unit}-*")]
    found += command_lines(f"podwire-{name}-") + command_lines(f"--name {name} ")
    return found
