// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/inventory.h"

#include <gmock/gmock.h>

#include "core/nodes/node_needs.h"
#include "tests/support/temp_dir.h"

namespace podwire::nodes {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Inventory read(const std::string& text) {
    const auto inventory = parseInventory(yaml::Source("/lab/hosts.yaml", text));
    EXPECT_TRUE(inventory) << (inventory ? "" : inventory.error().front().text());
    return inventory.value_or(Inventory{});
}

std::vector<std::string> complaints(const std::string& text) {
    const auto inventory = parseInventory(yaml::Source("hosts.yaml", text));
    std::vector<std::string> texts;
    if (!inventory) {
        for (const yaml::Diagnostic& one : inventory.error()) {
            texts.push_back(one.where.text() + ": " + one.message);
        }
    }
    return texts;
}

TEST(Inventory, ReadsEveryKey) {
    const Inventory inventory = read(R"(
ssh_config: config
nodes:
  - name: alpha
    role: node1
    address: alpha.example.org
    lab_address: 10.0.0.5
    port: 2222
    user: student
    identity: keys/id
    known_hosts: /known
    jump: me@bastion:22,inner
    interface: eth0
    read_only: true
  - {name: node2}
)");
    ASSERT_EQ(inventory.nodes.size(), 2U);
    EXPECT_EQ(inventory.sshConfig, "/lab/config");
    const InventoryNode& node = inventory.nodes[0];
    EXPECT_EQ(node.role, "node1");
    EXPECT_EQ(node.address, "alpha.example.org");
    EXPECT_EQ(node.labAddress, "10.0.0.5");
    EXPECT_EQ(node.port, 2222);
    EXPECT_EQ(node.user, "student");
    EXPECT_EQ(node.identity, "/lab/keys/id");
    EXPECT_EQ(node.knownHosts, "/known");
    EXPECT_EQ(node.jump, "me@bastion:22,inner");
    EXPECT_EQ(node.interface, "eth0");
    EXPECT_TRUE(node.readOnly);
    EXPECT_EQ(inventory.nodes[1].role, "node2");
    EXPECT_EQ(inventory.nodes[1].address, "node2");
    EXPECT_FALSE(inventory.nodes[1].readOnly);
}

TEST(Inventory, SaysWhereItIsWrong) {
    EXPECT_THAT(complaints("nodes:\n  - name: a\n    prot: 22\n"),
                ElementsAre("hosts.yaml:3:5: a node has no key 'prot'"));
    EXPECT_THAT(complaints("nodes:\n  - {name: a, port: 99999}\n"),
                ElementsAre("hosts.yaml:2:21: '99999' is not a port"));
    EXPECT_THAT(complaints("nodes:\n  - {address: 10.0.0.1}\n"),
                ElementsAre("hosts.yaml:2:5: a node needs a name"));
    EXPECT_THAT(complaints("nodes:\n  - {name: a}\n  - {name: a}\n"),
                ElementsAre("hosts.yaml:3:12: two nodes have the name 'a'"));
    EXPECT_THAT(complaints("nodes:\n  - {name: a, role: x}\n  - {name: b, role: x}\n"),
                ElementsAre("hosts.yaml:3:21: two nodes have the role 'x'"));
    EXPECT_THAT(complaints("nodes:\n  - {name: a, lab_address: 10.0.0}\n"),
                ElementsAre("hosts.yaml:2:28: '10.0.0' is not an IPv4 address"));
    EXPECT_THAT(complaints("nodes:\n  - {name: a, read_only: maybe}\n"),
                ElementsAre("hosts.yaml:2:26: read_only must be true or false"));
    EXPECT_THAT(complaints("nodes: []\n"), ElementsAre(HasSubstr("at least one node")));
    EXPECT_THAT(complaints("hosts: 1\n"), ::testing::SizeIs(2));
    EXPECT_THAT(complaints("nodes: [\n"), ::testing::SizeIs(1));
}

TEST(Inventory, TakesNoOptionForAHost) {
    EXPECT_THAT(complaints("nodes:\n  - {name: a, address: -oProxyCommand=evil}\n"), ::testing::SizeIs(1));
    EXPECT_THAT(complaints("nodes:\n  - {name: a, address: 'x; y'}\n"), ::testing::SizeIs(1));
    EXPECT_THAT(complaints("nodes:\n  - {name: a, jump: '-x'}\n"), ::testing::SizeIs(1));
    EXPECT_THAT(complaints("nodes:\n  - {name: a, user: '$(id)'}\n"), ::testing::SizeIs(1));
}

TEST(Inventory, AFileThatIsNotThereIsNamed) {
    EXPECT_THAT(loadInventory("/no/such/hosts.yaml").error().front().text(),
                HasSubstr("/no/such/hosts.yaml"));
    EXPECT_FALSE(loadInventory("/tmp"));
}

constexpr const char* kAnswer =
    "host alpha\nuser student\nhostname 10.0.0.5\nport 2022\nidentityfile /dev/null\nidentityfile "
    "~/no/such/key\n"
    "proxyjump me@bastion\nuserknownhostsfile /a /b\nhostkeyalias known\n";

TEST(SshSettings, AreTheAnswerOfOpenSsh) {
    const auto settings = parseSshSettings(kAnswer);
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->host, "10.0.0.5");
    EXPECT_EQ(settings->port, 2022);
    EXPECT_EQ(settings->user, "student");
    EXPECT_THAT(settings->identities, ElementsAre("/dev/null"));
    EXPECT_EQ(settings->jump, "me@bastion");
    EXPECT_EQ(settings->knownHosts, "/a");
    EXPECT_EQ(settings->hostKeyAlias, "known");
    EXPECT_FALSE(parseSshSettings("hostname x\n"));
    EXPECT_FALSE(parseSshSettings(""));
}

class ResolveTest : public ::testing::Test {
protected:
    Result<std::vector<NodeInfo>> resolve(const std::string& text) {
        return resolveInventory(read(text), [this](const ProcessRequest& request) {
            asked_.push_back(request.argv);
            return ProcessResult{ProcessResult::Ending::Exit, 0, answer_, {}};
        });
    }

    std::vector<std::vector<std::string>> asked_;
    std::string answer_ = kAnswer;
};

TEST_F(ResolveTest, TakesWhatIsLeftOutFromTheConfiguration) {
    const auto nodes = resolve("ssh_config: /c\nnodes: [{name: alpha, role: node1, interface: eth0}]\n");
    ASSERT_TRUE(nodes) << nodes.error().text();
    EXPECT_THAT(asked_, ElementsAre(ElementsAre("ssh", "-G", "-F", "/c", "--", "alpha")));
    const NodeInfo& node = nodes->at(0);
    EXPECT_EQ(node.name, "node1");
    EXPECT_EQ(node.address, "10.0.0.5");
    const auto& tcp = std::get<remote::TcpAddress>(node.endpoint.address);
    EXPECT_EQ(tcp.host, "10.0.0.5");
    EXPECT_EQ(tcp.port, 2022);
    EXPECT_EQ(node.endpoint.user, "student");
    EXPECT_EQ(node.endpoint.jump.hosts, "me@bastion");
    EXPECT_EQ(node.endpoint.jump.sshConfig, "/c");
    EXPECT_EQ(node.endpoint.knownHosts, "/a");
    EXPECT_EQ(node.endpoint.hostKeyAlias, "known");
}

TEST_F(ResolveTest, WhatTheInventorySaysGoesFirst) {
    const auto nodes = resolve(
        "nodes: [{name: a, user: u, port: 1, identity: /i, known_hosts: /k, jump: j, lab_address: "
        "10.1.1.1}]\n");
    ASSERT_TRUE(nodes) << nodes.error().text();
    const NodeInfo& node = nodes->at(0);
    EXPECT_EQ(node.address, "10.1.1.1");
    EXPECT_EQ(std::get<remote::TcpAddress>(node.endpoint.address).port, 1);
    EXPECT_EQ(node.endpoint.user, "u");
    EXPECT_THAT(node.endpoint.identities, ElementsAre("/i"));
    EXPECT_EQ(node.endpoint.knownHosts, "/k");
    EXPECT_EQ(node.endpoint.jump.hosts, "j");
}

TEST_F(ResolveTest, ANameNeedsAnAddressForTheOthers) {
    answer_ = "hostname alpha.example.org\nport 22\nuser u\n";
    const auto nodes = resolve("nodes:\n  - name: alpha\n");
    ASSERT_FALSE(nodes);
    EXPECT_THAT(nodes.error().message, HasSubstr("/lab/hosts.yaml:2:5: "));
    EXPECT_THAT(nodes.error().hint, HasSubstr("lab_address"));
}

TEST_F(ResolveTest, AProxyCommandIsRefusedAndNotPassedOver) {
    answer_ = "hostname 10.0.0.5\nport 22\nuser u\nproxycommand nc %h %p\n";
    EXPECT_THAT(resolve("nodes: [{name: alpha}]\n").error().message, HasSubstr("ProxyCommand"));
    EXPECT_TRUE(resolve("nodes: [{name: alpha, jump: bastion}]\n"));
}

TEST(NodeNeeds, AreReadFromTheNodesAnswer) {
    const auto needs =
        parseNeeds("node1", "sudo\napt\ntool dig\ntool ip\ntool ss\nmodule veth\niptables nf_tables\nend\n");
    ASSERT_TRUE(needs);
    EXPECT_TRUE(needs->sudo);
    EXPECT_TRUE(needs->hasApt);
    EXPECT_FALSE(needs->fulfilled());
    EXPECT_EQ(needs->iptables, "nf_tables");
    EXPECT_THAT(needs->missingModules, ElementsAre("veth"));
    EXPECT_THAT(needs->missingPackages(), ElementsAre("bind9-dnsutils", "iproute2"));
    EXPECT_TRUE(parseNeeds("node1", "sudo\nend\n")->fulfilled());
    EXPECT_FALSE(parseNeeds("node1", "end\n")->fulfilled());
    EXPECT_FALSE(parseNeeds("node1", "sudo\n"));
}

TEST(NodeNeeds, AnInstallationStopsWhatItStarted) {
    EXPECT_THAT(installScript({"haproxy"}), HasSubstr("disable --now haproxy"));
    EXPECT_THAT(installScript({"curl"}), ::testing::Not(HasSubstr("haproxy")));
}

TEST(NodeNeeds, TheScriptRunsHere) {
    const std::atomic<bool> never = false;
    const ProcessResult result = runProcess({{"bash", "-c", needsScript()}, {}}, never);
    ASSERT_TRUE(parseNeeds("here", result.out)) << result.out << result.err;
    EXPECT_THAT(result.err, IsEmpty());
}

}  // namespace
}  // namespace podwire::nodes
