# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A control group per node: the one sure way to find, and to end, everything that belongs to it."""

import os
import signal
import time
from pathlib import Path

from .errors import LabError
from .layout import NODES, Lab
from .process import ProcessId

# The supervisor's group. (In cgroup v2 a group that has children may not hold processes itself.)
MANAGER = "manager"


def hierarchies() -> list[Path]:
    """Where systemd's own hierarchy is mounted: cgroup v2, v1's name=systemd, or both (hybrid)."""
    found = []
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        left, _, right = line.partition(" - ")
        kind, _, options = right.split(" ", 2)
        if kind == "cgroup2" or (kind == "cgroup" and "name=systemd" in options.split(",")):
            found.append(Path(left.split(" ")[4]))
    return found


def _own_unit(lab: Lab) -> str | None:
    """The group of the unit podwire-NAME when this process runs in it (cgroups(7), /proc/PID/cgroup)."""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        path = line.split(":", 2)[2]
        if f"/{lab.unit}.service" in path:
            return path[1 : path.index(f"{lab.unit}.service") + len(f"{lab.unit}.service")]
    return None


def bases(lab: Lab) -> list[Path]:
    """The groups below which this process puts nodes, one in each hierarchy."""
    return [top / (_own_unit(lab) or lab.unit) for top in hierarchies()]


def _all_bases(lab: Lab) -> list[Path]:
    """Every place where an earlier process may have put them."""
    places = (lab.unit, f"system.slice/{lab.unit}.service")
    return [top / place for top in hierarchies() for place in places]


def make(lab: Lab, child: str) -> list[Path]:
    """Makes the group `child` in each hierarchy and returns the files that take in a process."""
    files = []
    for base in bases(lab):
        (base / child).mkdir(parents=True, exist_ok=True)
        files.append(base / child / "cgroup.procs")
    return files


def enter_as_manager(lab: Lab) -> None:
    """Puts this process into the lab's group `manager`, where others find it."""
    for procs in make(lab, MANAGER):
        procs.write_text("0")


def leave_as_manager(lab: Lab) -> None:
    """Lets the group be removed; the groups of a unit are systemd's to remove."""
    if _own_unit(lab) is None:
        for top in hierarchies():
            (top / "cgroup.procs").write_text("0")


def _groups(lab: Lab, child: str) -> list[Path]:
    return [base / child for base in _all_bases(lab) if (base / child).is_dir()]


def members(lab: Lab, child: str) -> set[int]:
    pids: set[int] = set()
    for group in _groups(lab, child):
        for parent, _, _ in os.walk(group):
            try:
                pids.update(int(pid) for pid in (Path(parent) / "cgroup.procs").read_text().split())
            except OSError:
                continue  # the group went away meanwhile
    return {pid for pid in pids if ProcessId.of(pid) is not None}


def kill(lab: Lab, child: str, timeout: float = 5) -> None:
    """Kills everything in the group but the caller, and waits until it is gone."""
    deadline = time.monotonic() + timeout
    while pids := members(lab, child) - {os.getpid()}:
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if time.monotonic() > deadline:
            raise LabError(f"processes of {child} do not die: {sorted(pids)}", "look at them with: ps -fp PID")
        time.sleep(0.005)


def remove(lab: Lab, child: str) -> None:
    """Removes the group's empty directories."""
    for group in _groups(lab, child):
        _remove_tree(group)


def remove_all(lab: Lab) -> None:
    """A unit's top group, and the manager's that may still be in it, are systemd's to remove."""
    for node in NODES:
        remove(lab, node.name)
    for top in hierarchies():
        if (top / lab.unit).is_dir():
            _remove_tree(top / lab.unit)


def _remove_tree(group: Path) -> None:
    for parent, _, _ in os.walk(group, topdown=False):
        _remove_one(Path(parent))


def _remove_one(group: Path) -> None:
    """A group stays busy for a moment after its last process has gone."""
    for _ in range(200):
        try:
            group.rmdir()
            return
        except FileNotFoundError:
            return
        except OSError:
            time.sleep(0.005)
