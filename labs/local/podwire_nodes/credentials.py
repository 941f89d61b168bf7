# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys, and the owner's runtime directory: lab.json, identity, known_hosts, ssh_config, sockets."""

import json
import os
import pwd
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .layout import INTERFACE, NODES, RUNTIME, USER, Lab
from .process import run

_IDENTITY = "id_ed25519"


def ensure_keys(lab: Lab) -> None:
    """Makes the client's key and one host key per node, unless the lab has them."""
    lab.keys.mkdir(mode=0o700, exist_ok=True)
    wanted = [_IDENTITY] + [node.name for node in NODES]
    missing = [name for name in wanted if not (lab.keys / f"{name}.pub").is_file()]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda name: _make_key(lab, name), missing))


def has_keys(lab: Lab) -> bool:
    return all((lab.keys / f"{name}.pub").is_file() for name in [_IDENTITY] + [node.name for node in NODES])


def _make_key(lab: Lab, name: str) -> None:
    (lab.keys / name).unlink(missing_ok=True)
    argv = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", f"podwire {lab.name}", "-f", str(lab.keys / name)]
    run(argv, f"make the key {name}")


def publish(lab: Lab, owner: int) -> None:
    """Makes the runtime directory say what it should, for the user `owner`.

    The owner may do anything to that directory, so root never writes into it: a new one is filled
    out of the owner's reach and takes the old one's place.
    """
    files = _files(lab)
    if _is_current(lab, owner, files):
        return
    fresh = RUNTIME / f".{lab.name}.new"
    unpublish(lab)
    fresh.mkdir(mode=0o700, parents=True)
    for name, (text, mode) in files.items():
        (fresh / name).write_text(text)
        (fresh / name).chmod(mode)
    for node in NODES:
        (fresh / node.name).mkdir(mode=0o700)
        os.symlink(lab.socket(node.name), fresh / node.name / "ssh.sock")
    _give(fresh, owner)
    fresh.rename(lab.runtime)


def unpublish(lab: Lab) -> None:
    """Takes the runtime directory out of the owner's reach and removes it."""
    old = RUNTIME / f".{lab.name}.old"
    for path in (old, RUNTIME / f".{lab.name}.new"):
        _remove(path)
    try:
        lab.runtime.rename(old)
    except FileNotFoundError:
        return
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _is_current(lab: Lab, owner: int, files: dict[str, tuple[str, int]]) -> bool:
    try:
        if lab.runtime.lstat().st_uid != owner:
            return False
        for name, (text, mode) in files.items():
            info = (lab.runtime / name).lstat()
            if info.st_mode != 0o100000 | mode or (lab.runtime / name).read_text() != text:
                return False
        return all(os.readlink(lab.published_socket(n.name)) == str(lab.socket(n.name)) for n in NODES)
    except (OSError, ValueError):
        return False


def _give(top: Path, owner: int) -> None:
    try:
        group = pwd.getpwuid(owner).pw_gid
    except KeyError:
        group = owner
    for parent, directories, files in os.walk(top):
        for name in directories + files:
            os.chown(os.path.join(parent, name), owner, group, follow_symlinks=False)
    os.chown(top, owner, group)


def _files(lab: Lab) -> dict[str, tuple[str, int]]:
    keys = lab.keys
    return {
        "lab.json": (json.dumps(_description(lab), indent=2) + "\n", 0o600),
        _IDENTITY: ((keys / _IDENTITY).read_text(), 0o600),
        f"{_IDENTITY}.pub": ((keys / f"{_IDENTITY}.pub").read_text(), 0o600),
        "known_hosts": ("".join(_known_host(lab, node.name) for node in NODES), 0o600),
        "ssh_config": (_ssh_config(lab), 0o600),
    }


def host_alias(lab: Lab, node: str) -> str:
    """The name under which a node's host key is pinned."""
    return f"{node}.{lab.name}"


def _known_host(lab: Lab, node: str) -> str:
    kind, key = (lab.keys / f"{node}.pub").read_text().split()[:2]
    return f"{host_alias(lab, node)} {kind} {key}\n"


def _description(lab: Lab) -> dict[str, object]:
    nodes = [
        {
            "name": node.name,
            "address": node.address,
            "interface": INTERFACE,
            "role": node.role,
            "socket": str(lab.published_socket(node.name)),
            "hostname": host_alias(lab, node.name),
        }
        for node in NODES
    ]
    return {
        "name": lab.name,
        "nodes": nodes,
        "user": USER,
        "identity": str(lab.runtime / _IDENTITY),
        "known_hosts": str(lab.runtime / "known_hosts"),
    }


def _ssh_config(lab: Lab) -> str:
    blocks = [
        f"Host {node.name}\n"
        f"    HostKeyAlias {host_alias(lab, node.name)}\n"
        f"    ProxyCommand socat - UNIX-CONNECT:{lab.published_socket(node.name)}\n"
        for node in NODES
    ]
    common = (
        "Host *\n"
        f"    User {USER}\n"
        f"    IdentityFile {lab.runtime / _IDENTITY}\n"
        "    IdentitiesOnly yes\n"
        "    IdentityAgent none\n"
        f"    UserKnownHostsFile {lab.runtime / 'known_hosts'}\n"
        "    GlobalKnownHostsFile /dev/null\n"
        "    StrictHostKeyChecking yes\n"
        "    UpdateHostKeys no\n"
        "    LogLevel ERROR\n"
    )
    return "".join(blocks) + common
