#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random sequences of apply, undo and goto, some of them killed at random moments, end in what the last command asked for."""
import os
import random
import subprocess
import time
import unittest

from podwire_lab import CTL, Lab, kept_by_others, settled

SEQUENCES = int(os.environ.get("PODWIRE_SEQUENCES", "100"))
# The parts that are rules, routes and links: where a sequence of steps can go wrong in the most ways, and quick to play.
PARTS = {"cluster", "clusterip", "nodeport"}
OWN = "sudo iptables -t nat -{verb} OUTPUT -p tcp -d 10.96.1.100 --dport 9090 -j DNAT --to-destination 192.168.1.10:80"


class RandomSequencesTest(unittest.TestCase):
    lab = Lab("pwt-random")

    @classmethod
    def setUpClass(cls):
        cls.lab.down()
        cls.lab.up()
        steps = cls.lab.json("steps")
        cls.order = [s["id"] for s in steps if s["part"] in PARTS and not s["optional"]]
        cls.lab.ssh("node1", OWN.format(verb="A"))
        cls.lab.ssh("node2", OWN.format(verb="A"))

    @classmethod
    def tearDownClass(cls):
        cls.lab.down()

    def command(self, dice):
        verb = dice.choice(["apply", "undo", "goto"])
        if verb == "goto":
            return ["goto", dice.choice(self.order)]
        if dice.random() < 0.2:
            return [verb] + self.order
        return [verb] + dice.sample(self.order, dice.randint(1, 3))

    def kill_somewhere(self, words, dice):
        process = subprocess.Popen([CTL, words[0], "--name", self.lab.name] + words[1:], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        time.sleep(dice.uniform(0, 0.8))
        process.kill()
        process.wait()

    def assert_asked_for(self, words, states):
        if words[0] == "goto":
            place = self.order.index(words[1])
            expected = {s: "applied" if i <= place else "absent" for i, s in enumerate(self.order)}
        else:
            named = words[1:]
            expected = {s: "applied" if words[0] == "apply" else "absent" for s in named}
            if words[0] == "undo":
                expected = {s: state for s, state in expected.items() if s not in kept_by_others(named)}
        self.assertEqual({s: states[s] for s in expected}, settled(expected), words)

    def assert_no_rule_twice(self):
        for node in ("node1", "node2"):
            rules = [r for r in self.lab.ssh(node, "sudo iptables -t nat -S").stdout.splitlines() if r.startswith("-A")]
            self.assertEqual(len(rules), len(set(rules)), rules)
            self.assertEqual(sum("--dport 9090" in r for r in rules), 1, f"the student's own rule on {node}")

    def test_the_last_command_decides(self):
        seed = int(os.environ.get("PODWIRE_SEED", "20261122"))
        print(f"\n{SEQUENCES} sequences, seed {seed}", flush=True)
        for number in range(SEQUENCES):
            dice = random.Random(seed + number)
            for _ in range(dice.randint(0, 2)):
                words = self.command(dice)
                if dice.random() < 0.4:
                    self.kill_somewhere(words, dice)
                else:
                    self.lab.ctl(*words, check=0)
            last = self.command(dice)
            self.lab.ctl(*last, check=0)
            with self.subTest(sequence=number):
                self.assert_asked_for(last, self.lab.states())
                self.assert_no_rule_twice()


if __name__ == "__main__":
    unittest.main(verbosity=2)
