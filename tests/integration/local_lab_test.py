#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The local lab on this machine: run as root. Uses labs of its own and the default image cache."""

import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from local_lab.healing import Healing  # noqa: E402, F401
from local_lab.image import ImageCacheLogic, InterruptedBuild  # noqa: E402, F401
from local_lab.leaving import DownLeavesNothing, SideBySide  # noqa: E402, F401
from local_lab.running import RunningLab  # noqa: E402, F401
from local_lab.support import LABS, Call, down  # noqa: E402
from local_lab.wrong_use import WrongUse  # noqa: E402, F401


def setUpModule():
    if os.geteuid() != 0:
        raise RuntimeError("these tests start nodes: run them as root")
    for name in LABS:
        down(name)
    image = Call("image")
    if image.status != 0:
        raise RuntimeError(f"no image: {image.last}")


def tearDownModule():
    for name in LABS:
        down(name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
