# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking away everything that a lab may have left, whatever state it is in."""

import shutil

from . import cgroups, credentials, nspawn
from .layout import NODES, RUNTIME, STATE, Lab
from .mounts import unmount_below


def dismantle(lab: Lab) -> None:
    """Leaves no process, mount, namespace, control group or file of the lab. Safe to call again.

    A supervisor that calls this has left its group; any other one is killed.
    """
    cgroups.kill(lab, cgroups.MANAGER)
    for node in NODES:
        cgroups.kill(lab, node.name)
        nspawn.remove_leftovers(lab, node)
    unmount_below(lab.state)
    shutil.rmtree(lab.state, ignore_errors=True)
    cgroups.remove_all(lab)
    credentials.unpublish(lab)
    for directory in (RUNTIME, STATE):
        try:
            directory.rmdir()
        except OSError:
            pass  # another lab lives there, or it is gone already
