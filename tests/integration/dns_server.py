#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A DNS server that knows as much of a Corefile as the doctor's tests need: port, `rewrite name A B` and `forward . TO...`.

    dns_server.py -conf COREFILE
"""
import os
import socket
import sys


def read_config(path):
    port, rewrites, upstreams = 53, {}, []
    with open(path, encoding="utf-8") as file:
        for words in (line.split() for line in file):
            if words and words[-1] == "{":
                port = int(words[0].rsplit(":", 1)[1])
            elif words[:2] == ["rewrite", "name"]:
                rewrites[encode(words[2])] = encode(words[3])
            elif words[:1] == ["forward"]:
                upstreams = words[2:]
    return port, rewrites, upstreams


def encode(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.rstrip(".").split(".")) + b"\0"


def ask(query, upstreams):
    for upstream in upstreams:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(0.5)
            client.sendto(query, (upstream, 53))
            try:
                return client.recv(4096)
            except OSError:
                pass
    return None


def answer(query, rewrites, upstreams):
    """The question's name is put in the place of the rewritten one: its first 12 bytes are the header, the name follows."""
    end = query.index(b"\0", 12) + 1
    name = query[12:end]
    asked = rewrites.get(name.lower(), name)
    reply = ask(query[:12] + asked + query[end:end + 4], upstreams) if asked == name else None
    if asked != name:
        reply = ask(query[:2] + b"\x01\x00\x00\x01\0\0\0\0\0\0" + asked + query[end:end + 4], upstreams)
        reply = reply and reply[:12] + name + reply[12 + len(asked):]
    return reply or query[:2] + b"\x81\x82" + query[4:6] + b"\0" * 6 + query[12:end + 4]  # SERVFAIL


def main():
    port, rewrites, upstreams = read_config(sys.argv[sys.argv.index("-conf") + 1])
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("0.0.0.0", port))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.connect(os.environ["NOTIFY_SOCKET"])
        channel.send(b"READY=1")
    while True:
        query, client = server.recvfrom(4096)
        server.sendto(answer(query, rewrites, upstreams), client)


main()
