# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How `up` and `down` talk to a lab's supervisor: one JSON line there, one back."""

import json
import os
import socket
from typing import Any

from .errors import LabError
from .layout import Lab


def ask(lab: Lab, request: dict[str, Any], timeout: float = 30) -> dict[str, Any] | None:
    """The supervisor's answer; None when there is no supervisor, or when it ended before answering."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout)
        try:
            connection.connect(str(lab.control))
            connection.sendall(json.dumps(request).encode() + b"\n")
            line = connection.makefile("rb").readline()
        except TimeoutError as error:
            raise LabError(
                f"the supervisor of lab {lab.name} does not answer",
                f"stop the lab and start it again: podwire-nodes down --name {lab.name}",
            ) from error
        except OSError:
            return None
    if not line:
        return None
    answer = json.loads(line)
    if "error" in answer:
        raise LabError(answer["error"], answer.get("hint", ""), answer.get("detail", ""))
    return answer


def listen(lab: Lab) -> socket.socket:
    lab.control.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mask = os.umask(0o077)
    try:
        listener.bind(str(lab.control))
    finally:
        os.umask(mask)
    listener.listen(8)
    return listener


def receive(connection: socket.socket) -> dict[str, Any]:
    connection.settimeout(2)
    return json.loads(connection.makefile("rb").readline())


def answer(connection: socket.socket, reply: dict[str, Any]) -> None:
    try:
        connection.sendall(json.dumps(reply).encode() + b"\n")
    except OSError:
        pass  # who asked has gone
