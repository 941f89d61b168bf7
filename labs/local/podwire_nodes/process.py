# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running the machine's tools: argument lists, a fixed environment, errors with their output."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from .errors import LabError

SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = {"PATH": SEARCH_PATH, "LC_ALL": "C.UTF-8", "HOME": "/root"}

RUN_TOOLS = {
    "systemd-nspawn": "systemd-container",
    "ip": "iproute2",
    "ssh-keygen": "openssh-client",
    "socat": "socat",
    "mount": "mount",
    "nsenter": "util-linux",
    "unshare": "util-linux",
}
BUILD_TOOLS = {
    "debootstrap": "debootstrap",
    "apt-get": "apt",
    "unshare": "util-linux",
    "setpriv": "util-linux",
    "chroot": "coreutils",
}


def require_tools(tools: dict[str, str], search_path: str = SEARCH_PATH) -> None:
    """Raises LabError naming every missing tool and the packages (Debian, Ubuntu) that bring them."""
    missing = [tool for tool in tools if shutil.which(tool, path=search_path) is None]
    if not missing:
        return
    packages = sorted({tools[tool] for tool in missing})
    raise LabError(
        f"this machine lacks {', '.join(missing)}",
        f"install what is missing: sudo apt-get install {' '.join(packages)}",
    )


def run(argv: Sequence[str], what: str, *, stdin: str | None = None, timeout: float = 60, hint: str = "") -> str:
    """Runs a tool and returns its stdout; `what` says in the error what could not be done."""
    try:
        done = subprocess.run(
            list(argv),
            input=stdin,
            stdin=None if stdin is not None else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise LabError(f"cannot {what}: {argv[0]} is not installed", hint) from error
    except subprocess.TimeoutExpired as error:
        raise LabError(f"cannot {what}: {argv[0]} took longer than {timeout:g} s", hint) from error
    if done.returncode != 0:
        detail = (done.stderr or done.stdout).strip()
        raise LabError(f"cannot {what}: {argv[0]} ended with {done.returncode}", hint, detail[-2000:])
    return done.stdout


def machine_has_systemd() -> bool:
    """Whether systemd is the machine's PID 1, as sd_booted(3) finds out."""
    return os.path.isdir("/run/systemd/system")


@dataclass(frozen=True)
class ProcessId:
    """A process that cannot be mistaken for a later one with the same number."""

    pid: int
    start: int

    @staticmethod
    def of(pid: int) -> "ProcessId | None":
        """None when there is no such process, or only its zombie (proc(5), fields 3 and 22 of stat)."""
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] in "ZX" else ProcessId(pid, int(fields[19]))

    def alive(self) -> bool:
        return ProcessId.of(self.pid) == self
