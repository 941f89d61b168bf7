# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A local lab of a test's own, driven by podwirectl as a user drives it, and looked at by a plain ssh."""
import json
import os
import re
import subprocess
import unittest

CTL = os.path.join(os.environ["PODWIRE_BIN"], "podwirectl")

# What a change could touch, printed in a stable order. Counters, ages and the like are left out.
SNAPSHOT = r"""
namespaces=$(sudo ip netns list | cut -d' ' -f1)
for i in $(seq 50); do  # until no address is still being looked at for duplicates, which adds its routes later
  found=$(ip -6 addr show tentative; for n in $namespaces; do sudo ip -n "$n" -6 addr show tentative; done)
  [ -z "$found" ] && break
  sleep 0.1
done
sudo iptables-save | grep -v '^#' | sed 's/\[[0-9]*:[0-9]*\]//'
for n in '' $namespaces; do
  echo "netns $n"
  look() { if [ -n "$n" ]; then sudo ip -n "$n" -j "$@"; else ip -j "$@"; fi; }
  look addr; look route show table all; look link; look rule
done
sudo sysctl -a 2>/dev/null | grep '^net\.' | grep -vE 'conntrack_count|nf_conntrack_generic|random|route\.gc|\.stable_secret'
sudo find /etc /home /root /usr/local /opt /var/lib/podwire /srv -xdev ! -name .bash_history \
  \( -type d -printf '%p %m d\n' -o -printf '%p %m %y %s\n' \) 2>/dev/null | sort
sudo find /etc /home -xdev -type f -exec sha256sum {} + 2>/dev/null | sort
systemctl list-units --all --plain --no-legend --type=service,timer,socket | awk '{print $1, $3}' | grep -v '^podwire-ssh@' | sort
"""
VOLATILE = re.compile(r'"(valid_life_time|preferred_life_time|stats64|age|promiscuity|qdisc|cacheinfo)":[^,}\]]+,?')

# Steps that ask for the very same route and for nothing else: while it is there both are applied, whoever wanted it.
SAME_ROUTE = {"clusterip.static_routing_node1", "nodeport.static_routing"}


# A step that asks for nothing but what another one asks for as well: as long as that one is applied, so is this.
WITHIN = {"clusterip.static_routing_node2": "nodeport.node2"}


def kept_by_others(undone):
    """Of the steps in `undone`, those that may still show as applied, since a step that was not undone wants the same."""
    kept = {step for step, other in WITHIN.items() if step in undone and other not in undone}
    return kept if SAME_ROUTE <= set(undone) else kept | SAME_ROUTE


def settled(states):
    """The states that nodes show when the steps in `states` are asked to be so."""
    shared = [states[step] for step in SAME_ROUTE if step in states]
    return {step: "applied" if step in SAME_ROUTE and "applied" in shared else state for step, state in states.items()}


class Lab:
    def __init__(self, name):
        self.name = name

    def ctl(self, *words, lab=None, timeout=180, check=None, env=None):
        """Runs podwirectl; check: the exit status that must come."""
        argv = [CTL, words[0], "--name", self.name] + (["--lab", lab] if lab else []) + list(words[1:])
        done = subprocess.run(argv, capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL, env=env)
        if check is not None and done.returncode != check:
            raise AssertionError(f"{' '.join(argv)}: status {done.returncode}, not {check}\n{done.stdout}\n{done.stderr}")
        return done

    def json(self, *words, **how):
        return json.loads(self.ctl(words[0], "--json", *words[1:], **how).stdout)

    def states(self, lab=None):
        return {step["id"]: step["state"] for step in self.json("steps", lab=lab)}

    def ssh(self, node, script, check=True):
        """What a student's own terminal does: a plain OpenSSH client."""
        done = subprocess.run(["ssh", "-F", f"/run/podwire/{self.name}/ssh_config", node, "bash", "-s"], input=script,
                              capture_output=True, text=True, timeout=120)
        if check and done.returncode != 0:
            raise AssertionError(f"{node}: {script}: status {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done

    def snapshot(self, nodes=("host", "node1", "node2")):
        return {node: [VOLATILE.sub("", line) for line in self.ssh(node, SNAPSHOT).stdout.splitlines()] for node in nodes}

    def up(self):
        self.ctl("nodes", "up", timeout=600, check=0)

    def down(self):
        self.ctl("nodes", "down", timeout=60)


class LabCase(unittest.TestCase):
    """Tests that share the lab that their class names."""

    lab: Lab

    @classmethod
    def setUpClass(cls):
        cls.lab.down()
        cls.lab.up()

    @classmethod
    def tearDownClass(cls):
        cls.lab.down()
