# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mounts: the lab's tmpfs, the nodes' overlays, and how they go away again."""

import re
from dataclasses import dataclass
from pathlib import Path

from .errors import LabError
from .process import run

# A ceiling, not a reservation: three idle nodes use about 30 MB.
TMPFS_OPTIONS = "mode=0711,nosuid,nodev,size=2g"


@dataclass(frozen=True)
class Mount:
    target: Path
    kind: str
    options: str


def _unescape(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), field)


def table() -> list[Mount]:
    """The machine's mounts in the order in which they were made (proc(5), mountinfo)."""
    mounts = []
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        left, _, right = line.partition(" - ")
        kind, _, options = right.split(" ", 2)
        mounts.append(Mount(Path(_unescape(left.split(" ")[4])), kind, _unescape(options)))
    return mounts


def is_mounted(target: Path) -> bool:
    return any(mount.target == target for mount in table())


def mount_lab(target: Path) -> None:
    target.mkdir(mode=0o711, parents=True, exist_ok=True)
    run(["mount", "-t", "tmpfs", "-o", TMPFS_OPTIONS, "podwire", str(target)], f"mount a tmpfs on {target}")
    # A node gets copies of the mounts that exist when it starts; shared ones leave it when they leave here.
    run(["mount", "--make-shared", str(target)], f"share the mounts below {target}")


def mount_overlay(target: Path, lower: Path, upper: Path, work: Path) -> None:
    options = f"nodev,lowerdir={lower},upperdir={upper},workdir={work}"
    run(
        ["mount", "-t", "overlay", "-o", options, "podwire", str(target)],
        f"mount the node's file system on {target}",
        hint="the kernel needs overlayfs (modprobe overlay)",
    )


def unmount_below(top: Path) -> None:
    """Unmounts `top` and all below it, newest first; what is busy is detached and goes when its user does."""
    for mount in reversed(table()):
        if mount.target == top or top in mount.target.parents:
            _unmount(mount.target)


def _unmount(target: Path) -> None:
    try:
        run(["umount", str(target)], f"unmount {target}")
    except LabError:
        run(["umount", "--lazy", str(target)], f"unmount {target}")


def image_users(rootfs: Path) -> list[Path]:
    """The overlays that have `rootfs` as their lower directory."""
    wanted = f"lowerdir={rootfs}"
    return [m.target for m in table() if m.kind == "overlay" and wanted in m.options.split(",")]
