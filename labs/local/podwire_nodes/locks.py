# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""File locks that may be removed while somebody waits for them."""

import fcntl
import os
import time
from pathlib import Path
from typing import Callable


class FileLock:
    """An flock held for a `with` block.

    `on_wait` is called once when another process holds it; `remove` says at the end whether the file goes.
    """

    def __init__(self, path: Path, on_wait: Callable[[], None], remove: Callable[[], bool] = lambda: False):
        self._path = path
        self._on_wait = on_wait
        self._remove = remove
        self._fd = -1

    def __enter__(self) -> "FileLock":
        waiting = False
        while True:
            self._path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            try:
                fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            except FileNotFoundError:
                continue
            if self._try(fd):
                self._fd = fd
                return self
            os.close(fd)
            if not waiting:
                waiting = True
                self._on_wait()
            time.sleep(0.02)

    def _try(self, fd: int) -> bool:
        """Locks, and makes sure that the locked file is still the one that the path names."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            named = os.stat(self._path)
        except (BlockingIOError, FileNotFoundError):
            return False
        held = os.fstat(fd)
        return (named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)

    def __exit__(self, *_: object) -> None:
        if self._remove():
            self._path.unlink(missing_ok=True)
            try:
                self._path.parent.rmdir()
            except OSError:
                pass
        os.close(self._fd)
