# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where packages come from: what the machine's own apt is set to, nothing else."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .errors import LabError
from .process import run
from .recipe import Recipe

_FIELDS = "$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(SIGNED_BY)"
_KEYRINGS = {
    "debian": "/usr/share/keyrings/debian-archive-keyring.gpg",
    "ubuntu": "/usr/share/keyrings/ubuntu-archive-keyring.gpg",
}


@dataclass(frozen=True)
class AptSource:
    mirror: str
    keyring: str | None
    environment: dict[str, str]  # proxies, for wget


def machine_source(recipe: Recipe) -> AptSource:
    """Raises LabError when apt knows no archive of the recipe's family."""
    targets = run(
        ["apt-get", "indextargets", "--format", _FIELDS, "Created-By: Packages"],
        "read the machine's apt sources",
    )
    mirror, signed_by = choose(targets.splitlines(), recipe)
    return AptSource(_plain(mirror), _keyring(signed_by, recipe), _proxies())


def choose(targets: list[str], recipe: Recipe) -> tuple[str, str]:
    """The archive and its key: that of the recipe's suite, or else the machine's main archive."""
    rows = [line.split("|") for line in targets if line.count("|") == 3]
    rows = [row for row in rows if row[2] == "main" and not re.search(r"-(security|updates|backports|proposed)", row[1])]
    rows.sort(key=lambda row: row[1] != recipe.suite)
    for uri, _, _, signed_by in rows:
        if recipe.family in uri or uri.startswith("mirror+file:"):
            return uri, signed_by
    if rows:
        return rows[0][0], rows[0][3]
    raise LabError(
        f"apt on this machine names no archive to build the {recipe.suite} image from",
        "check the files in /etc/apt/sources.list.d, then run: sudo apt-get update",
    )


def _plain(mirror: str) -> str:
    """A mirror list (mirror+file:PATH) stands for its first entry."""
    if mirror.startswith("mirror+file:"):
        listed = Path(mirror.removeprefix("mirror+file:").rstrip("/")).read_text().split()
        mirror = next((word for word in listed if "://" in word), mirror)
    if not re.match(r"(https?|file|ftp):", mirror):
        raise LabError(f"debootstrap cannot use the apt source {mirror}", "add an http source to the machine's apt")
    return mirror


def _keyring(signed_by: str, recipe: Recipe) -> str | None:
    for candidate in (signed_by, _KEYRINGS[recipe.family]):
        if candidate.startswith("/") and os.path.isfile(candidate):
            return candidate
    return None


def _proxies() -> dict[str, str]:
    found = {}
    for scheme in ("http", "https"):
        value = _apt_option(f"Acquire::{scheme}::Proxy") or os.environ.get(f"{scheme}_proxy", "")
        if value and value != "DIRECT":
            found[f"{scheme}_proxy"] = value
    if found and os.environ.get("no_proxy"):
        found["no_proxy"] = os.environ["no_proxy"]
    return found


def _apt_option(name: str) -> str:
    done = subprocess.run(["apt-config", "shell", "value", name], capture_output=True, text=True)
    match = re.fullmatch(r"value='(.*)'\n?", done.stdout)
    return match[1] if match else ""
