#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The chapter on real nodes, through podwirectl: applied, checked, taken back, typed by hand, and refused where it must be."""
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

from podwire_lab import CTL, SAME_ROUTE, Lab, LabCase, settled

LABS = pathlib.Path(__file__).resolve().parents[2] / "labs"
VIP_RULE = ("sudo iptables -t nat -{verb} OUTPUT -p tcp -d 10.96.1.100 --dport 8080 -j DNAT --to-destination 192.168.1.10:80 "
            "-m comment --comment PSEUDO_POD_OUTPUT_DNAT_N1")
BACKENDS = {"192.168.1.10", "192.168.1.20", "192.168.2.20"}


class ChapterTest(LabCase):
    lab = Lab("pwt-chapter")

    def tearDown(self):
        self.lab.ctl("undo", "--all", check=0)

    def required(self):
        return {s["id"]: s["state"] for s in self.lab.json("steps") if not s["optional"]}

    def assert_same(self, before, after):
        for node in before:
            gone = [line for line in before[node] if line not in after[node]]
            new = [line for line in after[node] if line not in before[node]]
            self.assertEqual((gone, new), ([], []), f"on {node}")
            self.assertEqual(before[node], after[node], f"order on {node}")

    def test_all_is_applied_checked_and_taken_back_without_a_trace(self):
        before = self.lab.snapshot()
        self.lab.ctl("apply", "--all", check=0)
        self.assertEqual(set(self.required().values()), {"applied"})
        self.lab.ctl("check", check=0)
        again = self.lab.ctl("apply", "--all", check=0)
        self.assertIn("Nothing to do", again.stdout)
        self.assertEqual(self.lab.json("apply", "--all")["changed"], False)
        self.lab.ctl("undo", "--all", check=0)
        self.assertEqual(set(self.lab.states().values()), {"absent"})
        self.assert_same(before, self.lab.snapshot())

    def test_every_single_step_can_be_taken_back(self):
        done = []
        for step in [s["id"] for s in self.lab.json("steps")]:
            with self.subTest(step=step):
                self.lab.ctl("apply", step, check=0)
                self.lab.ctl("undo", step, check=0)  # what an optional step replaces is gone now
                before = self.lab.snapshot()
                self.lab.ctl("apply", step, check=0)
                self.assertEqual(self.lab.states()[step], "applied")
                self.assertIn("Nothing to do", self.lab.ctl("apply", step, check=0).stdout)
                self.lab.ctl("undo", step, check=0)
                shared = step in SAME_ROUTE and SAME_ROUTE & set(done)
                self.assertEqual(self.lab.states()[step], "applied" if shared else "absent")
                self.assert_same(before, self.lab.snapshot())
            done += [step] if step in self.required() else []
            self.lab.ctl("apply", *done, check=0)

    def test_the_service_answers_on_both_nodes(self):
        self.lab.ctl("apply", "--all", check=0)
        ask = "for i in $(seq 60); do curl -s --max-time 5 10.96.1.100:8080; done | grep -o '192.168.*' | sort -u"
        self.assertEqual(set(self.lab.ssh("node2", ask).stdout.split()), BACKENDS)
        self.assertEqual(set(self.lab.ssh("node1", ask).stdout.split()), {"192.168.1.10"})

    def ask_from_host(self, address, requests=60):
        """Who answered the host how often, all requests at once; "lost" for those that nobody answered."""
        one = f"curl -s --connect-timeout 5 --max-time 8 {address} | grep -o '192.168.*' || echo lost"
        said = self.lab.ssh("host", f"for i in $(seq {requests}); do ({one}) & done; wait").stdout.split()
        return {who: said.count(who) for who in set(said)}

    def assert_all_answer(self, address):
        """Every backend answers the host and no request is lost."""
        answers = self.ask_from_host(address)
        self.assertEqual(set(answers), BACKENDS, f"{address}: {answers}")

    def test_the_nodeport_answers_the_host_on_every_node(self):
        self.lab.ctl("goto", "nodeport.prerouting_external", check=0)
        answers = self.ask_from_host("10.30.45.100:30080")
        self.assertEqual(set(answers), BACKENDS - {"192.168.2.20"} | {"lost"})
        self.assertTrue(3 <= answers["lost"] <= 45, answers)  # a third; outside once in ten million runs
        self.lab.ctl("goto", "nodeport.node2", check=0)
        self.assert_all_answer("10.30.45.100:30080")
        self.assert_all_answer("10.30.45.200:30080")

    def test_an_attempt_that_nobody_answered_does_not_outlive_the_next_rules(self):
        """conntrack keeps it for two minutes with the translation of its time: from the same port it would be lost again."""
        self.lab.ctl("goto", "nodeport.prerouting_external", check=0)
        # Ports below those that the kernel hands out: none is taken by a connection of an earlier test.
        ask = ("for p in %s; do (curl -s -o /dev/null --local-port $p --connect-timeout 3 10.30.45.100:30080; echo $p $?) & done; wait")
        ended = dict(line.split() for line in self.lab.ssh("host", ask % "$(seq 20000 20029)").stdout.splitlines())
        self.assertEqual(set(ended.values()), {"0", "28"}, ended)  # a third times out; none once in 190,000 runs
        lost = [port for port, status in ended.items() if status == "28"]
        self.lab.ctl("goto", "nodeport.node2", check=0)
        ended = dict(line.split() for line in self.lab.ssh("host", ask % " ".join(lost)).stdout.splitlines())
        self.assertEqual(ended, dict.fromkeys(lost, "0"))

    def test_127_0_0_1_is_refused_then_hangs_then_is_answered(self):
        ask = ("for i in $(seq 60); do (curl -s --connect-timeout 1 127.0.0.1:30080 || echo \"exit $?\") & done "
               "| grep -oE 'exit.*|192.168.*'")
        for target, found in (("nodeport.postrouting_external", {"exit 7"}), ("nodeport.output_internal", {"exit 28"}),
                              ("nodeport.postrouting_internal", {"exit 28"} | BACKENDS - {"192.168.2.20"}),
                              ("nodeport.localnet_ens3", BACKENDS)):
            with self.subTest(step=target):
                self.lab.ctl("goto", target, check=0)
                said = self.lab.ssh("node1", ask).stdout.splitlines()
                self.assertEqual(set(said), found)

    def test_undoing_clusterip_leaves_the_nodeport_its_route(self):
        self.lab.ctl("apply", "--all", check=0)
        kept = self.lab.ctl("undo", "clusterip.static_routing_node1", "clusterip.static_routing_node2", check=0)
        self.assertIn("kept", kept.stdout)
        self.assert_all_answer("10.30.45.100:30080")
        self.assert_all_answer("10.30.45.200:30080")

    def test_the_service_answers_inside_the_pods(self):
        self.lab.ctl("apply", "clusterip.from_pods", check=0)
        for node, pod in (("node1", "pod1a"), ("node1", "pod1b"), ("node2", "pod2")):
            ask = f"sudo ip netns exec {pod} bash -c 'for i in $(seq 60); do curl -s --max-time 5 10.96.1.100:8080; done'"
            said = self.lab.ssh(node, ask + " | grep -o '192.168.*'").stdout.split()
            self.assertEqual((set(said), len(said)), (BACKENDS, 60), pod)

    def wait_for_server(self, server, state):
        """How many seconds it took until the balancer said so."""
        begin = time.monotonic()
        look = "for i in $(seq 100); do curl -s '127.0.0.1:8404/;csv' | grep -q '^round_robin,%s,.*,%s,' && exit; sleep 0.1; done; exit 1"
        self.lab.ssh("host", look % (server, state))
        return time.monotonic() - begin

    def test_the_load_balancer_answers_with_all_backends(self):
        self.lab.ctl("goto", "loadbalancer.haproxy", check=0)
        for node in ("node1", "node2"):  # a check that came before the node's rules has taken it out for two seconds
            self.wait_for_server(node, "UP")
        for address in ("10.30.45.100:30080", "10.30.45.200:30080", "10.30.45.1:80", "10.30.45.1:8081", "10.30.45.1:8082"):
            self.assert_all_answer(address)

    def test_a_node_without_its_nodeport_leaves_the_rotation(self):
        for verb, step in (("undo", "nodeport.node2"), ("apply", "loadbalancer.health")):
            with self.subTest(step=step):
                self.lab.ctl("goto", "loadbalancer.haproxy", check=0)
                self.wait_for_server("node2", "UP")
                self.lab.ctl(verb, step, check=0)
                self.assertLess(self.wait_for_server("node2", "DOWN"), 5)  # three checks, one a second
                self.assert_all_answer("10.30.45.1:80")
                self.lab.ctl("goto", "loadbalancer.haproxy", check=0)
                self.assertLess(self.wait_for_server("node2", "UP"), 5)
                self.assert_all_answer("10.30.45.1:80")

    def test_a_pod_that_is_down_costs_its_share_and_nothing_else(self):
        for breaks, mends in ((lambda: self.lab.ctl("apply", "loadbalancer.pod_down", check=0),
                               lambda: self.lab.ctl("undo", "loadbalancer.pod_down", check=0)),
                              (lambda: self.lab.ssh("node1", "sudo systemctl stop pod1b-http"),
                               lambda: self.lab.ctl("apply", "cluster.pod1b", check=0))):
            self.lab.ctl("goto", "loadbalancer.haproxy", check=0)
            for node in ("node1", "node2"):
                self.wait_for_server(node, "UP")
            breaks()
            answers = self.ask_from_host("10.30.45.1:80")
            self.assertTrue(5 <= answers.pop("lost", 0) <= 40, answers)  # a third; outside once in a million runs
            self.assertEqual(set(answers), BACKENDS - {"192.168.1.20"})
            mends()
            for node in ("node1", "node2"):
                self.wait_for_server(node, "UP")
            self.assert_all_answer("10.30.45.1:80")

    def test_a_command_typed_over_a_plain_ssh_counts(self):
        self.lab.ctl("apply", "--to", "cluster.bridge", check=0)
        self.lab.ssh("node1", VIP_RULE.format(verb="A"))
        self.assertEqual(self.lab.states()["clusterip.vip"], "applied")
        self.assertIn("Nothing to do", self.lab.ctl("apply", "clusterip.vip", check=0).stdout)
        self.lab.ssh("node1", VIP_RULE.format(verb="D"))
        self.assertEqual(self.lab.states()["clusterip.vip"], "absent")

    def test_a_rule_typed_twice_is_drifted_and_put_right_by_apply(self):
        self.lab.ctl("apply", "clusterip.vip", check=0)
        self.lab.ssh("node1", VIP_RULE.format(verb="A"))
        self.assertEqual(self.lab.states()["clusterip.vip"], "drifted")
        self.lab.ctl("apply", "clusterip.vip", check=0)
        self.assertEqual(self.lab.states()["clusterip.vip"], "applied")

    def test_the_students_own_rules_and_routes_survive(self):
        own = ("sudo iptables -t nat -A OUTPUT -p tcp -d 10.96.1.100 --dport 9090 -j DNAT --to-destination 192.168.1.10:80; "
               "sudo ip route add 192.168.77.0/24 via 10.30.45.1")
        self.lab.ssh("node1", own)
        self.lab.ctl("apply", "--all", check=0)
        self.lab.ctl("undo", "--all", check=0)
        look = self.lab.ssh("node1", "sudo iptables-save; ip route").stdout
        self.assertIn("--dport 9090", look)
        self.assertIn("192.168.77.0/24", look)
        self.lab.ssh("node1", own.replace("-A OUTPUT", "-D OUTPUT").replace("route add", "route del"))

    def test_a_missing_rule_in_the_middle_is_put_back_in_its_place(self):
        self.lab.ctl("apply", "--all", check=0)
        self.lab.ssh("node2", "sudo iptables -t nat -D OUTPUT 2")
        self.assertEqual(self.lab.states()["clusterip.load_balancing"], "partial")
        self.lab.ctl("apply", "clusterip.load_balancing", check=0)
        self.assertEqual(self.lab.states()["clusterip.load_balancing"], "applied")
        rules = self.lab.ssh("node2", "sudo iptables -t nat -S OUTPUT").stdout
        self.assertLess(rules.index("POD1A_IP"), rules.index("POD1B_IP"))
        self.assertLess(rules.index("POD1B_IP"), rules.index("POD2_IP"))

    def test_a_step_that_fails_half_way_is_partial_and_can_be_finished_or_undone(self):
        for way, verb in (("applied", "apply"), ("absent", "undo")):
            with self.subTest(way=way):
                self.lab.ssh("node2", "sudo ip route add 192.168.1.20 via 10.30.45.1")
                failed = self.lab.ctl("apply", "clusterip.static_routing_node2", check=1)
                self.assertIn("File exists", failed.stderr)
                self.assertIn("192.168.1.20", failed.stderr)
                self.assertEqual(self.lab.states()["clusterip.static_routing_node2"], "partial")
                self.lab.ssh("node2", "sudo ip route del 192.168.1.20 via 10.30.45.1")
                self.lab.ctl(verb, "clusterip.static_routing_node2", check=0)
                self.assertEqual(self.lab.states()["clusterip.static_routing_node2"], way)
                self.lab.ctl("undo", "clusterip.static_routing_node2", check=0)

    def test_the_optional_step_takes_the_place_of_the_one_that_it_replaces(self):
        self.lab.ctl("apply", "--all", check=0)
        self.lab.ctl("apply", "clusterip.load_balancing_node1", check=0)
        states = self.lab.states()
        self.assertEqual((states["clusterip.load_balancing_node1"], states["clusterip.vip"]), ("applied", "absent"))
        self.lab.ctl("check", "clusterip.load_balancing_node1", check=0)
        self.lab.ctl("apply", "clusterip.vip", check=0)
        states = self.lab.states()
        self.assertEqual((states["clusterip.load_balancing_node1"], states["clusterip.vip"]), ("absent", "applied"))

    def test_going_back_and_forth(self):
        order = list(self.required())
        for target in ("clusterip.postrouting", "cluster.pod1b", "nodeport.postrouting_external", "clusterip.load_balancing",
                       "nodeport.node2", "clusterip.vip"):
            self.lab.ctl("goto", target, check=0)
            states = self.required()
            place = order.index(target)
            expected = {s: "applied" if i <= place else "absent" for i, s in enumerate(order)}
            self.assertEqual({s: states[s] for s in order}, settled(expected))

    def test_getting_ready_for_a_step_from_either_side(self):
        order = list(self.required())
        for target in ("clusterip.postrouting", "nodeport.output_internal", "cluster.bridge"):
            with self.subTest(target=target):
                planned = self.lab.json("ready", target, "--dry-run")
                done = self.lab.json("ready", target)
                self.assertEqual(sorted(c["command"] for c in planned), sorted(c["command"] for c in done["commands"]))
                place = order.index(target)
                expected = {s: "applied" if i < place else "absent" for i, s in enumerate(order)}
                self.assertEqual(self.required(), settled(expected))
                self.assertEqual(self.lab.json("ready", target)["changed"], False)

    def test_a_reset_takes_everything_back_optional_steps_too(self):
        before = self.lab.snapshot()
        self.lab.ctl("apply", "--all", check=0)
        self.lab.ctl("apply", "clusterip.load_balancing_node1", "clusterip.from_pods", check=0)
        planned = self.lab.json("reset", "--dry-run")
        done = self.lab.json("reset")
        self.assertEqual(sorted(c["command"] for c in planned), sorted(c["command"] for c in done["commands"]))
        self.assertEqual(set(self.lab.states().values()), {"absent"})
        self.assert_same(before, self.lab.snapshot())
        self.assertIn("Nothing to do", self.lab.ctl("reset", check=0).stdout)

    def test_the_walk_applies_and_proves_everything(self):
        walk = self.lab.ctl("apply", "--all", "--checks", check=0, timeout=300)
        self.assertIn("steps stand on the nodes", walk.stdout)
        self.assertNotIn("DIFFERS", walk.stdout)


class SharedResourceTest(unittest.TestCase):
    """A route that two steps want stays until the last of them is undone."""

    LAB = {"lab.yaml": """# SPDX
id: shared
title: Shared
summary: Two steps, one route.
variables:
  - {name: GW, value: 10.30.45.200, about: the other node}
nodes:
  - {name: node1}
parts: [part.yaml]
""", "part.yaml": """id: part
title: Part
steps:
  - id: first
    title: First
    text: One.
    apply:
      - {on: node1, route: sudo ip route add 192.168.2.20 via $GW}
  - id: second
    title: Second
    text: Two.
    apply:
      - {on: node1, route: sudo ip route add 192.168.2.20 via $GW}
      - {on: node1, sysctl: sudo sysctl -w net.ipv4.ip_forward=1}
"""}

    lab = Lab("pwt-shared")

    @classmethod
    def setUpClass(cls):
        cls.lab.down()
        cls.lab.up()
        cls.folder = tempfile.mkdtemp(prefix="podwire-lab-")
        for name, text in cls.LAB.items():
            pathlib.Path(cls.folder, name).write_text(text, encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)
        cls.lab.down()

    def route(self):
        return self.lab.ssh("node1", "ip route show 192.168.2.20").stdout.strip()

    def run_steps(self, *words, check=0):
        return self.lab.ctl(*words, lab=self.folder, check=check)

    def test_the_route_stays_until_the_last_step_that_wants_it_is_undone(self):
        before = self.lab.snapshot(["node1"])
        for first, last in (("part.first", "part.second"), ("part.second", "part.first")):
            with self.subTest(first=first):
                self.run_steps("apply", "--all")
                kept = self.run_steps("undo", first)
                self.assertIn("kept", kept.stdout)
                self.assertIn(last, kept.stdout)
                self.assertNotEqual(self.route(), "")
                self.run_steps("undo", last)
                self.assertEqual(self.route(), "")
                self.assertEqual(before, self.lab.snapshot(["node1"]))

    def test_a_sysctl_gets_its_former_value_back(self):
        self.lab.ssh("node1", "sudo sysctl -qw net.ipv4.ip_forward=1")
        self.run_steps("apply", "part.second")
        self.run_steps("undo", "part.second")
        self.assertEqual(self.lab.ssh("node1", "sysctl -n net.ipv4.ip_forward").stdout.strip(), "1")
        self.lab.ssh("node1", "sudo sysctl -qw net.ipv4.ip_forward=0")

    def test_a_variable_cannot_become_a_command(self):
        evil = tempfile.mkdtemp(prefix="podwire-evil-")
        try:
            for name, text in self.LAB.items():
                text = text.replace("10.30.45.200", "'; touch /tmp/podwire-evil #'")
                pathlib.Path(evil, name).write_text(text, encoding="utf-8")
            done = self.lab.ctl("apply", "--all", lab=evil, check=4)
            self.assertRegex(done.stderr, r"part\.yaml:\d+:\d+: ")
            part = pathlib.Path(evil, "part.yaml")
            part.write_text("""id: part
title: Part
steps:
  - id: first
    title: First
    text: One.
    apply:
      - {on: node1, run: 'echo $GW > /tmp/podwire-said', present: 'test -e /tmp/podwire-said', undo: 'rm /tmp/podwire-said'}
""", encoding="utf-8")
            self.lab.ctl("apply", "--all", lab=evil, check=0)
            self.assertEqual(self.lab.ssh("node1", "cat /tmp/podwire-said").stdout.strip(), "; touch /tmp/podwire-evil #")
            self.lab.ctl("undo", "--all", lab=evil, check=0)
            self.assertEqual(self.lab.ssh("node1", "ls /tmp | grep podwire-evil; true").stdout, "")
            self.assertFalse(os.path.exists("/tmp/podwire-evil"))
        finally:
            shutil.rmtree(evil)


class RefusalTest(LabCase):
    """What is wrong is said, with the right exit status, and changes nothing."""

    lab = Lab("pwt-refuse")

    def broken(self, part, old, new):
        folder = tempfile.mkdtemp(prefix="podwire-lab-")
        self.addCleanup(shutil.rmtree, folder)
        shutil.copytree(LABS / "service-networking", folder, dirs_exist_ok=True)
        path = pathlib.Path(folder, part)
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    def test_a_wrong_lab_is_refused_with_its_place(self):
        cases = {
            "unknown key": ("parts/clusterip.yaml", "    title:", "    titel:"),
            "missing variable": ("parts/clusterip.yaml", "--to-destination $POD1A_IP", "--to-destination $POD9_IP"),
            "bad address": ("manifests/clusterip.yaml", "10.96.1.100", "10.96.1.1000"),
            "rule that does not parse": ("parts/clusterip.yaml", "--dport $VIP_PORT", "--dpotr $VIP_PORT"),
        }
        for what, change in cases.items():
            with self.subTest(what=what):
                folder = self.broken(*change)
                for command in (["lint"], ["apply", "--all"], ["steps"]):
                    done = self.lab.ctl(*command, lab=folder, check=4)
                    self.assertRegex(done.stderr, r"[a-z]+\.yaml:\d+:\d+: \S+")

    def test_a_node_that_is_down_is_named(self):
        sock = pathlib.Path(f"/run/podwire/{self.lab.name}/node2/ssh.sock")
        sock.rename(sock.with_suffix(".away"))
        try:
            begin = time.monotonic()
            done = self.lab.ctl("steps", check=3)
            self.assertIn("node2", done.stderr)
            self.assertLess(time.monotonic() - begin, 10)
            self.assertIn("node2", self.lab.ctl("apply", "clusterip.load_balancing", check=3).stderr)
        finally:
            sock.with_suffix(".away").rename(sock)

    def test_a_node_that_never_speaks_is_given_up_at_the_deadline(self):
        path = f"/run/podwire/{self.lab.name}/node2/ssh.sock"
        os.rename(path, path + ".away")
        mute = socket.socket(socket.AF_UNIX)
        try:
            mute.bind(path)
            mute.listen(8)
            begin = time.monotonic()
            done = self.lab.ctl("steps", check=3)
            self.assertIn("node2", done.stderr)
            self.assertLess(time.monotonic() - begin, 15)
        finally:
            mute.close()
            os.rename(path + ".away", path)

    def test_a_lab_that_is_not_up_is_unreachable(self):
        done = subprocess.run([CTL, "steps", "--name", "pwt-none"], capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, 3)
        self.assertIn("nodes up", done.stderr)

    def test_a_changed_host_key_is_refused_with_both_fingerprints(self):
        known = pathlib.Path(f"/run/podwire/{self.lab.name}/known_hosts")
        text = known.read_text(encoding="utf-8")
        other = tempfile.mkdtemp(prefix="podwire-key-")
        self.addCleanup(shutil.rmtree, other)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{other}/key"], check=True)
        false_key = pathlib.Path(f"{other}/key.pub").read_text(encoding="utf-8").split()[1]
        true_key = next(line.split()[2] for line in text.splitlines() if line.startswith("node1."))
        try:
            known.write_text(text.replace(true_key, false_key), encoding="utf-8")
            done = self.lab.ctl("steps", check=3)
            for line in (f"node1 ssh-ed25519 {true_key}", f"node1 ssh-ed25519 {false_key}"):
                printed = subprocess.run(["ssh-keygen", "-lf", "-"], input=line, capture_output=True, text=True, check=True)
                self.assertIn(printed.stdout.split()[1], done.stderr)
        finally:
            known.write_text(text, encoding="utf-8")

    def test_wrong_use_is_said(self):
        for words in (["aply"], ["apply"], ["apply", "clusterip.vipp"], ["steps", "--jsn"], ["nodes", "sideways"], ["goto"],
                      ["ready"], ["reset", "clusterip.vip"], ["check", "nothing.here"], ["show", "chains"], ["exec", "node9", "--", "true"]):
            with self.subTest(words=words):
                done = self.lab.ctl(*words, check=2)
                self.assertIn("podwirectl: ", done.stderr)

    def test_exec_gives_output_and_exit_status_of_the_command(self):
        done = self.lab.ctl("exec", "node1", "--", "sh", "-c", "echo $HOSTNAME'; x'; hostname; echo err >&2; exit 7", check=7)
        self.assertEqual(done.stdout, "; x\nnode1\n")
        self.assertEqual(done.stderr, "err\n")

    def test_show_tells_what_is_there(self):
        self.lab.ctl("apply", "clusterip.vip", check=0)
        chains = self.lab.json("show", "chains", "node1")
        output = next(c for c in chains if (c["table"], c["chain"]) == ("nat", "OUTPUT"))
        self.assertIn("PSEUDO_POD_OUTPUT_DNAT_N1", output["rules"][0]["rule"])
        self.assertIn("10.30.45.100/24", str(self.lab.json("show", "links", "node1")))
        self.assertIn("10.30.45.1", str(self.lab.json("show", "routes", "node1")))
        self.assertIn("nat OUTPUT", self.lab.ctl("show", "chains", "node1", check=0).stdout)
        self.lab.ctl("undo", "clusterip.vip", check=0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
