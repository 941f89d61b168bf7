# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes into the base image. Any change here, or below rootfs/, makes another image."""

import hashlib
import json
import platform
from dataclasses import dataclass
from pathlib import Path

from .layout import ROOTFS

# Raise it when image_build.py changes what ends up in the image.
VERSION = 1

PACKAGES = (
    "bash-completion",
    "bind9-dnsutils",
    "conntrack",
    "curl",
    "dbus",
    "dnsmasq-base",
    "haproxy",
    "iproute2",
    "iptables",
    "iputils-ping",
    "kmod",
    "less",
    "nano",
    "net-tools",
    "netcat-openbsd",
    "nftables",
    "openssh-server",
    "procps",
    "psmisc",
    "python3",
    "sudo",
    "systemd",
    "systemd-resolved",
    "systemd-sysv",
    "tcpdump",
    "traceroute",
    "vim-tiny",
)

ENABLED = ("podwire-ssh.socket", "podwire-link-dns.service", "systemd-resolved.service")
DISABLED = ("haproxy.service", "ssh.service", "ssh.socket", "systemd-networkd.service")
# What a node cannot use, or must not do by itself, and what would only slow down its start.
MASKED = (
    "apt-daily.timer",
    "apt-daily-upgrade.timer",
    "console-getty.service",
    "dev-hugepages.mount",
    "dev-mqueue.mount",
    "dpkg-db-backup.timer",
    "e2scrub_all.timer",
    "e2scrub_reap.service",
    "fstrim.timer",
    "getty.target",
    "kmod-static-nodes.service",
    "motd-news.timer",
    "proc-sys-fs-binfmt_misc.automount",
    "sys-fs-fuse-connections.mount",
    "sys-kernel-config.mount",
    "sys-kernel-debug.mount",
    "sys-kernel-tracing.mount",
    "systemd-ask-password-console.path",
    "systemd-ask-password-wall.path",
    "systemd-binfmt.service",
    "systemd-firstboot.service",
    "systemd-journal-flush.service",
    "systemd-modules-load.service",
    "systemd-networkd-wait-online.service",
    "systemd-pcrphase-sysinit.service",
    "systemd-pcrphase.service",
    "systemd-pstore.service",
    "systemd-random-seed.service",
    "systemd-remount-fs.service",
    "systemd-repart.service",
    "systemd-sysusers.service",
    "systemd-timesyncd.service",
    "systemd-tmpfiles-clean.timer",
    "systemd-tmpfiles-setup-dev.service",
    "systemd-tmpfiles-setup-dev-early.service",
    "systemd-udevd.service",
    "systemd-update-utmp-runlevel.service",
    "systemd-update-utmp.service",
)

# D-Bus starts it for who reboots or shuts down a node; sessions do without it.
ON_DEMAND = ("systemd-logind.service",)

# Files without which no node starts or no lab works.
KEY_FILES = (
    "etc/ssh/sshd_config.d/podwire.conf",
    "etc/sudoers.d/podwire",
    "etc/systemd/system/podwire-ssh.socket",
    "usr/bin/curl",
    "usr/bin/dig",
    "usr/bin/python3",
    "usr/bin/sudo",
    "usr/lib/systemd/systemd",
    "usr/sbin/conntrack",
    "usr/sbin/dnsmasq",
    "usr/sbin/haproxy",
    "usr/sbin/xtables-legacy-multi",
    "usr/sbin/xtables-nft-multi",
    "usr/sbin/nft",
    "usr/sbin/sshd",
    "usr/bin/tcpdump",
)


@dataclass(frozen=True)
class Recipe:
    family: str  # debian or ubuntu
    suite: str
    components: str
    architecture: str
    packages: tuple[str, ...] = PACKAGES
    key_files: tuple[str, ...] = KEY_FILES
    rootfs: Path = ROOTFS

    def digest(self) -> str:
        """Twelve hex digits that stand for everything in this module and below rootfs/."""
        parts = [VERSION, self.suite, self.components, self.architecture, self.packages]
        parts += [ENABLED, DISABLED, MASKED, ON_DEMAND]
        digest = hashlib.sha256(json.dumps(parts).encode())
        for path in sorted(p for p in self.rootfs.rglob("*") if p.is_file()):
            digest.update(f"\0{path.relative_to(self.rootfs)}\0".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()[:12]


def os_release(path: Path = Path("/etc/os-release")) -> dict[str, str]:
    fields = {}
    for line in path.read_text().splitlines():
        key, equals, value = line.partition("=")
        if equals:
            fields[key] = value.strip("\"'")
    return fields


def machine_recipe() -> Recipe:
    """Debian 12 on Debian and its like, Ubuntu 24.04 on Ubuntu and its like.

    Both suites carry a systemd (252, 255) that still boots on a machine with cgroup v1.
    """
    release = os_release()
    likes = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    if "ubuntu" in likes:
        return Recipe("ubuntu", "noble", "main,universe", architecture)
    return Recipe("debian", "bookworm", "main", architecture)
