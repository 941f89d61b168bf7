#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The local lab on this machine: run as root. Uses labs pwt-nodes-a and pwt-nodes-b and the default image cache."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from dataclasses import replace
from pathlib import Path

LOCAL = Path(__file__).resolve().parents[2] / "labs/local"
PROGRAM = str(LOCAL / "podwire-nodes")
sys.path.insert(0, str(LOCAL))

from podwire_nodes import cgroups  # noqa: E402
from podwire_nodes.errors import LabError  # noqa: E402
from podwire_nodes.image import ImageCache  # noqa: E402
from podwire_nodes.layout import Lab  # noqa: E402
from podwire_nodes.mounts import table  # noqa: E402
from podwire_nodes.process import ProcessId, require_tools  # noqa: E402
from podwire_nodes.progress import Progress  # noqa: E402
from podwire_nodes.recipe import machine_recipe  # noqa: E402

LABS = ("pwt-nodes-a", "pwt-nodes-b")
NODES = ("host", "node1", "node2")
NOBODY = 65534
VIP = "10.96.1.100"


def output(*argv: str) -> str:
    return subprocess.run(argv, capture_output=True, text=True, check=True).stdout


class Call:
    """One run of podwire-nodes with the events that it printed."""

    def __init__(self, *arguments: str, **options):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=300, **options)
        self.status = done.returncode
        self.stderr = done.stderr
        self.events = [json.loads(line) for line in done.stdout.splitlines()]
        self.last = self.events[-1] if self.events else {}

    def texts(self, stage: str) -> str:
        return "\n".join(event["text"] for event in self.events if event.get("stage") == stage)


def up(name: str, *arguments: str) -> Call:
    call = Call("up", "--name", name, *arguments)
    if call.status != 0:
        raise AssertionError(f"up {name}: {call.last} {call.stderr}")
    return call


def down(name: str) -> Call:
    return Call("down", "--name", name)


def status(name: str) -> dict:
    return json.loads(output(PROGRAM, "status", "--name", name))


def node_status(name: str, node: str) -> dict:
    return next(entry for entry in status(name)["nodes"] if entry["name"] == node)


def ssh(name: str, node: str, command: str, **options) -> subprocess.CompletedProcess:
    argv = ["ssh", "-F", f"/run/podwire/{name}/ssh_config", node, command]
    return subprocess.run(argv, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=30, **options)


def wait_until(condition, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def command_lines(word: str) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if word in line:
            found.append(line)
    return found


def traces(name: str) -> list[str]:
    """Everything on the machine that carries the lab's name: mounts, files, groups, processes, namespaces."""
    lab = Lab(name)
    found = [mount.target for mount in table() if name in mount.target.parts]
    places = [lab.runtime, lab.state, lab.lock_file, lab.runtime.parent / f".{name}.new", lab.runtime.parent / f".{name}.old"]
    found += [str(path) for path in places if os.path.lexists(path)]
    found += [group for group, _, _ in os.walk("/sys/fs/cgroup") if f"/{lab.unit}" in group]
    found += [str(path) for path in Path("/run/systemd/nspawn").glob(f"*/{lab.unit}-*")]
    found += command_lines(f"podwire-{name}-") + command_lines(f"--name {name} ")
    return found


def setUpModule():
    if os.geteuid() != 0:
        raise RuntimeError("these tests start nodes: run them as root")
    for name in LABS:
        down(name)
    image = Call("image")
    if image.status != 0:
        raise RuntimeError(f"no image: {image.last}")


def tearDownModule():
    for name in LABS:
        down(name)


class WrongUse(unittest.TestCase):
    def test_bad_names_are_refused_with_status_2(self):
        for name in ("", "A", "1a", "a" * 16, "a/b", "..", "a;b", "a b"):
            call = Call("up", f"--name={name}")
            self.assertEqual(call.status, 2, name)
            self.assertEqual(call.last["event"], "error")
            self.assertTrue(call.last["hint"])

    def test_an_unknown_command_or_option_is_wrong_use(self):
        self.assertEqual(Call("fly").status, 2)
        self.assertEqual(Call("up", "--speed", "9").status, 2)
        self.assertEqual(Call("up", "--cache", "relative/path").status, 2)
        self.assertEqual(Call("up", "--cache", "/a:b,c").status, 2)

    def test_who_is_not_root_is_told_to_use_sudo_but_may_ask_for_the_status(self):
        call = Call("up", "--name", "pwt-nodes-a", user=NOBODY, group=NOBODY)
        self.assertEqual(call.status, 1)
        self.assertIn("root", call.last["message"])
        self.assertIn("sudo", call.last["hint"])
        asked = Call("status", "--name", "pwt-nodes-a", user=NOBODY, group=NOBODY)
        self.assertEqual((asked.status, asked.last["state"]), (0, "down"))

    def test_missing_tools_are_named_with_their_packages(self):
        with tempfile.TemporaryDirectory() as empty, self.assertRaises(LabError) as caught:
            require_tools({"systemd-nspawn": "systemd-container", "socat": "socat"}, search_path=empty)
        self.assertIn("systemd-nspawn", caught.exception.message)
        self.assertIn("apt-get install socat systemd-container", caught.exception.hint)

    def test_down_of_a_lab_that_is_not_there_is_no_error(self):
        call = down("pwt-nodes-a")
        self.assertEqual((call.status, call.last["changed"]), (0, False))


class Silent(Progress):
    def _emit(self, event):
        pass


class ImageCacheLogic(unittest.TestCase):
    """The cache's decisions, with a builder that makes a tiny image."""

    def setUp(self):
        self.directory = Path(tempfile.mkdtemp(prefix="pwt-cache-"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.recipe = replace(machine_recipe(), packages=("tiny",), key_files=("bin/tool",))
        self.builds = 0

    def build(self, rootfs, recipe, progress):
        self.builds += 1
        time.sleep(0.05)
        (rootfs / "bin").mkdir()
        (rootfs / "bin/tool").write_text("tool")

    def cache(self, recipe=None, builder=None):
        return ImageCache(self.directory, recipe or self.recipe, builder or self.build)

    def test_an_image_is_built_once(self):
        self.assertEqual(self.cache().status().state, "missing")
        rootfs = self.cache().ensure(Silent())
        self.assertEqual((rootfs / "bin/tool").read_text(), "tool")
        self.cache().ensure(Silent())
        self.assertEqual((self.builds, self.cache().status().state), (1, "ready"))

    def test_an_image_without_its_marker_is_noticed_and_built_again(self):
        image = self.cache().ensure(Silent()).parent
        (image / "ready.json").unlink()
        self.assertEqual(self.cache().status().state, "broken")
        self.cache().ensure(Silent())
        self.assertEqual((self.builds, self.cache().status().state), (2, "ready"))

    def test_an_image_with_an_empty_or_missing_tool_is_noticed_and_built_again(self):
        for damage in (lambda tool: tool.write_text(""), lambda tool: tool.unlink()):
            damage(self.cache().ensure(Silent()) / "bin/tool")
            self.assertIn("bin/tool", self.cache().status().reason)
            self.cache().ensure(Silent())
            self.assertEqual(self.cache().status().state, "ready")
        self.assertEqual(self.builds, 3)

    def test_a_failed_build_leaves_nothing_but_the_lock(self):
        def fail(rootfs, recipe, progress):
            (rootfs / "half").write_text("half")
            raise LabError("no network")

        with self.assertRaises(LabError):
            self.cache(builder=fail).ensure(Silent())
        self.assertEqual(os.listdir(self.directory), ["build.lock"])

    def test_a_build_that_lacks_a_tool_is_an_error_and_not_an_image(self):
        with self.assertRaises(LabError) as caught:
            self.cache(builder=lambda rootfs, recipe, progress: None).ensure(Silent())
        self.assertIn("bin/tool", caught.exception.message)
        self.assertEqual(self.cache().status().state, "missing")

    def test_what_a_killed_build_left_is_removed_by_the_next_one(self):
        leftover = self.directory / "building-0123"
        (leftover / "rootfs").mkdir(parents=True)
        self.cache().ensure(Silent())
        self.assertFalse(leftover.exists())

    def test_two_builds_at_once_make_one_image(self):
        threads = [threading.Thread(target=lambda: self.cache().ensure(Silent())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.builds, 1)

    def test_another_recipe_replaces_the_image_unless_a_lab_runs_on_it(self):
        other = self.cache().ensure(Silent())
        layers = self.directory / "layers"
        for name in ("upper", "work", "root"):
            (layers / name).mkdir(parents=True)
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", layers], check=True)
        self.addCleanup(subprocess.run, ["umount", "-R", layers], check=True)
        for name in ("upper", "work", "root"):
            (layers / name).mkdir()
        options = f"lowerdir={other},upperdir={layers}/upper,workdir={layers}/work"
        subprocess.run(["mount", "-t", "overlay", "-o", options, "overlay", layers / "root"], check=True)
        self.cache(replace(self.recipe, packages=("second",))).ensure(Silent())
        self.assertTrue(other.exists())
        with self.assertRaises(LabError):
            self.cache().purge(Silent())
        subprocess.run(["umount", layers / "root"], check=True)
        self.cache(replace(self.recipe, packages=("third",))).ensure(Silent())
        self.assertFalse(other.exists())

    def test_purging_removes_every_image(self):
        self.cache().ensure(Silent())
        self.cache().purge(Silent())
        self.assertFalse(self.directory.exists())


class InterruptedBuild(unittest.TestCase):
    """A real build, stopped in the middle of it."""

    def setUp(self):
        self.directory = Path(tempfile.mkdtemp(prefix="pwt-build-", dir="/var/tmp"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)

    def start(self, *arguments):
        argv = [PROGRAM, "image", "--cache", str(self.directory), *arguments]
        process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.kill)
        for line in process.stdout:
            if (json.loads(line).get("percent") or 0) >= 1:
                time.sleep(1)
                return process
        self.fail("the build made no progress")

    def assert_nothing_is_left(self, *files):
        gone = wait_until(lambda: not command_lines(f"{self.directory}/building-"))
        self.assertTrue(gone, command_lines(str(self.directory)))
        self.assertNotIn(str(self.directory), Path("/proc/self/mountinfo").read_text())
        self.assertEqual(sorted(os.listdir(self.directory)), sorted(files))

    def test_a_terminated_build_cleans_up_and_says_so(self):
        process = self.start()
        process.send_signal(signal.SIGTERM)
        last = json.loads(process.stdout.read().splitlines()[-1])
        self.assertEqual((process.wait(20), last["event"], last["message"]), (1, "error", "cancelled"))
        self.assert_nothing_is_left("build.lock")

    def test_the_end_of_a_watched_stdin_cancels(self):
        process = self.start("--watch-stdin")
        process.stdin.close()
        self.assertEqual(process.wait(20), 1)
        self.assert_nothing_is_left("build.lock")

    def test_a_killed_build_leaves_no_process_and_no_mount_and_is_no_image(self):
        process = self.start()
        process.kill()
        process.wait()
        digest = machine_recipe().digest()
        self.assert_nothing_is_left("build.lock", f"building-{digest}")
        asked = json.loads(output(PROGRAM, "status", "--cache", str(self.directory)))
        self.assertEqual(asked["image"]["state"], "missing")
        self.assertEqual(Call("purge-image", "--cache", str(self.directory)).status, 0)
        self.assertFalse(self.directory.exists())


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


class Healing(unittest.TestCase):
    """`up` on a lab of which something died."""

    def setUp(self):
        self.addCleanup(self.keep_or_remove)
        up("pwt-nodes-a")

    def keep_or_remove(self):
        """A lab that is whole serves the next test."""
        if status("pwt-nodes-a")["state"] != "up":
            down("pwt-nodes-a")

    @classmethod
    def tearDownClass(cls):
        down("pwt-nodes-a")

    def pids(self) -> dict[str, int]:
        return {node["name"]: node["pid"] for node in status("pwt-nodes-a")["nodes"]}

    def nspawn_of(self, node: str) -> int:
        return json.loads(Lab("pwt-nodes-a").state_file.read_text())["nodes"][node]["nspawn"][0]

    def heal(self) -> Call:
        call = up("pwt-nodes-a")
        self.assertTrue(call.last["changed"], call.events)
        self.assertEqual(status("pwt-nodes-a")["state"], "up")
        for node in NODES:
            self.assertEqual(ssh("pwt-nodes-a", node, "systemctl is-system-running; ping -qc1 -W1 10.30.45.1 >/dev/null && echo ok").stdout,
                             "running\nok\n", node)
        self.assertFalse(up("pwt-nodes-a").last["changed"])
        return call

    def test_a_node_that_was_shut_down_is_started_again_with_its_files(self):
        ssh("pwt-nodes-a", "node1", "touch kept; sudo systemctl poweroff")
        self.assertTrue(wait_until(lambda: node_status("pwt-nodes-a", "node1")["state"] == "stopped"))
        self.assertEqual(status("pwt-nodes-a")["state"], "partial")
        before = self.pids()
        self.assertIn("node1 was not running", self.heal().texts("heal"))
        self.assertEqual(before["node2"], self.pids()["node2"])
        self.assertEqual(ssh("pwt-nodes-a", "node1", "ls").stdout, "kept\n")

    def test_a_node_whose_first_process_was_killed_is_started_again(self):
        os.kill(self.pids()["node2"], signal.SIGKILL)
        self.assertTrue(wait_until(lambda: node_status("pwt-nodes-a", "node2")["state"] == "stopped"))
        self.heal()

    def test_a_node_whose_nspawn_was_killed_is_ended_and_started_again(self):
        leader = self.pids()["node1"]
        os.kill(self.nspawn_of("node1"), signal.SIGKILL)
        self.assertTrue(wait_until(lambda: node_status("pwt-nodes-a", "node1")["state"] == "stopped"))
        self.assertFalse(Path(f"/proc/{leader}").exists())
        self.heal()

    def test_a_rebooting_node_comes_back_by_itself_without_its_network_state(self):
        before = self.pids()["node1"]
        ssh("pwt-nodes-a", "node1", "touch kept; sudo sysctl -w net.ipv4.ip_forward=1; sudo ip route add 192.168.2.0/24 via 10.30.45.200; "
                              "sudo systemctl reboot")
        self.assertTrue(wait_until(lambda: self.pids()["node1"] not in (None, before) and
                                   ssh("pwt-nodes-a", "node1", "true").returncode == 0))
        self.assertEqual(ssh("pwt-nodes-a", "node1", "ls kept; sysctl -n net.ipv4.ip_forward; ip route show 192.168.2.0/24").stdout,
                         "kept\n0\n")
        self.assertTrue(wait_until(lambda: status("pwt-nodes-a")["state"] == "up"))

    def test_a_missing_socket_is_opened_again_without_a_restart(self):
        before = self.pids()
        Lab("pwt-nodes-a").socket("node1").unlink()
        self.assertEqual(status("pwt-nodes-a")["state"], "partial")
        self.assertIn("SSH socket was gone", self.heal().texts("heal"))
        self.assertEqual(before, self.pids())

    def test_a_node_that_cannot_open_its_socket_is_started_again(self):
        ssh("pwt-nodes-a", "node1", "sudo systemctl mask --runtime --now podwire-ssh.socket")
        self.heal()

    def test_a_node_that_cannot_boot_is_made_afresh(self):
        ssh("pwt-nodes-a", "node1", "sudo rm -f /usr/lib/systemd/systemd /sbin/init; sudo systemctl kill --signal=KILL systemd-journald")
        os.kill(self.pids()["node1"], signal.SIGKILL)
        self.assertTrue(wait_until(lambda: node_status("pwt-nodes-a", "node1")["state"] == "stopped"))
        self.assertIn("starting it afresh", self.heal().texts("heal"))

    def test_a_missing_handle_of_a_namespace_is_taken_again_without_a_restart(self):
        before = self.pids()
        ssh("pwt-nodes-a", "node1", "sudo ip route add 192.168.2.0/24 via 10.30.45.200")
        subprocess.run(["umount", "--lazy", Lab("pwt-nodes-a").netns("node1")], check=True)
        self.heal()
        self.assertEqual(before, self.pids())
        self.assertIn("192.168.2.0/24", ssh("pwt-nodes-a", "node1", "ip route; sudo ip route del 192.168.2.0/24").stdout)

    def test_a_missing_bridge_namespace_is_made_again_and_every_node_plugged_in(self):
        before = self.pids()
        subprocess.run(["umount", Lab("pwt-nodes-a").netns("lan")], check=True)
        self.assertTrue(wait_until(lambda: "ens3" not in ssh("pwt-nodes-a", "node1", "ip link").stdout))
        self.assertIn("cable", self.heal().texts("heal"))
        self.assertEqual(before, self.pids())
        self.assertIn("104.26.12.205", ssh("pwt-nodes-a", "node1", "ping -qc1 8.8.8.8 >/dev/null && dig +short api.ipify.org").stdout)

    def test_a_dead_supervisor_is_replaced_and_the_nodes_live_on(self):
        before = self.pids()
        supervisor = status("pwt-nodes-a")["supervisor"]
        os.kill(supervisor, signal.SIGKILL)
        self.assertTrue(wait_until(lambda: status("pwt-nodes-a")["state"] == "partial"))
        up("pwt-nodes-a")
        self.assertEqual(status("pwt-nodes-a")["state"], "up")
        self.assertNotEqual(status("pwt-nodes-a")["supervisor"], supervisor)
        self.assertEqual(before, self.pids())
        ssh("pwt-nodes-a", "node2", "sudo systemctl poweroff")
        self.assertTrue(wait_until(lambda: node_status("pwt-nodes-a", "node2")["state"] == "stopped"))
        self.heal()

    def test_a_dead_supervisor_with_a_killed_nspawn_is_sorted_out(self):
        nspawn = self.nspawn_of("node2")
        os.kill(status("pwt-nodes-a")["supervisor"], signal.SIGKILL)
        os.kill(nspawn, signal.SIGKILL)
        self.heal()

    def test_a_lab_whose_files_are_gone_is_made_anew(self):
        old = set(self.pids().values()) | {status("pwt-nodes-a")["supervisor"]}
        subprocess.run(["umount", "--recursive", "--lazy", Lab("pwt-nodes-a").state], check=True)
        up("pwt-nodes-a")
        self.assertFalse(old & set(self.pids().values()))
        self.assertFalse([pid for pid in old if ProcessId.of(pid)])

    def test_what_a_power_cut_left_in_run_is_no_hindrance(self):
        down("pwt-nodes-a")
        lab = Lab("pwt-nodes-a")
        for directory in (lab.runtime / "node1", lab.state / "netns", lab.node_dir("node1") / "upper", lab.io("node1")):
            directory.mkdir(parents=True)
        lab.netns("node1").touch()
        lab.socket("node1").touch()
        (lab.runtime / "id_ed25519").touch()
        lab.state_file.write_text(json.dumps({"image": "/nowhere", "supervisor": [1, 1], "nodes": {
            node: {"state": "running", "nspawn": [1, 1], "leader": [1, 1], "detail": ""} for node in NODES}}))
        self.assertEqual(status("pwt-nodes-a")["state"], "partial")
        up("pwt-nodes-a")
        self.assertEqual(status("pwt-nodes-a")["state"], "up")

    def test_the_runtime_directory_is_made_again_without_following_its_owner_s_links(self):
        victim = Path(tempfile.mkdtemp(prefix="pwt-victim-"))
        self.addCleanup(shutil.rmtree, victim)
        (victim / "precious").touch(mode=0o600)
        runtime = Lab("pwt-nodes-a").runtime
        shutil.rmtree(runtime / "node1")
        os.symlink(victim, runtime / "node1")
        (runtime / "known_hosts").unlink()
        os.symlink(victim / "precious", runtime / "known_hosts")
        up("pwt-nodes-a")
        self.assertEqual(os.listdir(victim), ["precious"])
        self.assertEqual((victim / "precious").read_text(), "")
        self.assertEqual(ssh("pwt-nodes-a", "node1", "hostname").stdout, "node1\n")

    def test_two_calls_of_up_at_once_make_one_lab(self):
        down("pwt-nodes-a")
        calls = [subprocess.Popen([PROGRAM, "up", "--name", "pwt-nodes-a"], stdout=subprocess.PIPE, text=True) for _ in range(3)]
        last = [json.loads(call.communicate()[0].splitlines()[-1]) for call in calls]
        self.assertEqual([event["event"] for event in last], ["done"] * 3)
        self.assertEqual(sorted(event["changed"] for event in last), [False, False, True])

    def test_a_cancelled_up_leaves_nothing(self):
        down("pwt-nodes-a")
        call = subprocess.Popen([PROGRAM, "up", "--name", "pwt-nodes-a"], stdout=subprocess.PIPE, text=True)
        for line in call.stdout:
            if json.loads(line).get("stage") == "boot":
                call.terminate()
                break
        last = json.loads(call.stdout.read().splitlines()[-1])
        call.stdout.close()
        self.assertEqual((call.wait(), last["message"]), (1, "cancelled"))
        self.assertEqual(traces("pwt-nodes-a"), [])


class SideBySide(unittest.TestCase):
    def setUp(self):
        self.addCleanup(down, "pwt-nodes-b")
        self.addCleanup(down, "pwt-nodes-a")
        up("pwt-nodes-a")
        up("pwt-nodes-b")

    def test_two_labs_with_the_same_addresses_do_not_see_each_other(self):
        ssh("pwt-nodes-a", "node2", "sudo systemd-run --quiet --unit=web python3 -m http.server 8000")
        self.assertTrue(wait_until(lambda: ssh("pwt-nodes-a", "node1", "curl -sf node2:8000 >/dev/null").returncode == 0))
        self.assertEqual(ssh("pwt-nodes-b", "node1", "curl -s -m2 node2:8000").returncode, 7)
        ssh("pwt-nodes-a", "node2", "sudo ip link set ens3 down")
        self.assertNotEqual(ssh("pwt-nodes-a", "node1", "ping -c1 -W1 10.30.45.200").returncode, 0)
        self.assertEqual(ssh("pwt-nodes-b", "node1", "ping -c1 -W1 10.30.45.200").returncode, 0)
        keys = [Path(f"/run/podwire/{name}/id_ed25519.pub").read_text() for name in LABS]
        self.assertNotEqual(*keys)

    def test_down_takes_one_lab_and_leaves_the_other(self):
        began = time.monotonic()
        self.assertEqual(down("pwt-nodes-a").last["event"], "done")
        seconds = time.monotonic() - began
        print(f"\nlocal lab: down in {seconds:.2f} s", file=sys.stderr)
        self.assertLess(seconds, 4)
        self.assertEqual(traces("pwt-nodes-a"), [])
        self.assertEqual(ssh("pwt-nodes-b", "node1", "hostname").stdout, "node1\n")


class DownLeavesNothing(unittest.TestCase):
    def setUp(self):
        self.addCleanup(down, "pwt-nodes-a")
        self.locks = self.nspawn_locks()
        up("pwt-nodes-a")

    @staticmethod
    def nspawn_locks() -> set[str]:
        return {path.name for path in Path("/run/systemd/nspawn/locks").glob("inode-*")}

    @staticmethod
    def remove_group(group: Path) -> None:
        try:
            group.rmdir()
        except OSError:
            pass  # it is systemd's own, or was never made

    def finish(self):
        self.assertTrue(traces("pwt-nodes-a"))
        self.assertEqual(down("pwt-nodes-a").status, 0)
        self.assertEqual(traces("pwt-nodes-a"), [])
        self.assertEqual(status("pwt-nodes-a")["state"], "down")

    def test_after_a_lab_that_was_used(self):
        ssh("pwt-nodes-a", "node1", "sudo ip netns add p; sudo iptables -A INPUT -j ACCEPT; sudo mkdir /x; sudo mount -t tmpfs t /x; "
                              "sudo systemd-run --quiet --unit=s sleep 1000")
        self.finish()

    def test_after_a_node_that_ignores_being_stopped(self):
        ssh("pwt-nodes-a", "node1", "sudo systemd-run --quiet --unit=stubborn python3 -c "
                              "'import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(1000)'")
        time.sleep(0.3)
        began = time.monotonic()
        self.finish()
        self.assertLess(time.monotonic() - began, 5)

    def test_after_the_supervisor_was_killed(self):
        os.kill(status("pwt-nodes-a")["supervisor"], signal.SIGKILL)
        self.finish()
        self.assertLessEqual(self.nspawn_locks(), self.locks)

    def test_after_everything_but_the_containers_was_killed(self):
        known = json.loads(Lab("pwt-nodes-a").state_file.read_text())
        for pid in [known["supervisor"][0]] + [node["nspawn"][0] for node in known["nodes"].values()]:
            os.kill(pid, signal.SIGKILL)
        self.finish()

    def test_when_the_supervisor_runs_in_a_unit_of_systemd(self):
        # A control group that is called like the unit stands for it.
        down("pwt-nodes-a")
        tops = [top / "system.slice/podwire-pwt-nodes-a.service" for top in cgroups.hierarchies()]
        for top in tops:
            top.mkdir(parents=True)
            for group in (top.parent, top, top / "manager"):
                self.addCleanup(self.remove_group, group)
        enter = lambda: [(top / "cgroup.procs").write_text("0") for top in tops]  # noqa: E731
        self.assertEqual(Call("up", "--name", "pwt-nodes-a", preexec_fn=enter).status, 0)
        for top in tops:
            self.assertTrue((top / "node1/payload").is_dir())
            self.assertTrue((top / "manager/cgroup.procs").read_text())
            self.assertFalse((top / "cgroup.procs").read_text())
        supervisor = status("pwt-nodes-a")["supervisor"]
        os.kill(supervisor, signal.SIGTERM)
        self.assertTrue(wait_until(lambda: not Path(f"/proc/{supervisor}/cmdline").read_bytes()))
        for top in tops:
            self.assertEqual([path.name for path in top.iterdir() if path.is_dir()], ["manager"])
        self.assertFalse(Lab("pwt-nodes-a").state.exists())

    def test_after_the_supervisor_was_told_to_end(self):
        os.kill(status("pwt-nodes-a")["supervisor"], signal.SIGTERM)
        self.assertTrue(wait_until(lambda: not Lab("pwt-nodes-a").state.exists()))
        self.assertTrue(wait_until(lambda: not [t for t in traces("pwt-nodes-a") if not t.endswith(".lock")]), traces("pwt-nodes-a"))
        self.assertEqual(down("pwt-nodes-a").status, 0)
        self.assertEqual(traces("pwt-nodes-a"), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
