# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cache of base images: which one is whole, building one, removing old ones."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from .errors import LabError
from .locks import FileLock
from .mounts import image_users
from .progress import Progress
from .recipe import Recipe

Builder = Callable[[Path, Recipe, Progress], None]


@dataclass(frozen=True)
class ImageStatus:
    state: str  # ready, missing or broken
    path: Path
    reason: str = ""
    size: int = 0

    def to_json(self) -> dict[str, object]:
        return {"state": self.state, "path": str(self.path), "bytes": self.size, "reason": self.reason}


class ImageCache:
    """`DIR/image-HASH/rootfs`, whole if and only if `ready.json` stands beside it.

    An image is built under another name and renamed when it is complete. Only root may enter
    `rootfs`: its set-user-id programs are nobody else's business.
    """

    def __init__(self, directory: Path, recipe: Recipe, builder: Builder):
        self._directory = directory
        self._recipe = recipe
        self._builder = builder
        self._image = directory / f"image-{recipe.digest()}"

    def rootfs(self) -> Path:
        return self._image / "rootfs"

    def status(self) -> ImageStatus:
        """Needs no root; the files inside are looked at only by who may."""
        if not self._image.is_dir():
            return ImageStatus("missing", self._image)
        try:
            ready = json.loads((self._image / "ready.json").read_text())
            size = int(ready["bytes"])
        except (OSError, ValueError, KeyError, TypeError):
            return ImageStatus("broken", self._image, "its marker is missing: the build was interrupted")
        lacking = self._lacking(self.rootfs())
        if lacking:
            return ImageStatus("broken", self._image, f"{lacking} is missing or empty")
        return ImageStatus("ready", self._image, size=size)

    def ensure(self, progress: Progress, rebuild: bool = False) -> Path:
        """Returns the root of a whole image, building it if need be. One build at a time."""
        if not rebuild and self.status().state == "ready":
            progress.step("image", "The base image is ready", percent=100)
            return self.rootfs()
        self._directory.mkdir(mode=0o755, parents=True, exist_ok=True)
        waiting = lambda: progress.step("image", "Waiting for another build of the image to end")  # noqa: E731
        with FileLock(self._directory / "build.lock", waiting):
            status = self.status()
            if status.state == "ready" and not rebuild:
                progress.step("image", "The base image is ready", percent=100)
                return self.rootfs()
            if status.state == "broken":
                progress.step("image", f"The base image is broken ({status.reason}): building it again", percent=0)
            self._build(progress)
            self._prune()
        return self.rootfs()

    def purge(self, progress: Progress) -> None:
        """Removes every image; raises LabError when a lab runs on one."""
        if not self._directory.is_dir():
            return
        with FileLock(self._directory / "build.lock", lambda: None, remove=lambda: True):
            for image in self._all("image-*"):
                self._refuse_if_used(image)
            for image in self._all("image-*") + self._all("building-*"):
                progress.step("image", f"Removing {image.name}")
                _remove(image)

    def _lacking(self, rootfs: Path) -> str:
        """The first key file that is not there; a link inside an image is taken at its word."""
        if os.geteuid() != 0:
            return ""
        for name in self._recipe.key_files:
            path = rootfs / name
            if not path.is_symlink() and not (path.is_file() and path.stat().st_size > 0):
                return name
        return ""

    def _build(self, progress: Progress) -> None:
        self._refuse_if_used(self._image)
        for leftover in self._all("building-*"):
            _remove(leftover)
        building = self._directory / f"building-{self._recipe.digest()}"
        building.mkdir(mode=0o700)
        try:
            rootfs = building / "rootfs"
            rootfs.mkdir(mode=0o755)
            self._builder(rootfs, self._recipe, progress)
            lacking = self._lacking(rootfs)
            if lacking:
                raise LabError(f"the new base image lacks {lacking}", "check the machine's apt sources")
            size = tree_size(rootfs)
            rootfs.chmod(0o700)
            os.sync()
            (building / "ready.json").write_text(json.dumps({"suite": self._recipe.suite, "bytes": size}))
            building.chmod(0o711)
            _remove(self._image)
            building.rename(self._image)
        except BaseException:
            progress.step("image", "Removing the half-built image")
            shutil.rmtree(building, ignore_errors=True)  # the first error is the one to tell
            raise
        progress.step("image", f"The base image is built ({size // 1_000_000} MB)", percent=100)

    def _refuse_if_used(self, image: Path) -> None:
        users = image_users(image / "rootfs")
        if users:
            raise LabError(
                f"{image.name} is in use by {users[0]}",
                "stop the lab first: podwire-nodes down --name LAB",
            )

    def _prune(self) -> None:
        for image in self._all("image-*"):
            if image != self._image and not image_users(image / "rootfs"):
                _remove(image)

    def _all(self, pattern: str) -> list[Path]:
        return sorted(path for path in self._directory.glob(pattern) if path.is_dir())


def tree_size(top: Path) -> int:
    """Bytes on disk, files with several names counted once."""
    seen: dict[tuple[int, int], int] = {}
    for parent, _, files in os.walk(top):
        for name in files:
            info = os.lstat(os.path.join(parent, name))
            seen[(info.st_dev, info.st_ino)] = info.st_blocks * 512
    return sum(seen.values())


def _remove(path: Path) -> None:
    """Removes an image, its marker first, so that a half-removed one is never taken for whole."""
    (path / "ready.json").unlink(missing_ok=True)
    if path.exists():
        shutil.rmtree(path)
