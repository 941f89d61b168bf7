# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""debootstrap's log as progress in percent."""

from collections import deque

from .progress import Progress

# How many packages a first build fetches: exact figures are known only once it has fetched them.
EXPECTED_PACKAGES = 200

_PHASES = {
    "Validating": ("Downloading packages", 3, 30),
    "Extracting": ("Unpacking the core system", 30, 40),
    "Unpacking": ("Unpacking packages", 40, 65),
    "Configuring": ("Configuring packages", 65, 95),
}

# Before the first package: reading the archive's index, then 10 to 20 s of looking up dependencies.
_MILESTONES = {
    "Checking": ("Reading the archive's index", 1),
    "Resolving": ("Looking up which packages belong together", 2),
}


class DebootstrapLog:
    """Takes lines such as `I: Validating curl 7.88.1`, reports each whole percent once."""

    def __init__(self, progress: Progress):
        self._progress = progress
        self._counts = dict.fromkeys(_PHASES, 0)
        self._percent = 0
        self._tail: deque[str] = deque(maxlen=25)

    def line(self, line: str) -> None:
        self._tail.append(line)
        words = line.split()
        if len(words) < 3 or words[0] != "I:" or words[2] == "Packages":
            return
        if words[1] in _MILESTONES:
            self._report(*_MILESTONES[words[1]])
        elif words[1] in _PHASES:
            self._counts[words[1]] += 1
            self._count(words[1])

    def tail(self) -> str:
        return "".join(self._tail)

    def _count(self, phase: str) -> None:
        text, low, high = _PHASES[phase]
        count = self._counts[phase]
        total = EXPECTED_PACKAGES if phase == "Validating" else max(self._counts["Validating"], 1)
        self._report(f"{text} ({count})", low + min(count, total) * (high - low) // total)

    def _report(self, text: str, percent: int) -> None:
        if percent > self._percent:
            self._percent = percent
            self._progress.step("image", text, percent=percent)
