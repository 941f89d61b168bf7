// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/diagnose.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/doctor/patient.h"

namespace podwire::doctor {
namespace {

using test::Patient;

std::string cause(const Report& report) {
    const Finding* found = report.cause();
    return found == nullptr ? "nothing" : found->id + ' ' + found->node + ' ' + found->object;
}

std::string notes(const Report& report) {
    std::string all;
    for (const Finding& one : report.findings) {
        if (one.verdict == Verdict::Note) {
            all += (all.empty() ? "" : ", ") + one.id;
        }
    }
    return all;
}

template <class Container, class Test>
void drop(Container& items, Test test) {
    ASSERT_GT(std::erase_if(items, test), 0U);
}

void dropRoute(netstate::Netns& netns, const std::string& destination) {
    drop(netns.routes, [&](const netstate::Route& route) { return route.destination == destination; });
}

netstate::Route routeTo(const std::string& destination, const std::string& type, const std::string& gateway) {
    netstate::Route route;
    route.type = type;
    route.destination = destination;
    route.gateway = gateway;
    route.device = gateway.empty() ? "" : "ens3";
    route.table = "main";
    return route;
}

Socket socketOn(const std::string& protocol, const std::string& address, const std::string& port, int pid) {
    return {"", protocol, address, port, "nc", pid};
}

TEST(Diagnose, FindsNothingWrongOnHealthyNodes) {
    Patient patient;
    const Report report = patient.examine();
    EXPECT_EQ(cause(report), "nothing");
    EXPECT_EQ(notes(report), "");
    EXPECT_GT(report.findings.size(), 40U);
}

TEST(Diagnose, EveryWrongFindingSaysWhatWasFoundAndWhatItMeans) {
    Patient patient;
    patient.observed["node1"].units["pod1b-http.service"] = "inactive";
    patient.chain("node2", "nat", "OUTPUT")
        .rules.erase(patient.chain("node2", "nat", "OUTPUT").rules.begin());
    for (const Finding& one : patient.examine().findings) {
        EXPECT_FALSE(one.title.empty() || one.found.empty() || one.node.empty() || one.object.empty())
            << one.id;
        EXPECT_FALSE(one.verdict == Verdict::Wrong && (one.meaning.empty() || one.command.empty())) << one.id;
    }
}

struct Fault {
    const char* name;
    std::function<void(Patient&)> inject;
    const char* cause;
    const char* mend;  ///< part of the command
};

void PrintTo(const Fault& fault, std::ostream* out) {
    *out << fault.name;
}

class DiagnoseFault : public ::testing::TestWithParam<Fault> {};

TEST_P(DiagnoseFault, NamesTheCauseAndTheCommand) {
    Patient patient;
    GetParam().inject(patient);
    const Report report = patient.examine();
    EXPECT_EQ(cause(report), GetParam().cause);
    ASSERT_NE(report.cause(), nullptr);
    ASSERT_TRUE(report.cause()->mend.has_value());
    EXPECT_EQ(report.cause()->mend->node, report.cause()->node);
    EXPECT_NE(report.cause()->mend->command.find(GetParam().mend), std::string::npos)
        << report.cause()->mend->command;
}

const std::vector<Fault>& faults() {
    static const std::vector<Fault> all{
        {"ServerStopped", [](Patient& p) { p.node("node1").units["pod1b-http.service"] = "inactive"; },
         "server.stopped node1 pod1b", "systemd-run --quiet --unit=pod1b-http"},
        {"ServerFailed", [](Patient& p) { p.node("node1").units["pod1b-http.service"] = "failed"; },
         "server.stopped node1 pod1b", "systemctl reset-failed pod1b-http.service\nsudo systemd-run"},
        {"ServerElsewhere",
         [](Patient& p) {
             for (Socket& socket : p.looks["node1"].sockets) {
                 socket.port = socket.netns == "pod1a" ? "81" : socket.port;
             }
         },
         "server.elsewhere node1 pod1a", "systemctl stop pod1a-http.service\nsudo systemd-run"},
        {"ServerFrozen",
         [](Patient& p) {
             for (auto& [pid, process] : p.looks["node2"].processes) {
                 process.state = process.unit == "pod2-http.service" ? "Tsl" : process.state;
             }
         },
         "server.frozen node2 pod2", "kill --signal=CONT pod2-http.service"},
        {"PodLinkDown", [](Patient& p) { p.link("node1", "pod1a", "veth-pod1a").up = false; },
         "link.down node1 pod1a", "sudo ip netns exec pod1a ip link set veth-pod1a up"},
        {"BridgeDown", [](Patient& p) { p.link("node1", "", "br0").up = false; }, "link.down node1 br0",
         "sudo ip link set br0 up"},
        {"BridgePortPulled", [](Patient& p) { p.link("node1", "", "host-veth-pod1b").master.clear(); },
         "bridge.port node1 host-veth-pod1b", "sudo ip link set host-veth-pod1b master br0"},
        {"BridgeGone",
         [](Patient& p) {
             drop(p.netns("node1", "").links, [](const auto& link) { return link.name == "br0"; });
         },
         "bridge.missing node1 br0",
         "sudo ip link add br0 type bridge\nsudo ip addr add 192.168.1.1/24 dev br0"},
        {"NamespaceGone",
         [](Patient& p) {
             drop(p.node("node2").namespaces, [](const auto& netns) { return netns.name == "pod2"; });
         },
         "netns.missing node2 pod2",
         "sudo ip link del host-veth-pod2\nsudo systemctl stop pod2-http.service\nsudo ip netns add pod2"},
        {"OnlyTheNameOfANamespace",
         [](Patient& p) {
             drop(p.node("node2").namespaces, [](const auto& netns) { return netns.name == "pod2"; });
             p.node("node2").emptyNetns = {"pod2"};
         },
         "netns.missing node2 pod2", "sudo ip netns del pod2\nsudo ip netns add pod2"},
        {"ACableThatEndsElsewhere", [](Patient& p) { p.link("node2", "", "host-veth-pod2").peerIndex = 99; },
         "veth.missing node2 pod2",
         "sudo ip link del host-veth-pod2\nsudo systemctl stop pod2-http.service\nsudo ip netns del pod2\n"
         "sudo ip netns add pod2"},
        {"PodAddressGone", [](Patient& p) { p.link("node2", "pod2", "veth-pod2").addresses.clear(); },
         "address.missing node2 pod2", "ip addr add 192.168.2.20/24 dev veth-pod2"},
        {"UplinkDown", [](Patient& p) { p.link("node1", "", "ens3").up = false; }, "link.down node1 ens3",
         "sudo ip link set ens3 up"},
        {"NodeAddressGone", [](Patient& p) { p.link("node2", "", "ens3").addresses.clear(); },
         "address.missing node2 10.30.45.200", "sudo ip addr add 10.30.45.200/24 dev ens3"},
        {"FileChanged",
         [](Patient& p) { p.node("node1").files["/home/ubuntu/Corefile"].sha256 = std::string(64, '0'); },
         "file.changed node1 /home/ubuntu/Corefile", "install -m 0644 /dev/stdin /home/ubuntu/Corefile"},
        {"ForwardingOff", [](Patient& p) { p.node("node2").sysctls["net.ipv4.ip_forward"] = "0"; },
         "ip_forward.off node2 net.ipv4.ip_forward", "sysctl -w net.ipv4.ip_forward=1"},
        {"ForwardingOffOnOneLink",
         [](Patient& p) { p.looks["node1"].sysctls["net.ipv4.conf.br0.forwarding"] = "0"; },
         "forwarding.off node1 br0", "sysctl -w net.ipv4.conf.br0.forwarding=1"},
        {"RouteLocalnetOff",
         [](Patient& p) { p.node("node1").sysctls["net.ipv4.conf.br0.route_localnet"] = "0"; },
         "route_localnet.off node1 net.ipv4.conf.br0.route_localnet",
         "sysctl -w net.ipv4.conf.br0.route_localnet=1"},
        {"PodDefaultRouteGone", [](Patient& p) { dropRoute(p.netns("node1", "pod1a"), "default"); },
         "route.missing node1 pod1a", "sudo ip netns exec pod1a ip route add default via 192.168.1.1"},
        {"RouteGone", [](Patient& p) { dropRoute(p.netns("node2", ""), "192.168.1.20"); },
         "route.missing node2 192.168.1.20", "sudo ip route add 192.168.1.20 via 10.30.45.100"},
        {"RouteElsewhere",
         [](Patient& p) {
             dropRoute(p.netns("node2", ""), "192.168.1.20");
             p.netns("node2", "").routes.push_back(routeTo("192.168.1.20", "unicast", "10.30.45.1"));
         },
         "route.other node2 192.168.1.20", "sudo ip route replace 192.168.1.20 via 10.30.45.100"},
        {"RouteBlackholed",
         [](Patient& p) {
             p.netns("node1", "").routes.push_back(routeTo("192.168.1.10", "blackhole", ""));
             p.looks["node1"].lookups[{"", "192.168.1.10"}] = {"", "", "",
                                                               "RTNETLINK answers: Invalid argument"};
         },
         "route.wrong node1 pod1a", "sudo ip route del blackhole 192.168.1.10"},
        {"MoreSpecificRoute",
         [](Patient& p) {
             p.netns("node1", "").routes.push_back(routeTo("192.168.1.20", "unicast", "10.30.45.1"));
             p.looks["node1"].lookups[{"", "192.168.1.20"}] = {"10.30.45.1", "ens3", "unicast", ""};
         },
         "route.wrong node1 pod1b", "sudo ip route del 192.168.1.20 via 10.30.45.1 dev ens3"},
        {"RouteInThePod",
         [](Patient& p) {
             p.netns("node2", "pod2").routes.push_back(routeTo("10.30.45.0/24", "unreachable", ""));
             p.looks["node2"].lookups[{"pod2", "10.30.45.100"}] = {"", "", "", "No route to host"};
         },
         "route.wrong node2 pod2", "sudo ip netns exec pod2 ip route del unreachable 10.30.45.0/24"},
        {"PolicyRule",
         [](Patient& p) {
             p.looks["node2"].policyRules = {"100: from all to 192.168.1.10 blackhole"};
             p.looks["node2"].lookups[{"", "192.168.1.10"}] = {"", "", "", "Invalid argument"};
         },
         "route.policy node2 pod1a", "sudo ip rule del pref 100"},
        {"NoDefaultRoute",
         [](Patient& p) {
             dropRoute(p.netns("node2", ""), "default");
             p.looks["node2"].lookups[{"", "10.96.1.100"}] = {"", "", "", "Network is unreachable"};
         },
         "route.no_default node2 10.96.1.100", "sudo ip route add default via 10.30.45.1"},
        {"StrictReversePath",
         [](Patient& p) {
             p.looks["node1"].sysctls["net.ipv4.conf.all.rp_filter"] = "1";
             p.looks["node1"].sysctls["net.ipv4.conf.ens3.rp_filter"] = "0";
             p.looks["node1"].lookups[{"", "10.30.45.200"}] = {"", "mv0", "unicast", ""};
             p.silence("192.168.1.20:80");
         },
         "rp_filter.strict node1 ens3", "sysctl -w net.ipv4.conf.ens3.rp_filter=2"},
        {"FixedNeighbour",
         [](Patient& p) {
             p.looks["node1"].neighbours.push_back(
                 {"", "192.168.1.10", "br0", "02:00:00:00:00:01", true, false});
         },
         "neighbour.wrong node1 pod1a", "sudo ip neigh del 192.168.1.10 dev br0"},
        {"StaleNeighbour",
         [](Patient& p) {
             p.looks["node1"].neighbours = {
                 {"pod1a", "192.168.1.20", "veth-pod1a", "02:00:00:00:00:01", false, false}};
             p.silence("192.168.1.20:80");
         },
         "neighbour.stale node1 pod1b", "sudo ip netns exec pod1a ip neigh del 192.168.1.20 dev veth-pod1a"},
        {"DropInForward",
         [](Patient& p) { p.addRule("node1", "filter", "-A FORWARD -d 192.168.1.0/24 -j REJECT"); },
         "filter.drop node1 filter FORWARD",
         "sudo iptables -t filter -D FORWARD -d 192.168.1.0/24 -j REJECT"},
        {"AnswersDropped",
         [](Patient& p) { p.addRule("node2", "filter", "-A INPUT -p tcp -m tcp --sport 80 -j DROP"); },
         "filter.drop node2 filter INPUT",
         "sudo iptables -t filter -D INPUT -p tcp -m tcp --sport 80 -j DROP"},
        {"PolicyDrop", [](Patient& p) { p.chain("node1", "filter", "FORWARD").policy = "DROP"; },
         "filter.policy node1 filter FORWARD", "sudo iptables -t filter -P FORWARD ACCEPT"},
        {"DropInThePod",
         [](Patient& p) {
             p.looks["node2"].podRules["pod2"] = *netfilter::parseSave(
                 "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dport 80 -j DROP\nCOMMIT\n");
         },
         "filter.drop node2 pod2", "sudo ip netns exec pod2 iptables -t filter -D INPUT"},
        {"NamesDropped",
         [](Patient& p) { p.addRule("node1", "filter", "-A OUTPUT -p udp -m udp --dport 53 -j DROP"); },
         "filter.drop node1 filter OUTPUT", "-D OUTPUT -p udp -m udp --dport 53 -j DROP"},
        {"NotTracked",
         [](Patient& p) {
             auto raw = *netfilter::parseSave(
                 "*raw\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -p tcp -j CT --notrack\nCOMMIT\n");
             p.node("node2").rules.tables.push_back(raw.tables.front());
         },
         "raw.notrack node2 raw OUTPUT", "sudo iptables -t raw -D OUTPUT -p tcp -j CT --notrack"},
        {"SomeDropped",
         [](Patient& p) {
             p.addRule("node1", "filter", "-A INPUT -m statistic --mode random --probability 0.9 -j DROP");
             p.silence("10.96.1.100:8080");
         },
         "filter.drop node1 filter INPUT", "-D INPUT -m statistic"},
        {"LegacyNat",
         [](Patient& p) {
             p.node("node2").legacyRules = *netfilter::parseSave(
                 "*nat\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -d 10.96.0.0/16 -j DNAT --to-destination "
                 "10.30.45.1\nCOMMIT\n");
         },
         "legacy.nat node2 nat OUTPUT", "sudo iptables-legacy -t nat -D OUTPUT -d 10.96.0.0/16"},
        {"LegacyDrop",
         [](Patient& p) {
             p.node("node1").legacyRules = *netfilter::parseSave("*filter\n:FORWARD DROP [0:0]\nCOMMIT\n");
         },
         "filter.policy node1 filter FORWARD", "sudo iptables-legacy -t filter -P FORWARD ACCEPT"},
        {"NftDrop",
         [](Patient& p) {
             p.looks["node1"].nft.push_back({"inet guard", "inspect", "forward", "tcp dport 80 drop", 7});
             p.silence("10.96.1.100:8080");
         },
         "nft.drop node1 inet guard inspect", "sudo nft delete rule inet guard inspect handle 7"},
        {"RuleGone",
         [](Patient& p) {
             auto& rules = p.chain("node2", "nat", "OUTPUT").rules;
             rules.erase(rules.begin() + 1);
         },
         "rule.missing node2 nat OUTPUT", "sudo iptables -t nat -I OUTPUT 2 -p tcp"},
        {"MasqueradeGone", [](Patient& p) { p.chain("node1", "nat", "POSTROUTING").rules.clear(); },
         "rule.missing node1 nat POSTROUTING", "sudo iptables -t nat -A POSTROUTING"},
        {"RuleTwice",
         [](Patient& p) {
             auto& rules = p.chain("node2", "nat", "OUTPUT").rules;
             rules.push_back(rules.back());
         },
         "rule.twice node2 nat OUTPUT", "sudo iptables -t nat -D OUTPUT -p tcp -d 10.96.1.100"},
        {"RulesInTheWrongOrder",
         [](Patient& p) {
             auto& rules = p.chain("node2", "nat", "OUTPUT").rules;
             std::rotate(rules.begin(), rules.begin() + 2, rules.end());
         },
         "rule.order node2 nat OUTPUT", "sudo iptables -t nat -A OUTPUT"},
        {"RuleShadowed", [](Patient& p) { p.addRule("node1", "nat", "-A PREROUTING -p tcp -j RETURN", 0); },
         "rule.shadowed node1 nat PREROUTING", "sudo iptables -t nat -D PREROUTING -p tcp -j RETURN"},
        {"RuleReplacedShadows",
         [](Patient& p) {
             p.addRule(
                 "node2", "nat",
                 "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m comment --comment PLAIN -j DNAT "
                 "--to-destination 192.168.1.10:80",
                 0);
         },
         "rule.shadowed node2 nat OUTPUT", "--comment PLAIN -j DNAT"},
        {"RivalRule",
         [](Patient& p) {
             p.addRule("node2", "nat",
                       "-A OUTPUT -p tcp -m statistic --mode random --probability 0.5 -j DNAT "
                       "--to-destination 10.0.0.1",
                       0);
             p.silence("10.96.1.100:8080");
         },
         "rule.rival node2 nat OUTPUT", "-D OUTPUT -p tcp -m statistic"},
        {"RuleChanged",
         [](Patient& p) {
             auto& rules = p.chain("node2", "nat", "OUTPUT").rules;
             p.addRule("node2", "nat",
                       "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m comment --comment VIP_POD2 "
                       "-j DNAT "
                       "--to-destination 192.168.2.21:80",
                       2);
             rules.pop_back();
         },
         "rule.changed node2 nat OUTPUT", "sudo iptables -t nat -R OUTPUT 3 -p tcp"},
        {"PortBound",
         [](Patient& p) {
             p.looks["node1"].sockets.push_back(socketOn("tcp", "0.0.0.0", "30080", 77));
             p.looks["node1"].processes[77] = {"S", "mine.service", "nc -lk 30080"};
         },
         "port.bound node1 30080", "sudo systemctl stop mine.service"},
        {"PortBoundByHand",
         [](Patient& p) { p.looks["node1"].sockets.push_back(socketOn("tcp", "*", "30080", 77)); },
         "port.bound node1 30080", "sudo kill 77"},
        {"StaleConnection",
         [](Patient& p) {
             p.looks["node2"].connections.push_back(
                 {"tcp", "ESTABLISHED", true, "10.30.45.200", "10.96.1.100", "8080", "4711", "10.30.45.1"});
         },
         "connection.stale node2 10.96.1.100:8080",
         "sudo conntrack -D -p tcp -d 10.96.1.100 --orig-port-dst 8080 -r 10.30.45.1"},
        {"DnsStopped",
         [](Patient& p) {
             p.node("node1").units["coredns.service"] = "inactive";
             drop(p.looks["node1"].sockets, [](const Socket& one) { return one.port == "53"; });
         },
         "dns.stopped node1 coredns", "sudo systemd-run --unit=coredns"},
        {"DnsPortTaken",
         [](Patient& p) {
             p.node("node1").units["coredns.service"] = "failed";
             drop(p.looks["node1"].sockets, [](const Socket& one) { return one.port == "53"; });
             p.looks["node1"].sockets.push_back({"", "udp", "127.0.0.53", "53", "systemd-resolve", 21});
         },
         "dns.port_taken node1 53", "sudo systemctl stop systemd-resolved"},
        {"DnsElsewhere",
         [](Patient& p) {
             for (Socket& socket : p.looks["node1"].sockets) {
                 socket.port = socket.port == "53" ? "5353" : socket.port;
             }
         },
         "dns.silent node1 coredns", "sudo systemctl stop coredns.service\nsudo systemd-run"},
        {"DnsOldConfiguration",
         [](Patient& p) {
             p.looks["node1"].dns["coredns my-ip-service.default.svc.cluster.local"] = {false, ""};
         },
         "dns.no_answer node1 my-ip-service.default.svc.cluster.local",
         "sudo systemctl stop coredns.service"},
    };
    return all;
}

INSTANTIATE_TEST_SUITE_P(Faults, DiagnoseFault, ::testing::ValuesIn(faults()),
                         [](const auto& fault) { return std::string(fault.param.name); });

TEST(Diagnose, ACauseStandsBeforeItsSymptoms) {
    Patient patient;
    patient.node("node1").units["pod1b-http.service"] = "inactive";
    dropRoute(patient.netns("node2", ""), "192.168.1.20");
    patient.silence("192.168.1.20:80");
    patient.silence("10.96.1.100:8080");
    const Report report = patient.examine();
    EXPECT_EQ(cause(report), "server.stopped node1 pod1b");
    std::vector<std::string> wrong;
    for (const Finding& one : report.findings) {
        if (one.verdict == Verdict::Wrong) {
            wrong.push_back(one.id);
        }
    }
    EXPECT_EQ(wrong, (std::vector<std::string>{"server.stopped", "route.missing", "backend.silent",
                                               "backend.silent", "service.fails"}));
}

/// What the first finding with this id means.
std::string meaningOf(const Report& report, const std::string& id, const std::string& object) {
    for (const Finding& one : report.findings) {
        if (one.id == id && one.object == object) {
            return one.meaning;
        }
    }
    return "no " + id + " of " + object;
}

TEST(Diagnose, ASymptomPointsAtItsCause) {
    Patient patient;
    patient.node("node1").units["pod1b-http.service"] = "inactive";
    dropRoute(patient.netns("node1", ""), "192.168.2.20");
    patient.silence("192.168.1.20:80");
    patient.silence("192.168.2.20:80");
    patient.silence("10.96.1.100:8080");
    const Report report = patient.examine();
    const std::string stopped = "See above: The server of pod1b does not run. Mend that first.";
    EXPECT_EQ(meaningOf(report, "service.fails", "10.96.1.100:8080"), stopped);
    const std::string direct =
        "Without NAT the request fails as well, so the rules of the service are not to blame. ";
    EXPECT_EQ(meaningOf(report, "backend.silent", "pod1b"), direct + stopped);
}

TEST(Diagnose, ASymptomPointsAtASuspectThatIsBlamed) {
    Patient patient;
    patient.addRule("node1", "filter", "-A INPUT -m limit --limit 5/sec -j DROP");
    patient.silence("10.96.1.100:8080");
    const Report report = patient.examine();
    ASSERT_NE(report.cause(), nullptr);
    EXPECT_EQ(report.cause()->id, "filter.drop");
    EXPECT_EQ(meaningOf(report, "service.fails", "10.96.1.100:8080"),
              "See above: " + report.cause()->title + ". Mend that first.");
}

TEST(Diagnose, SaysWhatToDoNextWhenItFindsNoCause) {
    Patient patient;
    patient.silence("10.96.1.100:8080");
    const Report report = patient.examine();
    EXPECT_EQ(cause(report), "service.fails node2 10.96.1.100:8080");
    EXPECT_FALSE(report.cause()->mend.has_value());
    EXPECT_NE(report.cause()->meaning.find("NFLOG"), std::string::npos) << "this node has no kernel log";
    patient.looks["node2"].kernelLog = true;
    const Report withLog = patient.examine();
    EXPECT_NE(withLog.cause()->meaning.find("journalctl -kf"), std::string::npos);
}

TEST(Diagnose, TellsCountersThatDoNotMove) {
    Patient patient;
    patient.silence("10.96.1.100:8080");
    patient.looks["node2"].natAfter = patient.looks["node2"].natBefore;
    const Report report = patient.examine();
    EXPECT_TRUE(std::any_of(report.findings.begin(), report.findings.end(), [](const Finding& one) {
        return one.id == "counters.still" && one.verdict == Verdict::Wrong && one.node == "node2";
    }));
}

TEST(Diagnose, ASuspectIsOnlyANoteWhileRequestsAreAnswered) {
    Patient patient;
    patient.addRule("node1", "filter", "-A INPUT -m limit --limit 5/sec -j DROP");
    patient.looks["node2"].nft.push_back({"inet guard", "inspect", "forward", "udp dport 9 drop", 7});
    const Report report = patient.examine();
    EXPECT_EQ(cause(report), "nothing");
    EXPECT_EQ(notes(report), "filter.drop, nft.drop");
}

TEST(Diagnose, ALogRuleIsANoteThatSaysHowToReadItAndToDeleteIt) {
    Patient patient;
    patient.addRule("node2", "nat", "-A OUTPUT -p tcp -j LOG --log-prefix \"$(id) `x`\"", 0);
    const Report report = patient.examine();
    EXPECT_EQ(cause(report), "nothing");
    EXPECT_EQ(notes(report), "log.rule");
    const auto note = std::find_if(report.findings.begin(), report.findings.end(),
                                   [](const Finding& one) { return one.id == "log.rule"; });
    EXPECT_NE(note->meaning.find("no kernel log"), std::string::npos);
    EXPECT_EQ(note->mend->command, "sudo iptables -t nat -D OUTPUT -p tcp -j LOG --log-prefix '$(id) `x`'");
    EXPECT_NE(note->mend->what.find("sudo iptables -t nat -D OUTPUT 1"), std::string::npos);
}

TEST(Diagnose, KnowsThatNatSleepsWithoutConntrack) {
    Patient patient;
    patient.node("host").rules =
        *netfilter::parseSave("*nat\n:OUTPUT ACCEPT [0:0]\n:MINE - [0:0]\n-A OUTPUT -j MINE\nCOMMIT\n");
    EXPECT_EQ(notes(patient.examine()), "counters.idle");
    patient.node("host").rules =
        *netfilter::parseSave("*nat\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -m conntrack --ctstate NEW\nCOMMIT\n");
    EXPECT_EQ(notes(patient.examine()), "");
}

TEST(Diagnose, AnAddressMayStandOnTwoLinksThatAreKeptApart) {
    Patient patient;
    netstate::Netns sandbox = patient.netns("node1", "pod1a");
    sandbox.name = "sandbox";
    sandbox.links.back().mac = "02:00:00:00:00:09";
    patient.node("node1").namespaces.push_back(sandbox);
    patient.looks["node1"].neighbours = {{"", "192.168.1.10", "br0", "02:00:00:00:00:09", false, false}};
    EXPECT_EQ(notes(patient.examine()), "");
    patient.looks["node1"].neighbours.front().mac = "02:00:00:00:00:0a";
    EXPECT_EQ(notes(patient.examine()), "neighbour.stale");
}

TEST(Diagnose, ANodeAnswersForAnyOfItsAddressesOnAnyOfItsLinks) {
    Patient patient;
    const netstate::Netns own = patient.netns("node1", "");
    const auto uplink = std::find_if(own.links.begin(), own.links.end(),
                                     [](const netstate::Link& link) { return link.name == "ens3"; });
    const auto bridge = std::find_if(own.links.begin(), own.links.end(),
                                     [](const netstate::Link& link) { return link.name == "br0"; });
    ASSERT_TRUE(uplink != own.links.end() && bridge != own.links.end());
    ASSERT_NE(uplink->mac, bridge->mac);
    patient.looks["node1"].neighbours = {
        {"pod1a", uplink->addresses.front().local, "veth-pod1a", bridge->mac, false, false}};
    EXPECT_EQ(notes(patient.examine()), "");
    patient.looks["node1"].neighbours.front().mac = "02:00:00:00:00:0a";
    EXPECT_EQ(notes(patient.examine()), "neighbour.stale");
}

TEST(Diagnose, LegacyRulesThatConcernNobodyAreANote) {
    Patient patient;
    patient.node("node1").legacyRules =
        *netfilter::parseSave("*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -s 203.0.113.1/32 -j DROP\nCOMMIT\n");
    const Report report = patient.examine();
    EXPECT_EQ(cause(report), "nothing");
    EXPECT_EQ(notes(report), "legacy.rules");
}

TEST(Diagnose, TheStudentsOwnRulesAreNoFault) {
    Patient patient;
    patient.addRule(
        "node2", "nat",
        "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 9090 -j DNAT --to-destination 192.168.1.10:80", 0);
    patient.addRule("node1", "filter", "-A INPUT -p tcp -m tcp --dport 22 -j DROP");
    patient.addRule("node1", "filter", "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
    const Report report = patient.examine();
    EXPECT_EQ(cause(report), "nothing");
    EXPECT_EQ(notes(report), "");
}

TEST(Diagnose, AnOldConnectionThatEndsIsNoFault) {
    Patient patient;
    patient.looks["node2"].connections = {
        {"tcp", "TIME_WAIT", true, "10.30.45.200", "10.96.1.100", "8080", "4711", "10.30.45.1"},
        {"tcp", "SYN_SENT", false, "10.30.45.200", "10.96.1.100", "8080", "4712", "10.96.1.100"},
        {"tcp", "ESTABLISHED", true, "10.30.45.200", "10.96.1.100", "8080", "4713", "192.168.1.20"},
        {"tcp", "ESTABLISHED", true, "10.30.45.200", "10.96.1.100", "22", "4714", "10.30.45.1"}};
    EXPECT_EQ(cause(patient.examine()), "nothing");
}

TEST(Diagnose, SaysWhatItCanWhenANodeIsGone) {
    Patient patient;
    patient.observed.erase("node1");
    patient.looks.erase("node1");
    patient.unread["node1"] = Error{ErrorKind::Unreachable, "node1 does not answer", {}, {}};
    dropRoute(patient.netns("node2", ""), "192.168.1.20");
    const Report report = patient.examine();
    EXPECT_EQ(cause(report), "node.unreachable node1 node1");
    EXPECT_EQ(report.unreached, std::vector<std::string>{"node1"});
    EXPECT_TRUE(std::any_of(report.findings.begin(), report.findings.end(), [](const Finding& one) {
        return one.id == "route.missing" && one.node == "node2" && one.mend &&
               one.mend->command == "sudo ip route add 192.168.1.20 via 10.30.45.100";
    }));
}

TEST(Diagnose, ANodeWithoutACloserLookIsStillExamined) {
    Patient patient;
    patient.looks.clear();
    const Report report = patient.examine();
    EXPECT_EQ(cause(report), "nothing");
    EXPECT_EQ(report.findings.front().id, "node.unseen");
    EXPECT_EQ(report.findings.front().verdict, Verdict::Unknown);
    patient.node("node1").units["pod1a-http.service"] = "inactive";
    EXPECT_EQ(cause(patient.examine()), "server.stopped node1 pod1a");
}

TEST(Diagnose, NotesAStepThatWasSkipped) {
    Patient patient;
    auto& nodes = patient.observed;
    for (const char* chain : {"PREROUTING", "OUTPUT", "POSTROUTING"}) {
        patient.chain("node1", "nat", chain).rules.clear();
    }
    nodes["node1"].sysctls["net.ipv4.conf.br0.route_localnet"] = "0";
    const Report report = patient.examine();
    EXPECT_EQ(notes(report), "step.absent") << "nodeport is absent, dns stands";
    EXPECT_EQ(cause(report), "nothing");
    EXPECT_EQ(cause(patient.examine({{"service.nodeport"}, ""})),
              "route_localnet.off node1 net.ipv4.conf.br0.route_localnet");
}

TEST(MendTest, ANamespaceOfNoCompoundIsMadeAnewAlone) {
    test::Patient patient;
    for (lab::Part& part : patient.lab.parts) {
        for (lab::Step& step : part.steps) {
            for (lab::Resource& resource : step.apply) {
                resource.group.clear();
            }
        }
    }
    drop(patient.node("node2").namespaces, [](const auto& netns) { return netns.name == "pod2"; });
    const Report report = patient.examine();
    const auto found = std::find_if(report.findings.begin(), report.findings.end(),
                                    [](const Finding& one) { return one.id == "netns.missing"; });
    ASSERT_NE(found, report.findings.end());
    ASSERT_TRUE(found->mend);
    EXPECT_EQ(found->mend->command, "sudo ip netns add pod2");
}

}  // namespace
}  // namespace podwire::doctor
