// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/resource.h"

#include <gtest/gtest.h>

#include "tests/lab/bash.h"
#include "tests/lab/lab_folder.h"

namespace podwire::lab::testing {
namespace {

/// "node|netns|group|command" of each.
std::string commandsOf(const std::vector<Resource>& resources) {
    std::string all;
    for (const Resource& each : resources) {
        all += each.node + '|' + each.netns + '|' + each.group + '|' + each.command + '\n';
    }
    return all;
}

std::string sourcesOf(const std::vector<Resource>& resources) {
    std::string all;
    for (const Resource& each : resources) {
        all += each.source + '\n';
    }
    return all;
}

Resource only(const std::string& apply) {
    const auto resources = resourcesOf("      - on: node1\n" + apply);
    EXPECT_EQ(resources.size(), 1U);
    return resources.empty() ? Resource{} : resources.front();
}

TEST(Download, FetchesOnlyWhatIsNotThere) {
    const Resource download =
        only("        download: {url: 'https://a.b/c/d.tgz', path: /home/ubuntu/d.tgz}\n");
    EXPECT_EQ(download.command,
              "[ -f /home/ubuntu/d.tgz ] || curl -fsSLo /home/ubuntu/d.tgz https://a.b/c/d.tgz");
    EXPECT_EQ(std::get<Download>(download.what).url, "https://a.b/c/d.tgz");
}

TEST(Pod, BecomesItsCommandsInOrder) {
    const auto resources = resourcesOf(R"(      - on: node1
        why: A pod.
        pod: {name: $POD, address: $POD_IP/24, gateway: 192.168.1.1, host_address: 192.168.1.1/24,
              server: /opt/http_server.py, port: $PORT}
)");
    EXPECT_EQ(commandsOf(resources), R"(node1||pod pod1a|sudo ip netns add pod1a
node1||pod pod1a|sudo ip link add host-veth-pod1a type veth peer name veth-pod1a netns pod1a
node1||pod pod1a|sudo ip addr add 192.168.1.1/24 dev host-veth-pod1a
node1||pod pod1a|sudo ip link set host-veth-pod1a up
node1|pod1a|pod pod1a|sudo ip netns exec pod1a ip addr add 192.168.1.10/24 dev veth-pod1a
node1|pod1a|pod pod1a|sudo ip netns exec pod1a ip link set veth-pod1a up
node1|pod1a|pod pod1a|sudo ip netns exec pod1a ip link set lo up
node1|pod1a|pod pod1a|sudo ip netns exec pod1a ip route add default via 192.168.1.1
node1||pod pod1a|sudo systemd-run --quiet --unit=pod1a-http --collect --property=Type=notify --property=NotifyAccess=all ip netns exec pod1a python3 /opt/http_server.py 192.168.1.10 80
)");
    EXPECT_EQ(resources[0].why, "A pod.");
    EXPECT_EQ(std::get<Veth>(resources[1].what).peerNetns, "pod1a");
    EXPECT_EQ(std::get<Unit>(resources[8].what).name, "pod1a-http.service");
}

TEST(Pod, ShowsTheAuthorsVariables) {
    const auto resources = resourcesOf(
        "      - {on: node1, pod: {name: $POD, address: $POD_CIDR, gateway: 192.168.1.1, server: /s.py, "
        "port: $PORT}}\n");
    EXPECT_EQ(sourcesOf(resources), R"(sudo ip netns add $POD
sudo ip link add host-veth-$POD type veth peer name veth-$POD netns $POD
sudo ip link set host-veth-$POD up
sudo ip netns exec $POD ip addr add $POD_CIDR dev veth-$POD
sudo ip netns exec $POD ip link set veth-$POD up
sudo ip netns exec $POD ip link set lo up
sudo ip netns exec $POD ip route add default via 192.168.1.1
sudo systemd-run --quiet --unit=$POD-http --collect --property=Type=notify --property=NotifyAccess=all ip netns exec $POD python3 /s.py 192.168.1.10 $PORT
)");
}

TEST(BridgeCompound, BecomesItsCommandsInOrder) {
    EXPECT_EQ(
        commandsOf(resourcesOf("      - {on: [node1, node2], bridge: {name: br0, address: 192.168.1.1/24, "
                               "ports: [host-veth-$POD, x1]}}\n")),
        R"(node1||bridge br0|sudo ip link add br0 type bridge
node1||bridge br0|sudo ip addr add 192.168.1.1/24 dev br0
node1||bridge br0|sudo ip link set br0 up
node1||bridge br0|sudo ip link set host-veth-pod1a master br0
node1||bridge br0|sudo ip link set x1 master br0
node2||bridge br0|sudo ip link add br0 type bridge
node2||bridge br0|sudo ip addr add 192.168.1.1/24 dev br0
node2||bridge br0|sudo ip link set br0 up
node2||bridge br0|sudo ip link set host-veth-pod1a master br0
node2||bridge br0|sudo ip link set x1 master br0
)");
}

TEST(FileResource, IsWrittenByARealShellToTheLetter) {
    const Resource file = only(R"(        file:
          path: /tmp/never-written
          mode: "0600"
          content: |
            it's $HOME `x` \
            EOF
              EOF1
            ä

)");
    const auto& what = std::get<File>(file.what);
    EXPECT_EQ(what.content, "it's $HOME `x` \\\nEOF\n  EOF1\nä\n");
    EXPECT_EQ(file.command,
              "install -m 0600 /dev/stdin /tmp/never-written <<'EOF1'\n" + what.content + "EOF1");
    std::string there = file.command;
    there.replace(there.find("/tmp/never-written"), 18, "./file");
    EXPECT_EQ(runInBash(there + "\nstat -c %a file; cat file").out, "600\n" + what.content);
}

TEST(FileResource, KnowsItsChecksum) {
    const Resource file = only("        file: {path: /x, content: \"abc\\n\"}\n");
    EXPECT_EQ(std::get<File>(file.what).sha256,
              "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb");
    EXPECT_EQ(std::get<File>(file.what).mode, "0644");
}

TEST(FileResource, IsATemplateOnRequestOnly) {
    const std::string rest = ", content: \"$POD costs 5$$\\n\"}\n";
    EXPECT_EQ(std::get<File>(only("        file: {path: /x, template: true" + rest).what).content,
              "pod1a costs 5$\n");
    EXPECT_EQ(std::get<File>(only("        file: {path: /x" + rest).what).content, "$POD costs 5$$\n");
}

TEST(FileResource, ComesFromAFileOfTheLab) {
    const LabFolder folder;
    folder.write("lab.yaml", plainLab());
    folder.write("files/a.txt", "one\ntwo $POD\n");
    folder.write(
        "part.yaml",
        plainPart("    apply:\n      - {on: node1, file: {path: /$POD/a, from: files/a.txt, sudo: yes}}\n"));
    const auto lab = folder.load();
    ASSERT_TRUE(lab.has_value()) << textOf(lab.error());
    const Resource& file = lab->parts[0].steps[0].apply[0];
    EXPECT_EQ(file.command, "sudo install -m 0644 /dev/stdin /pod1a/a <<'EOF'\none\ntwo $POD\nEOF");
    EXPECT_EQ(file.source, "sudo install -m 0644 /dev/stdin /$POD/a <<'EOF'\none\ntwo $POD\nEOF");
}

TEST(Command, IsKeptToTheLetter) {
    const Resource rule = only(
        "        iptables: |\n          sudo iptables  -t nat -A OUTPUT -p tcp -d $POD_IP \\\n"
        "              -j  DNAT --to-destination \"$POD_IP:$PORT\"\n");
    EXPECT_EQ(rule.command,
              "sudo iptables  -t nat -A OUTPUT -p tcp -d 192.168.1.10 \\\n    -j  DNAT --to-destination "
              "\"192.168.1.10:80\"");
    EXPECT_EQ(rule.source,
              "sudo iptables  -t nat -A OUTPUT -p tcp -d $POD_IP \\\n    -j  DNAT --to-destination "
              "\"$POD_IP:$PORT\"");
    EXPECT_EQ(rule.position.text(), "part.yaml:9:19");
}

TEST(RunResource, HasTheAuthorsWords) {
    const Resource run = only(
        "        run: touch /tmp/$POD; true\n        present: test -e /tmp/$POD\n        undo: rm "
        "/tmp/$POD\n");
    EXPECT_EQ(run.command, "touch /tmp/pod1a; true");
    EXPECT_EQ(std::get<lab::Run>(run.what).present, "test -e /tmp/pod1a");
    EXPECT_EQ(undoCommand(run, std::nullopt), "rm /tmp/pod1a");
}

TEST(RouteResource, IsReadAsTheKernelPrintsIt) {
    struct Case {
        const char* line;
        const char* key;
    };
    const Case cases[] = {
        {"ip route add 192.168.2.20 via 10.0.0.1",
         "node1/: route 192.168.2.20 via 10.0.0.1 dev  table main metric -"},
        {"sudo ip -4 route add 192.168.2.20/32 via 10.0.0.1 table 254 metric 0",
         "node1/: route 192.168.2.20 via 10.0.0.1 dev  table main metric -"},
        {"ip route add 0.0.0.0/0 via 10.0.0.1",
         "node1/: route default via 10.0.0.1 dev  table main metric -"},
        {"ip -n a route add default dev x metric 7 table blue",
         "node1/a: route default via  dev x table blue metric 7"},
        {"sudo -n ip netns exec a ip route add default dev x",
         "node1/a: route default via  dev x table main metric -"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(only("        route: " + std::string(each.line) + "\n").key, each.key);
    }
}

TEST(Resource, HasTheSameKeyInWhateverSpelling) {
    const std::pair<const char*, const char*> pairs[] = {
        {"iptables: sudo iptables -t nat -A OUTPUT -p tcp -d 10.0.0.1 --dport 80 -j DNAT --to-destination "
         "10.0.0.2:80",
         "iptables: sudo iptables -I OUTPUT -d 10.0.0.1/32 -p tcp -m tcp --dport 80 -t nat -j DNAT "
         "--to-destination 10.0.0.2:80"},
        {"sysctl: sudo sysctl -w net.ipv4.ip_forward=1", "sysctl: sysctl -w net/ipv4/ip_forward=0"},
        {"ip: sudo ip link set x up", "ip: ip link set dev x up"},
        {"ip: sudo ip netns exec p ip link set lo up", "ip: sudo ip -n p link set lo up"},
        {"unit: sudo systemd-run --unit=a true", "unit: sudo systemd-run -u a.service -p Type=exec -- false"},
        {"file: {path: /x, content: \"a\\n\"}", "file: {path: /x, content: \"b\\n\"}"},
    };
    for (const auto& [one, other] : pairs) {
        const Resource a = only("        " + std::string(one) + "\n");
        EXPECT_EQ(a.key, only("        " + std::string(other) + "\n").key);
        EXPECT_NE(a.key, only("        ip: ip netns add other\n").key);
    }
}

}  // namespace
}  // namespace podwire::lab::testing
