# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One node under the supervisor's care."""

import socket
import subprocess
import time
from pathlib import Path

from . import cgroups, nspawn
from .errors import LabError
from .layout import Lab, NodeSpec
from .network import Network
from .node_files import NodeFiles
from .process import ProcessId, run
from .state import NodeState


class Node:
    """Starts, mends and ends one node. `state` is what the world is told about it."""

    def __init__(self, lab: Lab, spec: NodeSpec, rootfs: Path, network: Network):
        self.spec = spec
        self.state = NodeState()
        self.notify = nspawn.notify_socket(lab, spec)
        self.child: subprocess.Popen[bytes] | None = None
        self._lab = lab
        self._network = network
        self._files = NodeFiles(lab, spec, rootfs)

    def adopt(self, recorded: NodeState) -> None:
        """Takes over a node that a former supervisor started; what cannot be taken over is ended."""
        if recorded.alive():
            self.state = NodeState("running", recorded.nspawn, recorded.leader)
        else:
            self.clean_up()

    def launch(self, fresh: bool = False) -> None:
        """Boots the node, as it left its files or as new, in a new network namespace."""
        self.clean_up()
        self._files.prepare(fresh)
        self._network.create(self.spec)
        self._drain()
        self.child = nspawn.start(self._lab, self.spec, self._files.root)
        self.state = NodeState("starting", ProcessId.of(self.child.pid))

    def on_notify(self) -> None:
        """Reads what systemd-nspawn says about the boot."""
        for line in self._drain():
            key, _, value = line.partition("=")
            if key == "X_NSPAWN_LEADER_PID":
                self.state.leader = ProcessId.of(int(value))
            elif key == "READY" and value == "1" and self.state.state == "starting":
                self.state.state = "running"

    def _drain(self) -> list[str]:
        lines: list[str] = []
        while True:
            try:
                lines += self.notify.recv(4096).decode(errors="replace").splitlines()
            except BlockingIOError:
                return lines

    def ended(self, status: int | None) -> None:
        """systemd-nspawn has gone, with exit status `status` if that is known."""
        if status == nspawn.REBOOT:
            self.launch()
            return
        why = "ended" if status is None else f"ended with {status}"
        self.clean_up()
        self.state = NodeState("stopped", detail=why)

    def clean_up(self) -> None:
        """Ends whatever is left of the node; its files and its network stay."""
        cgroups.kill(self._lab, self.spec.name)
        cgroups.remove(self._lab, self.spec.name)
        nspawn.remove_leftovers(self._lab, self.spec)
        self.child = None
        self.state = NodeState()

    def heal(self) -> list[str]:
        """Does what is needed for a whole node and says what that was; nothing for a healthy one."""
        if self.state.state == "stopped":
            again = self._lab.node_dir(self.spec.name).exists()
            self.launch()
            return [f"{self.spec.name} was not running: starting it again" if again else f"Starting {self.spec.name}"]
        if self.state.state == "starting":
            return []
        if not self.state.alive():
            self.launch()
            return [f"{self.spec.name} had lost its processes: starting it again"]
        return self._heal_network() + self._heal_socket()

    def _heal_network(self) -> list[str]:
        done = []
        if not self._network.is_of(self.spec.name, self._leader()):
            self._network.adopt(self.spec, self._leader())
            done.append(f"The handle of {self.spec.name}'s network namespace was gone: taken again")
        if not self._network.plugged(self.spec):
            self._network.plug(self.spec)
            self._inside(["systemctl", "restart", "podwire-link-dns.service"])
            done.append(f"{self.spec.name} was cut off: its cable is laid again")
        return done

    def _heal_socket(self) -> list[str]:
        if self._socket_listens():
            return []
        try:
            self._inside(["systemctl", "restart", "podwire-ssh.socket"])
        except LabError:
            pass  # whatever the reason: the node is started again below
        if self._socket_listens():
            return [f"{self.spec.name}'s SSH socket was gone: opened again"]
        self.launch()
        return [f"{self.spec.name}'s SSH socket could not be opened: starting the node again"]

    def _socket_listens(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(1)
            try:
                probe.connect(str(self._lab.socket(self.spec.name)))
                return True
            except OSError:
                return False

    def _leader(self) -> int:
        assert self.state.leader is not None
        return self.state.leader.pid

    def _inside(self, argv: list[str]) -> None:
        run(["nsenter", f"--target={self._leader()}", "--mount", "--uts", "--ipc", "--net", "--pid", *argv],
            f"run {argv[0]} in {self.spec.name}", timeout=10)


def stop_all(nodes: list[Node], reap, patience: float = 1.4) -> None:
    """Shuts all nodes down side by side; who is not gone after `patience` seconds is killed."""
    running = [node for node in nodes if node.state.nspawn and node.state.nspawn.alive()]
    for node in running:
        nspawn.stop(node.state.nspawn.pid)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and any(node.state.nspawn.alive() for node in running):
        reap()
        time.sleep(0.005)
    for node in running:
        if node.state.nspawn.alive():
            nspawn.stop(node.state.nspawn.pid)
    for node in nodes:
        node.clean_up()
