# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A lab that runs."""

import json
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

from .support import NOBODY, NODES, VIP, Call, down, output, ssh, status, up



class RunningLab(unittest.TestCase):
    """What a student finds on the nodes."""

    @classmethod
    def setUpClass(cls):
        began = time.monotonic()
        cls.first = up("pwt-nodes-a")
        cls.seconds = time.monotonic() - began
        print(f"\nlocal lab: three nodes from up to SSH in {cls.seconds:.2f} s", file=sys.stderr)

    @classmethod
    def tearDownClass(cls):
        down("pwt-nodes-a")

    def on(self, node: str, command: str, expected: int = 0) -> str:
        done = ssh("pwt-nodes-a", node, command)
        self.assertEqual(done.returncode, expected, f"{node}: {command}\n{done.stdout}{done.stderr}")
        return done.stdout

    def test_it_is_up_within_seconds_and_tells_its_progress(self):
        self.assertLess(self.seconds, 10)
        self.assertEqual(self.first.last["event"], "done")
        stages = [event["stage"] for event in self.first.events if event["event"] == "progress"]
        self.assertTrue({"image", "network", "boot", "ssh"} <= set(stages), stages)
        self.assertEqual(status("pwt-nodes-a")["state"], "up")

    def test_a_second_up_changes_nothing_and_says_so(self):
        pids = [node["pid"] for node in status("pwt-nodes-a")["nodes"]]
        again = up("pwt-nodes-a")
        self.assertFalse(again.last["changed"])
        self.assertIn("already up", again.last["text"])
        self.assertEqual(pids, [node["pid"] for node in status("pwt-nodes-a")["nodes"]])

    def test_lab_json_describes_the_nodes(self):
        lab = json.loads(Path("/run/podwire/pwt-nodes-a/lab.json").read_text())
        self.assertEqual([(n["name"], n["address"], n["interface"], n["role"]) for n in lab["nodes"]],
                         [("host", "10.30.45.1", "ens3", "host"), ("node1", "10.30.45.100", "ens3", "worker"),
                          ("node2", "10.30.45.200", "ens3", "worker")])
        self.assertEqual((lab["name"], lab["user"]), ("pwt-nodes-a", "ubuntu"))
        self.assertEqual(lab["nodes"][1]["socket"], "/run/podwire/pwt-nodes-a/node1/ssh.sock")
        self.assertEqual(lab["nodes"][1]["hostname"], "node1.pwt-nodes-a")
        self.assertIn("node1.pwt-nodes-a ssh-ed25519 ", Path(lab["known_hosts"]).read_text())
        self.assertEqual(os.stat(lab["identity"]).st_mode & 0o777, 0o600)
        self.assertEqual(os.stat("/run/podwire/pwt-nodes-a").st_mode & 0o777, 0o700)

    def test_every_node_runs_real_systemd_and_nothing_failed(self):
        for node in NODES:
            self.assertEqual(self.on(node, "hostname; cat /proc/1/comm; systemctl is-system-running"),
                             f"{node}\nsystemd\nrunning\n")

    def test_the_user_is_ubuntu_with_passwordless_sudo_and_a_quiet_shell(self):
        self.assertEqual(self.on("node1", "id -un; id -u; echo $SHELL; sudo -n id -u"), "ubuntu\n1000\n/bin/bash\n0\n")
        done = ssh("pwt-nodes-a", "node1", "true")
        self.assertEqual((done.stdout, done.stderr), ("", ""))

    def test_the_tools_of_the_chapter_are_there(self):
        tools = ("iptables iptables-save iptables-legacy nft conntrack ip bridge ss curl dig python3 ping sudo tcpdump "
                 "haproxy traceroute sysctl nc resolvectl systemd-run netstat xtables-monitor")
        self.on("node1", f"for t in {tools}; do command -v $t >/dev/null || {{ echo $t; exit 1; }}; done")
        self.assertIn("nf_tables", self.on("node1", "iptables --version"))
        self.assertEqual(self.on("node1", "systemctl is-enabled haproxy; systemctl is-active haproxy", 3),
                         "disabled\ninactive\n")
        self.on("node1", "python3 -c 'import http.server, json'")

    def test_iptables_nft_and_legacy_work(self):
        rule = f"OUTPUT -d {VIP}/32 -p tcp --dport 8080 -j DNAT --to-destination 192.168.1.10:80"
        for tool in ("iptables", "iptables-legacy"):
            self.on("host", f"sudo {tool} -t nat -A {rule} && sudo {tool} -t nat -C {rule} && sudo {tool} -t nat -D {rule}")

    def test_conntrack_counts_and_reports_every_flow(self):
        self.on("node1", "sudo iptables -A INPUT -m conntrack --ctstate NEW")
        self.on("node1", "ping -c1 -W1 10.30.45.200")
        self.assertRegex(self.on("node1", "sudo conntrack -L 2>/dev/null"), r"icmp .*dst=10\.30\.45\.200 .*packets=1 bytes=84")
        self.on("node1", "sudo iptables -D INPUT -m conntrack --ctstate NEW")
        self.assertEqual(self.on("node1", "sudo sysctl -n net.netfilter.nf_conntrack_acct "
                                          "net.netfilter.nf_conntrack_events net.netfilter.nf_conntrack_timestamp"), "1\n1\n1\n")

    def test_namespaces_veths_and_bridges_can_be_made(self):
        self.on("node2", "set -e; sudo ip netns add p; sudo ip link add v0 type veth peer name v1 netns p; "
                         "sudo ip link add br9 type bridge; sudo ip netns exec p ip link show v1 >/dev/null; "
                         "sudo ip link del br9; sudo ip link del v0; sudo ip netns del p")

    def test_nodes_start_with_ubuntu_s_settings(self):
        keys = ("net.ipv4.ip_forward net.ipv4.conf.all.rp_filter net.ipv4.conf.default.rp_filter "
                "net.ipv4.conf.ens3.rp_filter net.ipv4.conf.all.route_localnet")
        for node in NODES:
            self.assertEqual(self.on(node, f"sysctl -n {keys}").split(), ["0", "2", "2", "2", "0"], node)

    def test_a_student_may_change_settings_of_the_node_but_not_of_the_machine(self):
        self.on("node2", "sudo sysctl -qw net.ipv4.ip_forward=1 && sudo sysctl -qw net.ipv4.ip_forward=0")
        self.assertNotEqual(ssh("pwt-nodes-a", "node2", "sudo sysctl -qw vm.swappiness=11").returncode, 0)

    def test_a_transient_unit_outlives_the_session_and_so_does_a_background_process(self):
        self.on("node1", "sudo systemd-run --quiet --unit=pw-test sleep 60")
        self.on("node1", "nohup sleep 61 >/dev/null 2>&1 & exit 0")
        self.on("node1", "systemctl is-active --quiet pw-test && pgrep -fx 'sleep 61' && "
                         "sudo systemctl stop pw-test && pkill -fx 'sleep 61'")

    def test_resolved_listens_on_its_stub_and_asks_the_gateway(self):
        self.assertIn("127.0.0.53", self.on("node1", "sudo ss -Hlnup sport = :53"))
        self.assertIn("nameserver 127.0.0.53", self.on("node1", "cat /etc/resolv.conf"))
        link = self.on("node1", "resolvectl status ens3")
        self.assertIn("DNS Servers: 10.30.45.1", link)
        self.assertIn("+DefaultRoute -LLMNR -mDNS", link)

    def test_the_gateway_s_dns_survives_a_restart_of_resolved(self):
        self.on("node2", "sudo systemctl stop systemd-resolved && sudo systemctl start systemd-resolved")
        self.assertIn("10.30.45.1", self.on("node2", "resolvectl dns ens3"))

    def test_names_of_the_chapter_are_answered(self):
        addresses = ["104.26.12.205", "104.26.13.205", "172.67.74.152"]
        for server in ("", "@8.8.8.8", "@1.1.1.1", "@10.30.45.1"):
            self.assertEqual(sorted(self.on("node1", f"dig +short api.ipify.org {server}").split()), addresses, server)
        self.assertIn("NXDOMAIN", self.on("node1", "dig @8.8.8.8 no.such.example"))
        self.assertEqual(self.on("host", "dig +short node2 @8.8.8.8"), "10.30.45.200\n")

    def test_nodes_reach_each_other_and_the_internet_s_two_addresses(self):
        self.on("node1", "ping -c1 -W1 8.8.8.8 && ping -c1 -W1 1.1.1.1 && ping -c1 -W1 node2 && ping -c1 -W1 host")

    def test_what_nobody_owns_never_answers(self):
        for node in NODES:
            ping = f"ping -c2 -i0.2 -W0.3 {VIP} | grep -o '100% packet loss'"
            self.assertEqual(self.on(node, f"curl -s -m1 {VIP}:8080; echo $?; {ping}"), "28\n100% packet loss\n", node)

    def test_many_sessions_share_one_connection(self):
        control = "/run/podwire/pwt-nodes-a/mux"
        base = ["ssh", "-F", "/run/podwire/pwt-nodes-a/ssh_config", "-o", f"ControlPath={control}"]
        subprocess.run([*base, "-o", "ControlMaster=yes", "-fN", "node1"], check=True, stderr=subprocess.DEVNULL)
        self.addCleanup(subprocess.run, [*base, "-O", "exit", "node1"], stderr=subprocess.DEVNULL)
        sessions = [subprocess.Popen([*base, "node1", "sleep 1"], stderr=subprocess.PIPE) for _ in range(20)]
        self.assertEqual([(s.wait(), s.stderr.read(), s.stderr.close())[0] for s in sessions], [0] * 20)

    def test_nothing_of_the_lab_is_seen_on_the_machine(self):
        links = output("ip", "-br", "link")
        for word in ("ens3@", "lan0", "wan0", "node1", "node2"):
            self.assertNotIn(word, links)
        self.assertNotIn("10.30.45.", output("ip", "addr") + output("ip", "route", "show", "table", "all"))
        self.assertNotIn("pwt-nodes-a", output("ip", "netns"))

    def test_removed_files_stay_removed_and_nothing_reaches_the_image(self):
        self.on("node1", "sudo rm -rf /usr/share/bash-completion && sudo mkdir /usr/share/bash-completion && "
                         "test -z \"$(ls -A /usr/share/bash-completion)\"")
        image = Path(status("pwt-nodes-a")["image"]["path"])
        self.assertTrue(any((image / "rootfs/usr/share/bash-completion").iterdir()))

    def test_only_the_owner_can_use_the_lab(self):
        up("pwt-nodes-a", "--owner", str(NOBODY))
        self.addCleanup(up, "pwt-nodes-a", "--owner", "0")
        self.assertEqual(ssh("pwt-nodes-a", "node1", "id -un", user=NOBODY, group=NOBODY).stdout, "ubuntu\n")
        self.assertNotEqual(ssh("pwt-nodes-a", "node1", "true", user=NOBODY - 1, group=NOBODY - 1).returncode, 0)
        asked = Call("status", "--name", "pwt-nodes-a", user=NOBODY - 1, group=NOBODY - 1)
        self.assertEqual(asked.last["state"], "up")

    def test_a_plain_command_costs_little(self):
        ssh("pwt-nodes-a", "node1", "true")
        began = time.monotonic()
        for _ in range(5):
            ssh("pwt-nodes-a", "node1", "true")
        print(f"\nlocal lab: a plain ssh true takes {(time.monotonic() - began) * 200:.0f} ms", file=sys.stderr)
