#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the local lab takes to come up, and how much faster Podwire applies the chapter than the chapter's commands by a plain
ssh each. Both in one run on the same nodes; fails when a budget is missed."""
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))
from podwire_lab import Lab  # noqa: E402

LAST = "nodeport.node2"  # cluster, ClusterIP and NodePort; the other parts bring programs along, which take their time
UP_BUDGET = 4.0     # seconds: three nodes from `up` to SSH-ready, image cached
RATIO_BUDGET = 5.0  # a plain ssh for each command against Podwire


def timed(work):
    begin = time.monotonic()
    work()
    return time.monotonic() - begin


def by_plain_ssh(lab, commands):
    for one in commands:
        done = subprocess.run(["ssh", "-F", f"/run/podwire/{lab.name}/ssh_config", one["node"], one["command"]],
                              capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise SystemExit(f"{one['node']}: {one['command']}: {done.stderr}")


def figure(what, value, budget, unit):
    """A line of the form that tests/bench/figures gathers. True when the budget is kept."""
    print(f"figure  {what:<58} {value:10.2f} {unit:<6} budget {budget:8.2f}  {'kept' if value <= budget else 'OVER'}")
    return value <= budget


def main():
    lab = Lab("pwt-bench")
    lab.down()
    runs = int(os.environ.get("PODWIRE_BENCH_RUNS", "3"))
    try:
        ups = []
        for _ in range(runs):
            ups.append(timed(lab.up))
            if len(ups) < runs:
                lab.down()
        commands = lab.json("apply", "--to", LAST, "--dry-run")
        plain, ours = [], []
        for _ in range(runs):
            plain.append(timed(lambda: by_plain_ssh(lab, commands)))
            lab.ctl("undo", "--all", check=0)
            ours.append(timed(lambda: lab.ctl("apply", "--to", LAST, check=0)))
            lab.ctl("undo", "--all", check=0)
    finally:
        lab.down()
    up, ratio = min(ups), min(plain) / min(ours)
    print(f"all runs: up {', '.join(f'{one:.2f}' for one in ups)} s; {len(commands)} commands, a plain ssh each "
          f"{min(plain):.2f} s, Podwire {min(ours):.2f} s")
    kept = figure("three nodes from up to SSH-ready", up, UP_BUDGET, "s")
    return 0 if figure("chapter applied, as part of a plain ssh for each command", 1 / ratio, 1 / RATIO_BUDGET, "") and kept else 1


sys.exit(main())
