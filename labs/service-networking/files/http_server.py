#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The web server of a pod: tells every client which address answered.

    python3 http_server.py ADDRESS PORT

Exit status: 0 stopped by SIGTERM or SIGINT, 1 the address cannot be listened on, 2 wrong use.
"""

import ipaddress
import os
import signal
import socket
import struct
import sys
import threading

WORKERS = 128
BACKLOG = 1024
MAX_REQUEST_BYTES = 16384
CLIENT_TIMEOUT_SECONDS = 10
CLOSE_TIMEOUT_SECONDS = 5


def work(listener, address):
    """One worker: takes the next client, answers one request, closes. So each request is a new flow in conntrack."""
    while True:
        client, _ = listener.accept()
        try:
            with client:
                client.settimeout(CLIENT_TIMEOUT_SECONDS)
                client.sendall(answer(read_request(client), address))
                let_client_close(client)
        except OSError:
            pass  # the client went away or said nothing in time


def read_request(client):
    request = b""
    while b"\r\n\r\n" not in request and len(request) < MAX_REQUEST_BYTES:
        chunk = client.recv(MAX_REQUEST_BYTES)
        if not chunk:
            break
        request += chunk
    return request


def let_client_close(client):
    """Who closes first keeps the port in TIME-WAIT for a minute. Clients behind one address after SNAT may meet such a port again, and
    their SYN would then be dropped as an old one. So the client goes first; one that does not is reset, which leaves no TIME-WAIT."""
    client.settimeout(CLOSE_TIMEOUT_SECONDS)
    try:
        client.recv(MAX_REQUEST_BYTES)
    except TimeoutError:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def answer(request, address):
    words = request.split(b"\r\n", 1)[0].decode("latin-1").split()
    if len(words) != 3 or not words[2].startswith("HTTP/"):
        return reply("400 Bad Request", "Bad request\n")
    method, path, _ = words
    if method not in ("GET", "HEAD"):
        return reply("501 Not Implemented", "Only GET and HEAD\n")
    return reply("200 OK", f"HTTP Server IP address: {address}\nRequest path: {path}\n", with_body=method == "GET")


def reply(status, text, with_body=True):
    head = (
        f"HTTP/1.0 {status}\r\n"
        "Content-Type: text/plain\r\n"
        f"Content-Length: {len(text)}\r\n"
        "Connection: close\r\n"
        "\r\n"
    )
    return (head + (text if with_body else "")).encode("latin-1")


def notify_ready():
    """sd_notify(3): systemd learns that the server listens, so that the next command may rely on it."""
    path = os.environ.get("NOTIFY_SOCKET")
    if not path:
        return
    if path.startswith("@"):
        path = "\0" + path[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.connect(path)
        channel.sendall(b"READY=1")


def parse_arguments(arguments):
    try:
        if len(arguments) != 2:
            raise ValueError(f"{len(arguments)} arguments given")
        address = str(ipaddress.IPv4Address(arguments[0]))
        port = int(arguments[1])
        if not 1 <= port <= 65535:
            raise ValueError(f"{port} is not a port between 1 and 65535")
        return address, port
    except ValueError as error:
        print(f"usage: http_server.py ADDRESS PORT ({error})", file=sys.stderr)
        raise SystemExit(2) from None


def main():
    address, port = parse_arguments(sys.argv[1:])
    # Blocked before the workers start, so that only sigwait below receives them.
    signals = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        listener = socket.create_server((address, port), backlog=BACKLOG)  # sets SO_REUSEADDR
    except OSError as error:
        print(f"http_server.py: cannot listen on {address}:{port}: {os.strerror(error.errno)}", file=sys.stderr)
        return 1
    for _ in range(WORKERS):
        threading.Thread(target=work, args=(listener, address), daemon=True).start()
    notify_ready()
    signal.sigwait(signals)
    return 0


if __name__ == "__main__":
    sys.exit(main())
