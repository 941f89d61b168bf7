# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`podwire-nodes down`."""

import time

from . import control, state
from .dismantle import dismantle
from .layout import Lab
from .locks import FileLock
from .progress import Progress

# Seconds that a supervisor gets to end by itself.
_LEAVING = 3.0


def down(lab: Lab, progress: Progress) -> None:
    """Stops the nodes and leaves nothing of the lab; not an error when there is none."""
    waiting = lambda: progress.step("stop", f"Waiting for another start or stop of lab {lab.name}")  # noqa: E731
    with FileLock(lab.lock_file, waiting, remove=lambda: not lab.state.exists()):
        was_there = lab.state.exists()
        if was_there:
            progress.step("stop", f"Stopping the nodes of lab {lab.name}", percent=0)
            _stop_nodes(lab)
            progress.step("stop", "Removing the lab's network and files", percent=80)
        dismantle(lab)
    progress.done(f"Lab {lab.name} is down" if was_there else f"Lab {lab.name} was not running", changed=was_there)


def _stop_nodes(lab: Lab) -> None:
    known = state.read(lab)
    if control.ask(lab, {"do": "stop"}) is None or known is None:
        return
    deadline = time.monotonic() + _LEAVING
    while known.supervisor.alive() and time.monotonic() < deadline:
        time.sleep(0.005)
