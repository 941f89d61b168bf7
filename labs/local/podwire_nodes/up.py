# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`podwire-nodes up`."""

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from . import cgroups, control, credentials, network, state
from .dismantle import dismantle
from .errors import Cancelled, LabError
from .image import ImageCache
from .layout import NODES, PROGRAM, Lab, node_spec
from .locks import FileLock
from .mounts import is_mounted, mount_lab
from .nspawn import console_log
from .process import ENVIRONMENT, RUN_TOOLS, machine_has_systemd, require_tools, run
from .progress import Progress

_BOOT_DEADLINE = 30.0
_SUPERVISOR_DEADLINE = 10.0


def up(lab: Lab, cache: ImageCache, owner: int, progress: Progress) -> None:
    """Returns when every node answers SSH; what this call began is taken away again if it fails."""
    require_tools(RUN_TOOLS)
    waiting = lambda: progress.step("boot", f"Waiting for another start or stop of lab {lab.name}")  # noqa: E731
    with FileLock(lab.lock_file, waiting, remove=lambda: not lab.state.exists()):
        is_new = _forget_ruins(lab)
        try:
            _up(lab, cache, owner, progress)
        except BaseException:
            if is_new:
                progress.step("stop", f"Removing what was begun of lab {lab.name}")
                dismantle(lab)
            raise


def _forget_ruins(lab: Lab) -> bool:
    """Whether the lab has to be made from nothing: what a crash or a reboot left cannot be used."""
    usable = is_mounted(lab.state) and credentials.has_keys(lab) and state.read(lab) is not None
    if not usable:
        dismantle(lab)
    return not usable


def _up(lab: Lab, cache: ImageCache, owner: int, progress: Progress) -> None:
    rootfs = _image(lab, cache, progress)
    if not is_mounted(lab.state):
        progress.step("network", "Preparing the lab's closed network", percent=0)
        network.load_modules()
        mount_lab(lab.state)
    credentials.ensure_keys(lab)
    credentials.publish(lab, owner)
    if control.ask(lab, {"do": "nothing"}) is None:
        _start_supervisor(lab, rootfs)
    actions = control.ask(lab, {"do": "heal"})
    if actions is None:
        raise LabError("the lab's supervisor ended unexpectedly", "start the lab again", _tail(lab.log))
    for action in actions["actions"]:
        stage = "boot" if action["text"].startswith("Starting") else "heal"
        progress.step(stage, action["text"], action["node"])
    _Wait(lab, progress).all_nodes()
    text = f"Lab {lab.name} is up" if actions["actions"] else f"Lab {lab.name} was already up"
    progress.done(text, changed=bool(actions["actions"]), lab=str(lab.runtime / "lab.json"))


def _image(lab: Lab, cache: ImageCache, progress: Progress) -> Path:
    """A running lab keeps its image, even when the recipe has changed since."""
    known = state.read(lab)
    if known and Path(known.image).is_dir():
        return Path(known.image)
    return cache.ensure(progress)


def _start_supervisor(lab: Lab, rootfs: Path) -> None:
    cgroups.kill(lab, cgroups.MANAGER)
    argv = [sys.executable, "-IB", str(PROGRAM), "supervise", "--name", lab.name, "--rootfs", str(rootfs)]
    if machine_has_systemd():
        _start_unit(lab, argv)
    else:
        with open(lab.log, "ab") as log:
            subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/",
                             env=ENVIRONMENT, start_new_session=True)
    deadline = time.monotonic() + _SUPERVISOR_DEADLINE
    while control.ask(lab, {"do": "nothing"}) is None:
        if time.monotonic() > deadline:
            raise LabError("the lab's supervisor did not start", "start the lab again", _tail(lab.log))
        time.sleep(0.005)


def _start_unit(lab: Lab, argv: list[str]) -> None:
    """The nodes belong to a unit of their own: systemd ends them all if the supervisor dies."""
    for verb in ("stop", "reset-failed"):
        subprocess.run(["systemctl", "--quiet", verb, f"{lab.unit}.service"], env=ENVIRONMENT,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    properties = {
        "Type": "exec",
        "Delegate": "yes",
        "KillMode": "mixed",
        "TimeoutStopSec": "10s",
        "TasksMax": "16384",
        "OOMPolicy": "continue",
        "StandardOutput": f"append:{lab.log}",
        "StandardError": f"append:{lab.log}",
    }
    options = [f"--property={key}={value}" for key, value in properties.items()]
    run(["systemd-run", f"--unit={lab.unit}", "--collect", "--quiet",
         f"--description=Podwire lab {lab.name}", *options, "--", *argv],
        "start the lab's supervisor as a systemd unit")


def _tail(path: Path) -> str:
    try:
        return path.read_text(errors="replace")[-2000:].strip()
    except OSError:
        return ""


class _Wait:
    """Waits for all nodes at once, each in a thread of its own."""

    def __init__(self, lab: Lab, progress: Progress):
        self._lab = lab
        self._progress = progress
        self._lock = threading.Lock()
        self._ready = 0
        self._give_up = threading.Event()
        self._failures: list[LabError] = []

    def all_nodes(self) -> None:
        threads = [threading.Thread(target=self._node, args=(node.name,), daemon=True) for node in NODES]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        finally:
            self._give_up.set()
        if self._failures:
            raise self._failures[0]

    def _node(self, name: str) -> None:
        try:
            if not self._becomes_ready(name):
                self._renew(name)
                if not self._becomes_ready(name):
                    raise self._failure(name)
            with self._lock:
                self._ready += 1
                self._progress.step("ssh", f"{name} answers SSH", name, self._ready * 100 // len(NODES))
        except Cancelled:
            pass
        except LabError as error:
            self._failures.append(error)

    def _becomes_ready(self, name: str) -> bool:
        deadline = time.monotonic() + _BOOT_DEADLINE
        while time.monotonic() < deadline:
            if self._give_up.is_set():
                raise Cancelled()
            known = state.read(self._lab)
            node = known.nodes[name] if known else state.NodeState()
            if node.state == "stopped":
                return False
            if node.state == "running" and answers_ssh(self._lab, name):
                return True
            time.sleep(0.01)
        return False

    def _renew(self, name: str) -> None:
        """A node that does not come up with its own files may come up with fresh ones."""
        with self._lock:
            self._progress.step("heal", f"{name} did not come up: starting it afresh", name)
            control.ask(self._lab, {"do": "restart", "node": name, "fresh": True})

    def _failure(self, name: str) -> LabError:
        return LabError(
            f"{name} of lab {self._lab.name} does not come up",
            f"look at the detail; then: podwire-nodes down --name {self._lab.name}, and start it again",
            _tail(console_log(self._lab, node_spec(name))),
        )


def answers_ssh(lab: Lab, node: str, timeout: float = 2) -> bool:
    """Whether an SSH server greets on the node's socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(timeout)
        try:
            probe.connect(str(lab.socket(node)))
            return probe.recv(64).startswith(b"SSH-2.0-")
        except OSError:
            return False
