#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A node's chains as podwirectl follows them, on real nodes: run as root."""
import json
import os
import pathlib
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from podwire_lab import CTL, Lab  # noqa: E402

LAB = Lab("pwt-chains")
VIP = "10.96.1.100"
REQUESTS = 300
SERVICES = int(os.environ.get("PODWIRE_SERVICES", "1000"))


# Ticks of CPU time that the feed's processes have used on a node, and how many processes they are.
COST = r"""sudo bash <<'END'
sum=0 n=0
for p in /proc/[0-9]*; do
  args=$(tr '\0' ' ' 2>/dev/null < $p/cmdline)
  case $args in *'look_whole()'* | 'nft monitor'*) ;; *) continue ;; esac
  case $args in bash\ -s* | sudo\ bash*) continue ;; esac
  read -r -a s < $p/stat 2>/dev/null && sum=$((sum + s[13] + s[14] + s[15] + s[16])) && n=$((n + 1))
done
echo $sum $n
END"""


def setUpModule():
    if os.geteuid() != 0:
        raise RuntimeError("these tests start nodes: run them as root")
    LAB.down()
    LAB.up()
    LAB.ctl("apply", "--all", check=0)


def tearDownModule():
    LAB.down()


class Watcher:
    """`podwirectl show chains NODE --watch --json`, its lines as they come."""

    def __init__(self, node, *chains):
        argv = [CTL, "show", "--name", LAB.name, "--json", "chains", node, *chains, "--watch"]
        self.process = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)
        self.events = []
        self.thread = threading.Thread(target=self.read)
        self.thread.start()
        self.wait(lambda: self.events, seconds=400)  # the whole of a big rule set takes long

    def read(self):
        for line in self.process.stdout:
            self.events.append(json.loads(line) | {"seen": time.monotonic()})

    def wait(self, condition, seconds=10.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return True
            time.sleep(0.01)
        return False

    def of(self, kind):
        return [event for event in list(self.events) if event["event"] == kind]

    def packets(self, chain, wanted):
        """The latest count of each rule of a chain with `wanted` in it."""
        first = next(one for one in self.of("snapshot")[0]["chains"] if one["chain"] == chain and one["table"] == "nat")
        counts = {rule["rule"]: rule["packets"] for rule in first["rules"]}
        counts |= {event["rule"]: event["packets"] for event in self.of("count") if event["chain"] == chain}
        return {rule: count for rule, count in counts.items() if wanted in rule}

    def __enter__(self):
        return self

    def __exit__(self, *why):
        self.process.terminate()
        self.process.wait(10)
        self.thread.join(10)
        self.process.stdout.close()


def request(count):
    done = LAB.ssh("node2", f"for i in $(seq {count}); do curl -s -o /dev/null -m 3 http://{VIP}:8080 && echo ok; done")
    return done.stdout.count("ok")


class Chains(unittest.TestCase):
    def test_counters_move_by_the_number_of_requests(self):
        with Watcher("node2") as watcher:
            before = sum(watcher.packets("OUTPUT", f"-d {VIP}/32").values())
            self.assertEqual(request(REQUESTS), REQUESTS)
            counted = lambda: sum(watcher.packets("OUTPUT", f"-d {VIP}/32").values()) - before  # noqa: E731
            watcher.wait(lambda: counted() >= REQUESTS)
            self.assertEqual(counted(), REQUESTS)
            self.assertTrue(all(watcher.packets("OUTPUT", f"-d {VIP}/32").values()), "each backend has its share")

    def test_a_rule_typed_by_hand_arrives_and_leaves(self):
        with Watcher("node2") as watcher:
            typed = time.monotonic()
            LAB.ssh("node2", "sudo iptables -A INPUT -p tcp --dport 4242 -j DROP")
            self.assertTrue(watcher.wait(lambda: watcher.of("arrived")))
            took = watcher.of("arrived")[0]["seen"] - typed
            LAB.ssh("node2", "sudo iptables -D INPUT -p tcp --dport 4242 -j DROP")
            self.assertTrue(watcher.wait(lambda: watcher.of("left")))
            self.assertIn("--dport 4242", watcher.of("left")[0]["rule"])
            print(f"\n  a rule arrives within {took * 1000:.0f} ms of typing, ssh included")
            self.assertLess(took, 3)

    def test_a_rewrite_is_a_reset_and_the_total_goes_on(self):
        request(20)
        with Watcher("node2") as watcher:
            before = watcher.packets("OUTPUT", f"-d {VIP}/32")
            LAB.ssh("node2", "( echo '*nat'; echo '-F OUTPUT'; sudo iptables-save -t nat | grep '^-A OUTPUT'; echo COMMIT )"
                    " | sudo iptables-restore --noflush")
            self.assertTrue(watcher.wait(lambda: watcher.of("reset")))
            self.assertEqual(watcher.of("arrived") + watcher.of("left"), [])
            self.assertEqual(watcher.packets("OUTPUT", f"-d {VIP}/32"), before)
            request(10)
            total = lambda: sum(watcher.packets("OUTPUT", f"-d {VIP}/32").values()) - sum(before.values())  # noqa: E731
            watcher.wait(lambda: total() >= 10)
            self.assertEqual(total(), 10)

    def test_a_lost_connection_is_a_gap_and_nothing_counts_twice(self):
        with Watcher("node2") as watcher:
            before = sum(watcher.packets("OUTPUT", f"-d {VIP}/32").values())
            sock = pathlib.Path(f"/run/podwire/{LAB.name}/node2/ssh.sock")
            request(5)
            watcher.wait(lambda: watcher.of("count"))
            LAB.ssh("node2", "sudo systemd-run -q --collect bash -c 'sleep 1; pkill -KILL -u ubuntu sshd'")
            os.rename(sock, f"{sock}.away")
            try:
                self.assertTrue(watcher.wait(lambda: watcher.of("lost")))
                time.sleep(3)
            finally:
                os.rename(f"{sock}.away", sock)
            self.assertTrue(watcher.wait(lambda: watcher.of("gap"), seconds=20))
            gap = watcher.of("gap")[0]
            self.assertGreater(gap["to"] - gap["from"], 2500)
            request(7)
            total = lambda: sum(watcher.packets("OUTPUT", f"-d {VIP}/32").values()) - before  # noqa: E731
            watcher.wait(lambda: total() >= 12)
            self.assertEqual(total(), 12)

    def test_it_costs_the_idle_node_little_and_leaves_nothing_behind(self):
        with Watcher("node2") as watcher:
            time.sleep(3)
            look = lambda: [int(word) for word in LAB.ssh("node2", COST).stdout.split()]  # noqa: E731
            (begin, running), t0 = look(), time.monotonic()
            time.sleep(20)
            (end, _), t1 = look(), time.monotonic()
            share = (end - begin) / (t1 - t0)  # ticks of 10 ms: per cent
            print(f"\n  the feed costs the idle node {share:.2f} % of a core; it says {watcher.of('pace')[-1]['per_mille'] / 10} %")
            self.assertGreater(running, 0)
            self.assertLess(share, 2)
        time.sleep(2)
        self.assertEqual(LAB.ssh("node2", COST).stdout.split()[1], "0")


def kube_rules(services):
    """What kube-proxy makes of services with three endpoints each, for iptables-restore."""
    heads, jumps, bodies = ["*nat", ":OUTPUT ACCEPT [0:0]", ":KUBE-SERVICES - [0:0]"], [], []
    for i in range(services):
        svc = f"KUBE-SVC-{i:016X}"
        heads.append(f":{svc} - [0:0]")
        jumps.append(f"-A KUBE-SERVICES -d 10.{100 + i // 62500}.{i // 250 % 250}.{i % 250 + 1}/32 -p tcp -m comment --comment "
                     f'"ns/svc-{i} cluster IP" -m tcp --dport 80 -j {svc}')
        for e in range(3):
            sep = f"KUBE-SEP-{i * 3 + e:016X}"
            heads.append(f":{sep} - [0:0]")
            chance = f"-m statistic --mode random --probability {1 / (3 - e):.5f} " if e < 2 else ""
            bodies.append(f'-A {svc} -m comment --comment "ns/svc-{i}" {chance}-j {sep}')
            bodies.append(f"-A {sep} -p tcp -m tcp -j DNAT --to-destination 10.244.{i // 250 % 250}.{e + 1}:8080")
    return "\n".join(heads + ["-A OUTPUT -j KUBE-SERVICES"] + jumps + bodies + ["COMMIT", ""])


class ManyServices(unittest.TestCase):
    def test_the_chains_in_sight_are_refreshed_soon(self):
        LAB.ssh("node1", "sudo ip netns add many")
        self.addCleanup(LAB.ssh, "node1", "sudo ip netns del many")
        load = subprocess.run(["ssh", "-F", f"/run/podwire/{LAB.name}/ssh_config", "node1",
                               "sudo ip netns exec many iptables-restore"], input=kube_rules(SERVICES), text=True,
                              capture_output=True, timeout=300)
        self.assertEqual(load.returncode, 0, load.stderr)
        svc = f"KUBE-SVC-{SERVICES // 2:016X}"
        yard = LAB.ssh("node1", f"TIMEFORMAT=%R; time sudo ip netns exec many iptables -t nat -v -S {svc} >/dev/null").stderr.strip()
        print(f"\n  yardstick: iptables -t nat -v -S CHAIN takes {yard} s with {SERVICES} services")
        with Watcher("node1/many", f"nat/{svc}", "nat/OUTPUT") as watcher:
            self.assertTrue(watcher.wait(lambda: any(one["by_chains"] for one in watcher.of("pace")), seconds=60))
            time.sleep(2)
            watcher.events.clear()
            begun = time.monotonic()
            LAB.ssh("node1", f"sudo ip netns exec many iptables -t nat -A {svc} -p udp -j RETURN")
            self.assertTrue(watcher.wait(lambda: watcher.of("arrived"), seconds=20))
            took = watcher.of("arrived")[0]["seen"] - begun
            trip = time.monotonic()
            LAB.ssh("node1", "true")
            trip = time.monotonic() - trip
            print(f"  a rule in a chain in sight shows after {took * 1000:.0f} ms, of which a bare ssh takes {trip * 1000:.0f} ms")
            self.assertLess(took, 0.25 + trip + 2 * float(yard))


if __name__ == "__main__":
    unittest.main(verbosity=2)
