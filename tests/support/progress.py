#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints podwire-nodes' progress as plain lines, each sentence once."""
import json
import sys

last = None
for line in sys.stdin:
    event = json.loads(line)
    text = event.get("text") or event.get("message") or event["event"]
    if text != last:
        print(" ", text, flush=True)
    last = text
