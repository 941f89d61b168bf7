# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The process that owns a lab's nodes: starts and reaps them, restarts what reboots, answers `up` and `down`.

It has a single thread, because it forks.
"""

import ctypes
import os
import selectors
import signal
import socket
import sys
from pathlib import Path
from typing import Any, Callable

from . import cgroups, control, state
from .dismantle import dismantle
from .errors import LabError
from .layout import NODES, Lab
from .network import Network
from .node import Node, stop_all
from .process import ProcessId

_PR_SET_CHILD_SUBREAPER = 36


class Supervisor:
    def __init__(self, lab: Lab, rootfs: Path):
        self._lab = lab
        self._rootfs = rootfs
        self._network = Network(lab)
        self._nodes = {spec.name: Node(lab, spec, rootfs, self._network) for spec in NODES}
        self._selector = selectors.DefaultSelector()
        self._told_to_stop = False
        self._finished = False

    def run(self) -> None:
        """Returns when the lab has been taken down."""
        self._catch_signals()
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        cgroups.enter_as_manager(self._lab)
        self._adopt()
        self._publish()
        for node in self._nodes.values():
            self._watch(node.notify, lambda node=node: self._on_notify(node))
        listener = control.listen(self._lab)
        self._watch(listener, lambda: self._serve(listener))
        while not self._finished:
            for key, _ in self._selector.select():
                key.data()
            self._reap()
            if self._told_to_stop and not self._finished:
                self._stop()
                cgroups.leave_as_manager(self._lab)
                dismantle(self._lab)

    def _adopt(self) -> None:
        former = state.read(self._lab)
        for name, node in self._nodes.items():
            node.adopt(former.nodes.get(name, state.NodeState()) if former else state.NodeState())
            if node.state.nspawn is not None:
                fd = os.pidfd_open(node.state.nspawn.pid)
                self._watch(fd, lambda node=node, fd=fd: self._adopted_ended(node, fd))

    def _adopted_ended(self, node: Node, fd: int) -> None:
        """Nobody can tell the exit status of another's child, so a reboot looks like an end here."""
        self._selector.unregister(fd)
        os.close(fd)
        if node.child is None:
            self._ended(node, None)

    def _serve(self, listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                request = control.receive(connection)
                reply = self._handle(request)
            except LabError as error:
                reply = {"error": error.message, "hint": error.hint, "detail": error.detail}
            except (OSError, ValueError) as error:
                reply = {"error": f"the supervisor could not do it: {error}"}
            self._publish()
            control.answer(connection, reply)

    def _handle(self, request: dict[str, Any]) -> dict[str, Any]:
        actions: list[dict[str, str]] = []
        if request["do"] == "heal":
            actions = self._heal()
        elif request["do"] == "restart":
            self._network.ensure_lan()
            self._nodes[request["node"]].launch(fresh=bool(request["fresh"]))
        elif request["do"] == "stop":
            self._stop()
        return {"actions": actions}

    def _heal(self) -> list[dict[str, str]]:
        actions = []
        self._network.ensure_lan()
        for name, node in self._nodes.items():
            actions += [{"node": name, "text": text} for text in node.heal()]
        return actions

    def _on_notify(self, node: Node) -> None:
        node.on_notify()
        self._publish()

    def _reap(self) -> None:
        """Collects ended children, also those that came here as orphans of a killed systemd-nspawn."""
        for pid, status in self._ended_children():
            for node in self._nodes.values():
                if node.child is not None and node.child.pid == pid:
                    node.child.returncode = status
                    self._ended(node, status)

    def _ended(self, node: Node, status: int | None) -> None:
        try:
            node.ended(status)
        except (LabError, OSError) as error:
            node.state = state.NodeState("stopped", detail=f"could not be started again: {error}")
        self._publish()

    @staticmethod
    def _ended_children() -> list[tuple[int, int]]:
        ended = []
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return ended
            if pid == 0:
                return ended
            ended.append((pid, os.waitstatus_to_exitcode(status)))

    def _stop(self) -> None:
        stop_all(list(self._nodes.values()), self._ended_children)
        self._publish()
        self._finished = True

    def _publish(self) -> None:
        nodes = {name: node.state for name, node in self._nodes.items()}
        state.write(self._lab, state.LabState(str(self._rootfs), ProcessId.of(os.getpid()), nodes))

    def _watch(self, source: Any, handler: Callable[[], None]) -> None:
        self._selector.register(source, selectors.EVENT_READ, handler)

    def _catch_signals(self) -> None:
        reader, self._wakeup = socket.socketpair()
        for end in (reader, self._wakeup):
            end.setblocking(False)
        signal.set_wakeup_fd(self._wakeup.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_stop_signal)
        self._watch(reader, lambda: reader.recv(4096))

    def _on_stop_signal(self, *_: Any) -> None:
        self._told_to_stop = True


def supervise(lab: Lab, rootfs: Path) -> None:
    os.umask(0o022)
    try:
        Supervisor(lab, rootfs).run()
    except LabError as error:
        print(f"{error.message}\n{error.hint}\n{error.detail}", file=sys.stderr, flush=True)
        raise
