# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What sets one node apart from the image: written into a fresh upper layer before it is mounted.

An upper layer that a node has already used is never written to again from outside: whoever is root in
the node could have put links there that lead out of it.
"""

import os
import secrets
import shutil
from pathlib import Path

from .layout import Lab, NodeSpec
from .mounts import is_mounted, mount_overlay, unmount_below


class NodeFiles:
    def __init__(self, lab: Lab, node: NodeSpec, rootfs: Path):
        self._lab = lab
        self._node = node
        self._rootfs = rootfs
        self._dir = lab.node_dir(node.name)
        self.root = self._dir / "root"

    def prepare(self, fresh: bool) -> None:
        """Mounts the node's root: as the node left it, or as new if `fresh` or if there is none yet."""
        unmount_below(self.root)
        if fresh or not (self._dir / "upper").is_dir():
            shutil.rmtree(self._dir, ignore_errors=True)
            self._fill()
        shutil.rmtree(self._dir / "work", ignore_errors=True)
        for name in ("work", "root"):
            (self._dir / name).mkdir(mode=0o700, exist_ok=True)
        mount_overlay(self.root, self._rootfs, self._dir / "upper", self._dir / "work")
        self._lab.io(self._node.name).mkdir(mode=0o711, parents=True, exist_ok=True)
        self._lab.socket(self._node.name).unlink(missing_ok=True)

    def mounted(self) -> bool:
        return is_mounted(self.root)

    def _fill(self) -> None:
        self._dir.mkdir(mode=0o700, parents=True)
        upper = self._dir / "upper"
        keys = self._lab.keys
        upper.mkdir(mode=0o755)
        self._write(upper / "etc/hostname", self._node.name + "\n")
        self._write(upper / "etc/machine-id", secrets.token_hex(16) + "\n", 0o444)
        host_key = keys / self._node.name
        self._write(upper / "etc/ssh/ssh_host_ed25519_key", host_key.read_text(), 0o600)
        self._write(upper / "etc/ssh/ssh_host_ed25519_key.pub", host_key.with_suffix(".pub").read_text())
        self._write(upper / "etc/ssh/podwire_authorized_keys", (keys / "id_ed25519.pub").read_text())
        if self._node.role == "host":
            wants = upper / "etc/systemd/system/multi-user.target.wants"
            wants.mkdir(mode=0o755, parents=True)
            os.symlink("/etc/systemd/system/podwire-dns.service", wants / "podwire-dns.service")

    @staticmethod
    def _write(path: Path, text: str, mode: int = 0o644) -> None:
        path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(mode)
