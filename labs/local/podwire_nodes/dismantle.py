# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking away everything that a lab may have left, whatever state it is in."""

import os
import shutil
import signal
import time

from . import cgroups, credentials, nspawn, state
from .layout import NODES, RUNTIME, STATE, Lab
from .mounts import unmount_below
from .process import ProcessId


def end_supervisor(process: ProcessId, patience: float) -> None:
    """Waits for a supervisor to leave; kills it when it does not within `patience` seconds."""
    deadline = time.monotonic() + patience
    while process.alive() and time.monotonic() < deadline:
        time.sleep(0.005)
    while process.alive():
        os.kill(process.pid, signal.SIGKILL)
        time.sleep(0.005)


def dismantle(lab: Lab) -> None:
    """Leaves no process, mount, namespace, control group or file of the lab. Safe to call again.

    Called by the supervisor itself when it is told to end, or by others when it has ended.
    """
    known = state.read(lab)
    if known and known.supervisor.pid != os.getpid():
        end_supervisor(known.supervisor, 0)
    for node in NODES:
        cgroups.kill(lab, node.name)
    unmount_below(lab.state)
    shutil.rmtree(lab.state, ignore_errors=True)
    for node in NODES:
        nspawn.remove_leftovers(lab, node)
    cgroups.remove_all(lab)
    credentials.unpublish(lab)
    for directory in (RUNTIME, STATE):
        try:
            directory.rmdir()
        except OSError:
            pass  # another lab lives there, or it is gone already
