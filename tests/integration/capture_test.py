#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packets of the nodes' interfaces: none is lost, all keep their interface's name, and nothing is left on a node."""
import json
import os
import signal
import stat
import struct
import subprocess
import tempfile
import time
import unittest

from podwire_lab import CTL, LabCase, Lab

SENDER = """
import socket, sys, time
host, rate, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sent, begun = 0, time.monotonic()
while sent < rate * seconds:
    due = min(int((time.monotonic() - begun) * rate) + 1, int(rate * seconds))
    while sent < due:
        out.sendto(b"%08d" % sent + bytes(56), (host, 9999))
        sent += 1
    time.sleep(0.0005)
print(sent, time.monotonic() - begun)
"""
NODE1 = "10.30.45.100"


def blocks(data):
    """The blocks of a pcapng file as (type, body); both lengths of each are compared."""
    at, found = 0, []
    while at < len(data):
        kind, length = struct.unpack_from("<II", data, at)
        assert length % 4 == 0 and length >= 12 and struct.unpack_from("<I", data, at + length - 4)[0] == length, (at, kind, length)
        found.append((kind, data[at + 8:at + length - 4]))
        at += length
    return found


def options(body):
    found, at = {}, 0
    while at < len(body):
        code, length = struct.unpack_from("<HH", body, at)
        if code == 0:
            break
        found[code] = body[at + 4:at + 4 + length]
        at += 4 + (length + 3) // 4 * 4
    return found


class Pcapng:
    def __init__(self, data):
        all_blocks = blocks(data)
        assert all_blocks[0][0] == 0x0A0D0D0A and struct.unpack_from("<IHH", all_blocks[0][1]) == (0x1A2B3C4D, 1, 0)
        described = [options(body[8:]) for kind, body in all_blocks if kind == 1]
        self.names = [one[2].decode() for one in described]
        self.filters = [one.get(11, b"\0")[1:].decode() for one in described]
        self.packets = []  # (interface's name, nanoseconds, bytes)
        for kind, body in all_blocks:
            if kind == 6:
                interface, high, low, kept, length = struct.unpack_from("<IIIII", body)
                assert kept <= length
                self.packets.append((self.names[interface], high << 32 | low, body[20:20 + kept]))
        self.statistics = {}
        for kind, body in all_blocks:
            if kind == 5:
                told = options(body[12:])
                self.statistics[self.names[struct.unpack_from("<I", body)[0]]] = tuple(
                    struct.unpack("<Q", told[code])[0] if code in told else None for code in (4, 5, 8))

    @staticmethod
    def read(path):
        with open(path, "rb") as file:
            return Pcapng(file.read())


class CaptureTest(LabCase):
    lab = Lab("pwt-capture")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lab.ctl("apply", "--to", "cluster.pod2", check=0)

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.file = os.path.join(self.folder.name, "file.pcapng")

    def start(self, *words, stdout=subprocess.PIPE, out=True):
        argv = [CTL, "capture", "--name", self.lab.name, *words, "--progress"] + (["--out", self.file] if out else [])
        console = subprocess.Popen(argv, stdout=stdout, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        self.addCleanup(console.stdout.close)
        self.addCleanup(console.stderr.close)
        self.addCleanup(console.wait)
        self.addCleanup(console.kill)
        for line in console.stderr:
            if b"packets" in line:
                return console
        self.fail("it did not begin")

    def ended(self, console, how=signal.SIGINT, seconds=15):
        if how:
            console.send_signal(how)
        out, err = console.communicate(timeout=seconds)
        return console.returncode, out, err

    def send(self, node="node2", to=NODE1, rate=100, seconds=1.0):
        done = subprocess.run(["ssh", "-F", f"/run/podwire/{self.lab.name}/ssh_config", node, "python3", "-", to, str(rate), str(seconds)],
                              input=SENDER, capture_output=True, text=True, timeout=120, check=True)
        sent, took = done.stdout.split()
        return int(sent), float(took)

    def tools(self, node):
        return self.lab.ssh(node, "pgrep -x tcpdump", check=False).stdout.split()

    def wait_gone(self, node, seconds=5):
        until = time.monotonic() + seconds
        while self.tools(node):
            self.assertLess(time.monotonic(), until, "tcpdump is still there")
            time.sleep(0.1)

    def test_ten_thousand_packets_a_second_are_all_there(self):
        console = self.start("--node", "node1", "--interface", "ens3", "--filter", "udp port 9999", "--json")
        sent, took = self.send(rate=10000, seconds=10)
        self.assertLess(took, 10.5, "the sender did not keep its rate")
        time.sleep(2)  # the last block of the kernel is handed over within a second
        status, out, _ = self.ended(console)
        said = json.loads(out)
        self.assertEqual((status, said["ended_by"], said["file"]), (0, "asked", self.file))
        one = said["interfaces"][0]
        file = Pcapng.read(self.file)
        self.assertEqual((one["captured"], one["received"], one["dropped"], one["lost"]), (sent, sent, 0, 0))
        self.assertEqual((one["packets"], len(file.packets)), (sent, sent))
        self.assertEqual(file.statistics, {"node1/ens3": (sent, 0, sent)})
        self.assertEqual([data[42:50] for _, _, data in file.packets], [b"%08d" % number for number in range(sent)])
        self.assertEqual(os.path.getsize(self.file), said["bytes"])

    def test_several_interfaces_keep_their_names_and_the_order_of_time(self):
        console = self.start("--interface", "node2/ens3", "--interface", "node1/ens3", "--node", "node1", "br0",
                             "--filter", "udp port 9999 or icmp", "--json")
        sent, _ = self.send(rate=200, seconds=1)
        time.sleep(1.5)
        _, out, _ = self.ended(console)
        file = Pcapng.read(self.file)
        self.assertEqual(file.names, ["node2/ens3", "node1/ens3", "node1/br0"])
        self.assertEqual(file.filters, ["udp port 9999 or icmp"] * 3)
        times = [when for _, when, _ in file.packets]
        self.assertEqual(times, sorted(times))
        for name in file.names[:2]:
            self.assertEqual(sum(1 for where, _, data in file.packets if where == name and b"\x27\x0f" == data[36:38]), sent)
        self.assertEqual([one["name"] for one in json.loads(out)["interfaces"]], file.names)
        changes = sum(1 for one, next_one in zip(file.packets, file.packets[1:]) if one[0] != next_one[0])
        self.assertGreater(changes, sent / 4, "the interfaces' packets are not merged")
        read = subprocess.run(["tcpdump", "-n", "-r", self.file], capture_output=True, text=True, check=False)
        self.assertEqual((read.returncode, len(read.stdout.splitlines())), (0, len(file.packets)))

    def test_a_pods_interface_is_in_its_namespace(self):
        console = self.start("--node", "node1", "--netns", "pod1a", "--interface", "veth-pod1a", "--filter", "icmp", "--json")
        self.lab.ssh("node1", "ping -c 3 -i 0.2 192.168.1.10")
        time.sleep(1.5)
        _, out, _ = self.ended(console)
        self.assertEqual((Pcapng.read(self.file).names, json.loads(out)["packets"]), (["node1/pod1a/veth-pod1a"], 6))

    def test_what_tcpdump_says_of_a_filter_is_told(self):
        said = self.lab.ctl("capture", "--node", "node1", "--interface", "ens3", "--filter", "tcp prt 80", "--out", self.file)
        self.assertEqual((said.returncode, os.listdir(self.folder.name)), (1, []))
        self.assertIn("can't parse filter expression: syntax error", said.stderr)
        said = self.lab.ctl("capture", "--node", "node1", "--interface", "nosuch0", "--out", self.file)
        self.assertEqual((said.returncode, os.listdir(self.folder.name)), (1, []))
        self.assertIn("No such device", said.stderr)

    def test_a_filter_is_no_option_and_no_command(self):
        for trick in ("-w/tmp/pwt-trick", "$(touch /tmp/pwt-trick)", "'; touch /tmp/pwt-trick; '"):
            self.assertEqual(self.lab.ctl("capture", "--node", "node1", "--interface", "lo", "--filter", trick, "--for", "1",
                                          "--out", self.file).returncode, 1, trick)
        self.assertEqual(self.lab.ssh("node1", "ls /tmp/pwt-trick", check=False).stdout, "")

    def test_the_size_ends_it(self):
        console = self.start("--node", "node1", "--interface", "ens3", "--filter", "udp port 9999", "--size", "100k", "--json")
        sent, _ = self.send(rate=2000, seconds=2)
        status, out, _ = self.ended(console, how=None)
        said = json.loads(out)
        self.assertEqual((status, said["ended_by"]), (0, "size"))
        self.assertLessEqual(os.path.getsize(self.file), 100_000)
        self.assertGreater(os.path.getsize(self.file), 99_000)
        self.assertLess(len(Pcapng.read(self.file).packets), sent)
        self.assertGreater(said["interfaces"][0]["left_out"], 0)
        self.assertEqual(self.tools("node1"), [])

    def test_the_time_ends_it(self):
        begun = time.monotonic()
        said = self.lab.json("capture", "--node", "node1", "--interface", "ens3", "--for", "2s", "--out", self.file, check=0)
        self.assertTrue(2 <= time.monotonic() - begun < 5)
        self.assertEqual((said["ended_by"], round(said["seconds"])), ("time", 2))
        self.assertEqual(Pcapng.read(self.file).names, ["node1/ens3"])

    def test_an_interrupted_capture_is_finished(self):
        for how in (signal.SIGINT, signal.SIGTERM):
            console = self.start("--node", "node1", "--interface", "ens3", "--yes")
            status, out, _ = self.ended(console, how, 5)
            self.assertEqual((status, os.listdir(self.folder.name)), (0, ["file.pcapng"]))
            self.assertIn(b"Saved to " + self.file.encode(), out)
            self.assertEqual(stat.S_IMODE(os.stat(self.file).st_mode), 0o600)
            self.assertEqual(set(Pcapng.read(self.file).statistics), {"node1/ens3"})
            self.assertEqual(self.tools("node1"), [])

    def test_a_killed_console_leaves_no_tcpdump_and_the_next_one_writes(self):
        console = self.start("--node", "node1", "--interface", "ens3", "--interface", "node1/pod1a/veth-pod1a")
        self.assertEqual(len(self.tools("node1")), 2)
        console.kill()
        self.wait_gone("node1")
        self.assertEqual(os.listdir(self.folder.name), ["file.pcapng.part"])
        self.lab.ctl("capture", "--node", "node1", "--interface", "lo", "--for", "1", "--out", self.file, check=0)
        self.assertEqual(os.listdir(self.folder.name), ["file.pcapng"])

    def test_a_file_is_not_written_over(self):
        with open(self.file, "w", encoding="ascii") as file:
            file.write("mine")
        words = ("capture", "--node", "node1", "--interface", "lo", "--for", "1", "--out", self.file)
        said = self.lab.ctl(*words)
        self.assertEqual(said.returncode, 1)
        self.assertIn("is already there", said.stderr)
        with open(self.file, encoding="ascii") as file:
            self.assertEqual(file.read(), "mine")
        self.lab.ctl(*words, "--yes", check=0)
        self.assertEqual(Pcapng.read(self.file).names, ["node1/lo"])

    def test_one_file_has_one_writer(self):
        self.start("--node", "node1", "--interface", "ens3")
        said = self.lab.ctl("capture", "--node", "node1", "--interface", "lo", "--for", "1", "--out", self.file)
        self.assertEqual(said.returncode, 1)
        self.assertIn("Another capture", said.stderr)

    def test_standard_output_gets_the_packets(self):
        console = self.start("--node", "node1", "--interface", "ens3", "--filter", "udp port 9999", "--out", "-", "--json", out=False)
        sent, _ = self.send(rate=100, seconds=1)
        time.sleep(1.5)
        status, out, err = self.ended(console)
        self.assertEqual((status, len(Pcapng(out).packets)), (0, sent))
        said = json.loads(err[err.index(b"{"):])
        self.assertEqual((said["file"], said["packets"]), (None, sent))

    def test_a_reader_that_goes_away_ends_it(self):
        console = self.start("--node", "node1", "--interface", "ens3", "--out", "-", out=False)
        console.stdout.close()
        self.send(rate=100, seconds=1)
        self.assertEqual(console.wait(10), 0)
        self.assertEqual(self.tools("node1"), [])

    def test_an_interface_that_goes_away_ends_it_and_the_packets_are_kept(self):
        self.lab.ssh("node1", "sudo ip link add pwt0 type veth peer name pwt1; sudo ip link set pwt1 up; sudo ip link set pwt0 up")
        console = self.start("--node", "node1", "--interface", "pwt0")
        self.lab.ssh("node1", "sudo ip link del pwt0")
        status, _, err = self.ended(console, how=None)
        self.assertEqual(status, 1)
        self.assertIn(f"The packets so far are in {self.file}.", err.decode())
        self.assertEqual(Pcapng.read(self.file).names, ["node1/pwt0"])

    def test_a_node_without_tcpdump_is_told_of(self):
        self.lab.ssh("node2", "sudo mv /usr/bin/tcpdump /usr/bin/tcpdump.away")
        self.addCleanup(self.lab.ssh, "node2", "sudo mv /usr/bin/tcpdump.away /usr/bin/tcpdump")
        said = self.lab.ctl("capture", "--node", "node2", "--interface", "ens3", "--for", "1", "--out", self.file)
        self.assertEqual(said.returncode, 1)
        self.assertIn("node2 has no tcpdump", said.stderr)
        self.assertIn("apt-get install tcpdump", said.stderr)

    def test_a_read_only_node_is_looked_at(self):
        self.lab.ctl("capture", "--read-only", "--node", "node1", "--interface", "ens3", "--for", "1", "--out", self.file, check=0)

    def test_wrong_use_is_told(self):
        for words in ((), ("--node", "node1"), ("--interface", "ens3"), ("--node", "node9", "--interface", "ens3"),
                      ("--node", "node1", "--interface", "-w"), ("--node", "node1", "--interface", "a b"),
                      ("--node", "node1", "--interface", "ens3", "ens3"), ("--node", "node1", "--interface", "ens3", "--size", "1"),
                      ("--node", "node1", "--interface", "ens3", "--size", "much"), ("--node", "node1", "--interface", "ens3", "--for", "x"),
                      ("--node", "node1", "--netns", "../x", "--interface", "ens3")):
            self.assertEqual(self.lab.ctl("capture", *words, "--out", self.file).returncode, 2, words)
        self.assertEqual(os.listdir(self.folder.name), [])
        self.assertEqual(Lab("pwt-nothing").ctl("capture", "--node", "node1", "--interface", "ens3", "--out", self.file).returncode, 3)

    def test_a_person_reads_what_became_of_the_packets(self):
        console = self.start("--node", "node1", "--interface", "ens3", "--filter", "udp port 9999")
        self.send(rate=50, seconds=1)
        time.sleep(1.5)
        _, out, _ = self.ended(console)
        self.assertIn("node1/ens3: 50 packets written; tcpdump: 50 captured, 50 received by filter, 0 dropped by kernel", out.decode())


if __name__ == "__main__":
    unittest.main(verbosity=2)
