#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows a node at 20,000 connection events a second, beside `conntrack -E >/dev/null` on the same node in the same run: nothing may
be lost that the yardstick did not lose. PODWIRE_BENCH_SECONDS asks for another time than 10 seconds."""
import json
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))
from podwire_lab import CTL, Lab  # noqa: E402

RATE = 20_000
SECONDS = int(os.environ.get("PODWIRE_BENCH_SECONDS", "10"))

# One packet a flow, in bursts of a hundredth of a second. Flows end after a second, which is an event as well: half of the rate.
FLOOD = """
import socket, time
RATE, SECONDS = {rate}, {seconds}
sockets = []
for source in range(20):
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.bind(("127.0.0.1", 4000 + source))
    sockets.append(one)
step = RATE // 100
refused = 0
begin = time.monotonic()
for burst in range(100 * SECONDS):
    for i in range(burst * step, burst * step + step):
        try:
            sockets[i // 50_000 % 20].sendto(b"x", ("127.0.0.1", 10_000 + i % 50_000))
        except PermissionError:
            refused += 1  # the table is full
    time.sleep(max(0, begin + (burst + 1) / 100 - time.monotonic()))
print(round(time.monotonic() - begin, 2))
"""
YARDSTICK = "sudo conntrack -E -b 8388608 -o id,timestamp,extended >/dev/null 2>/tmp/yardstick & echo started; cat >/dev/null"
# The inode of each listening socket and what it lost.
DROPS = "awk '$2 == 12 && $4 != \"00000000\" {print $10, $9}' /proc/net/netlink"


def drops(lab):
    return {int(inode): int(lost) for inode, lost in (line.split() for line in lab.ssh("node1", DROPS).stdout.splitlines())}


def flood(lab):
    out = lab.ssh("node1", "python3 - <<'END'\n" + FLOOD.format(rate=RATE // 2, seconds=SECONDS) + "END\n").stdout
    return float(out)


def main():
    lab = Lab("pwt-events")
    lab.down()
    try:
        lab.up()
        lab.ctl("apply", "--to", "clusterip.vip", check=0)  # without a rule for it the kernel tracks nothing
        lab.ssh("node1", "sudo sysctl -qw net.netfilter.nf_conntrack_udp_timeout=1")
        yardstick = subprocess.Popen(["ssh", "-F", f"/run/podwire/{lab.name}/ssh_config", "node1", YARDSTICK], text=True,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        yardstick.stdout.readline()
        time.sleep(0.5)
        theirs = set(drops(lab))
        ours = subprocess.Popen([CTL, "show", "conntrack", "node1", "--name", lab.name, "--watch"], text=True,
                                stdin=subprocess.DEVNULL, stdout=open("/tmp/podwire-events-bench", "w", encoding="utf-8"))
        time.sleep(2)
        took = flood(lab)
        time.sleep(3)
        lost = drops(lab)
        ours.terminate()
        ours.wait(30)
        lab.ssh("node1", "sudo pkill -x conntrack", check=False)
        yardstick.stdin.close()
        yardstick.wait(10)
        said = lab.ssh("node1", "cat /tmp/yardstick").stdout
    finally:
        lab.down()
    events_there = int(said.rsplit("flow events", 1)[0].split()[-1])
    lost_there = sum(count for inode, count in lost.items() if inode in theirs)
    lost_here = sum(count for inode, count in lost.items() if inode not in theirs)
    with open("/tmp/podwire-events-bench", encoding="utf-8") as file:
        end = file.readlines()[-1]
    os.unlink("/tmp/podwire-events-bench")
    print(json.dumps({"seconds": took, "yardstick": {"events": events_there, "lost": lost_there},
                      "podwire": end.strip(), "podwire lost": lost_here}))
    there, here = events_there + lost_there, int(end.split()[0]) + lost_here
    if there < RATE * SECONDS * 0.95 or here < there * 0.99:  # the two start and end at slightly other times
        print(f"not every event was told: {there} there, {here} here")
        return 1
    return 0 if lost_here <= lost_there and f" {lost_here} lost" in end else 1


sys.exit(main())
