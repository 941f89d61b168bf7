// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/bad_lab.h"

namespace podwire::lab::testing {
namespace {

class BadResource : public ::testing::TestWithParam<Bad> {};

TEST_P(BadResource, IsReportedWithItsPlace) {
    expectBadResource(GetParam());
}

const Bad badResources[] = {
    {"EmptyCommand", "        ip: §' '\n", "an empty command"},
    {"UnknownVariable", "        route: ip route add §$NOPE via 10.0.0.1\n", "unknown variable $NOPE"},
    {"UnknownVariableInBlock",
     "        route: |\n          ip route add $POD_IP \\\n            via §$GATEWAY\n",
     "unknown variable $GATEWAY"},
    {"CommandFromVariable", "        ip: §$POD add x\n", "a variable cannot be the command itself"},
    {"TwoCommands", "        ip: ip netns add x§; reboot\n", "';' is not allowed in a single command"},
    {"TwoLines", "        ip: |\n          §ip netns add x\n          reboot\n",
     "a second line: end the first with a backslash, or write a `run` resource"},
    {"CommentInCommand", "        ip: \"§ip netns add x # why\"\n",
     "a comment in a command: write it as `why`"},
    {"BracesInCommand", "        ip: §ip netns add {a,b}\n",
     "braces and ~ are not taken in a single command: quote them"},
    {"NastyVariable", "        ip: ip netns add §$NASTY\n",
     "'; touch /tmp/podwire-was-here #' is not a network namespace's name",
     "$NASTY is '; touch /tmp/podwire-was-here #', set at lab.yaml:10:26."},
    {"DownloadWithoutScheme", "        download: {path: /tmp/a, url: §a.b/c}\n",
     "'a.b/c' is not an https:// address that ends in a file's name"},
    {"DownloadOfAFolder", "        download: {path: /tmp/a, url: '§https://a.b/c/'}\n",
     "'https://a.b/c/' is not an https:// address that ends in a file's name"},
    {"DownloadInjection", "        download: {path: /tmp/a, url: 'https://a.b/§$NASTY'}\n",
     "'https://a.b/; touch /tmp/podwire-was-here #' is not an https:// address that ends in a file's name",
     "$NASTY is '; touch /tmp/podwire-was-here #', set at lab.yaml:10:26."},
    {"DownloadNowhere", "        download: §{url: 'https://a.b/c'}\n", "a download needs 'path'"},
    {"UnitWithoutName", "        unit: §sudo systemd-run --collect sleep 1\n",
     "a unit needs '--unit=NAME', by which it is found again"},
    {"UnitOfAnotherKind", "        unit: sudo systemd-run --unit=§x.timer sleep 1\n",
     "'x.timer' is not the name of a service unit"},
    {"UnitScope", "        unit: sudo systemd-run §--scope --unit=x sleep 1\n",
     "'--scope' does not make a service in the background"},
    {"UnitWithoutProgram", "        unit: §sudo systemd-run --unit=x\n",
     "the command ends where the program that the unit runs is expected"},
    {"PodNameTooLong",
     "        pod: {name: §pod100, address: 10.0.0.2/24, gateway: 10.0.0.1, server: /s.py, port: "
     "80}\n",
     "'pod100' is too long for a pod: its interface 'host-veth-pod100' would have more than 15 bytes"},
    {"PodAddress",
     "        pod: {name: pod1, address: §10.0.0.2, gateway: 10.0.0.1, server: /s.py, port: 80}\n",
     "'10.0.0.2' is not an IPv4 address with its prefix length, such as 192.168.1.1/24"},
    {"PodWithoutServer", "        pod: §{name: pod1, address: 10.0.0.2/24, gateway: 10.0.0.1, port: 80}\n",
     "a pod needs 'server'"},
    {"PodPort",
     "        pod: {name: pod1, address: 10.0.0.2/24, gateway: 10.0.0.1, server: /s.py, port: "
     "§65536}\n",
     "'65536' is not a port, 1 to 65535"},
    {"PodServer",
     "        pod: {name: pod1, address: 10.0.0.2/24, gateway: 10.0.0.1, server: §s.py, port: "
     "80}\n",
     "'s.py' is not an absolute path of letters, digits and _./:@%+,- without '..'"},
    {"BridgePort", "        bridge: {name: br0, address: 10.0.0.1/24, ports: [§a b]}\n",
     "'a b' is not an interface name"},
    {"FileWithoutContent", "        file: §{path: /x}\n", "a file needs either 'content' or 'from'"},
    {"FileWithBoth", "        file: §{path: /x, content: a, from: b}\n",
     "a file needs either 'content' or 'from'"},
    {"FileWithoutNewLine", "        file: {path: /x, content: §abc}\n",
     "the content does not end with a new line", "Write it as a literal block: '|'."},
    {"FilePathUp", "        file: {path: §/etc/../x, content: \"a\\n\"}\n",
     "'/etc/../x' is not an absolute path of letters, digits and _./:@%+,- without '..'"},
    {"FileMode", "        file: {path: /x, mode: §999, content: \"a\\n\"}\n",
     "'999' is not a file mode of four octal digits, such as 0644"},
    {"FileFromOutside", "        file: {path: /x, from: §../part.yaml}\n",
     "'../part.yaml' is not a path inside the lab's directory",
     "A lab reads its own files only: no '..', no leading '/'."},
    {"FileFromAbsolute", "        file: {path: /x, from: §/etc/passwd}\n",
     "'/etc/passwd' is not a path inside the lab's directory",
     "A lab reads its own files only: no '..', no leading '/'."},
    {"FileTemplate",
     "        file:\n          path: /x\n          template: true\n"
     "          content: |\n            a\n            b §$NOPE\n",
     "unknown variable $NOPE"},
};

INSTANTIATE_TEST_SUITE_P(Lab, BadResource, ::testing::ValuesIn(badResources), nameOf);

}  // namespace
}  // namespace podwire::lab::testing
