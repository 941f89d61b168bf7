# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One systemd-nspawn process."""

import os
import signal
import socket
import subprocess
from pathlib import Path

from . import cgroups
from .layout import Lab, NodeSpec
from .process import ENVIRONMENT

# systemd-nspawn's exit status when the node asked to be started again.
REBOOT = 133


def argv(lab: Lab, node: NodeSpec, root: Path) -> list[str]:
    """CAP_NET_ADMIN is not kept by --network-namespace-path, so it is named."""
    return [
        "systemd-nspawn",
        "--quiet",
        "--boot",
        "--register=no",
        "--keep-unit",
        "--settings=no",
        f"--directory={root}",
        f"--machine={lab.machine(node.name)}",
        f"--hostname={node.name}",
        f"--network-namespace-path={lab.netns(node.name)}",
        "--capability=CAP_NET_ADMIN",
        "--private-users=no",
        "--console=pipe",
        "--link-journal=no",
        "--resolv-conf=off",
        "--timezone=off",
        "--notify-ready=yes",
        f"--bind={lab.io(node.name)}:/run/podwire",
    ]


def notify_socket(lab: Lab, node: NodeSpec) -> socket.socket:
    """Where systemd-nspawn says who the node's first process is and when it has booted (sd_notify(3))."""
    path = _notify_path(lab, node)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
    listener.bind(str(path))
    return listener


def _notify_path(lab: Lab, node: NodeSpec) -> Path:
    return lab.state / "notify" / f"{node.name}.sock"


def start(lab: Lab, node: NodeSpec, root: Path) -> subprocess.Popen[bytes]:
    """Starts the node in its own control group. Only for a process with a single thread."""
    groups = cgroups.make(lab, node.name)

    def enter() -> None:
        for procs in groups:
            procs.write_text("0")

    environment = {
        **ENVIRONMENT,
        # /proc/sys/net is the node's own; `yes` would give it the machine's other settings too.
        "SYSTEMD_NSPAWN_API_VFS_WRITABLE": "network",
        "NOTIFY_SOCKET": str(_notify_path(lab, node)),
    }
    with open(console_log(lab, node), "wb") as console:
        return subprocess.Popen(
            argv(lab, node, root),
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
            cwd="/",
            env=environment,
            start_new_session=True,
            preexec_fn=enter,
        )


def console_log(lab: Lab, node: NodeSpec) -> Path:
    return lab.node_dir(node.name) / "console.log"


def stop(pid: int) -> None:
    """The first call asks the node to shut down, the second one kills it."""
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        pass


def remove_leftovers(lab: Lab, node: NodeSpec) -> None:
    """What systemd-nspawn leaves when it is killed, or always where /run is no tmpfs."""
    run = Path("/run/systemd/nspawn")
    root = lab.node_dir(node.name) / "root"
    if os.path.ismount(root):
        info = root.stat()
        (run / f"locks/inode-{info.st_dev}:{info.st_ino}").unlink(missing_ok=True)
    for place in ("propagate", "unix-export"):
        try:
            (run / place / lab.machine(node.name)).rmdir()
        except OSError:
            pass  # it is not there, or a node of that name still runs
