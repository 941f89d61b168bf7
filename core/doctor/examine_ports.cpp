// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>
#include <tuple>

#include "core/base/shellwords.h"
#include "core/doctor/examine.h"
#include "core/doctor/own_rules.h"

namespace podwire::doctor {
namespace {

/// A unit that can be stopped by name without taking more along than the process.
bool isPlainService(const std::string& unit) {
    return unit.ends_with(".service") && !unit.starts_with("ssh") && !unit.starts_with("podwire-ssh") &&
           !unit.starts_with("user@");
}

bool isOwnAddress(const Case& theCase, const std::string& node, const std::string& address) {
    const plan::Observed* seen = theCase.observed(node);
    if (address.empty() || address.starts_with("127.")) {
        return true;
    }
    const netstate::Netns* own = seen == nullptr ? nullptr : seen->findNetns("");
    return own != nullptr &&
           std::any_of(own->links.begin(), own->links.end(), [&](const netstate::Link& link) {
               return std::any_of(link.addresses.begin(), link.addresses.end(),
                                  [&](const netstate::Address& one) { return one.local == address; });
           });
}

bool isOfTheLab(const Picture& picture, const Process* process) {
    return process != nullptr &&
           std::any_of(picture.wanted.begin(), picture.wanted.end(), [&](const Wanted& wanted) {
               const auto* unit = std::get_if<lab::Unit>(&wanted.resource->what);
               return unit != nullptr && unit->name == process->unit;
           });
}

void reportPort(const Case& theCase, const Translation& one, const Socket& socket, const Process* process,
                Findings& findings) {
    const std::string port = std::to_string(one.port);
    Finding& finding = findings.emplace_back();
    finding.id = "port.bound";
    finding.layer = Layer::Port;
    finding.node = one.node;
    finding.object = port;
    finding.title = "A process on " + one.node + " listens on the service's port " + port;
    finding.verdict = Verdict::Wrong;
    finding.command = "sudo ss -ltnp sport = :" + port;
    finding.found = socket.text() + (process == nullptr ? "" : ": " + process->line);
    const bool inside =
        std::any_of(theCase.picture.translations.begin(), theCase.picture.translations.end(),
                    [&](const Translation& other) {
                        return other.node == one.node && other.port == one.port && other.chain == "OUTPUT";
                    });
    finding.meaning =
        std::string("The rules in PREROUTING come first, so requests from outside never get to it. ") +
        (inside ? "Those in OUTPUT take the node's own requests for the addresses that they name; for "
                  "any other address of the node the process answers in place of the service."
                : "Requests of the node itself do not pass PREROUTING: the process answers them in "
                  "place of the service.");
    const bool byUnit = process != nullptr && isPlainService(process->unit);
    if (byUnit || socket.pid > 0) {
        finding.mend = Mend{one.node,
                            byUnit ? "sudo systemctl stop " + quoteWord(process->unit)
                                   : "sudo kill " + std::to_string(socket.pid),
                            "Ends the process.",
                            {}};
    }
}

bool isLogging(const netfilter::Rule& rule) {
    return rule.target &&
           (rule.target->name == "LOG" || rule.target->name == "NFLOG" || rule.target->name == "TRACE");
}

std::string logMeaning(const netfilter::Rule& rule, bool kernelLog) {
    if (rule.target->name == "NFLOG") {
        return "It hands packets to a group; `sudo tcpdump -n -i nflog:GROUP` on the node shows them. In nat "
               "a rule "
               "sees the first packet of each connection only.";
    }
    if (rule.target->name == "TRACE") {
        return "It traces each packet that it matches, which `sudo xtables-monitor --trace` shows.";
    }
    return kernelLog
               ? "`journalctl -kf` on the node shows what it logs. In nat a rule sees the first packet of "
                 "each "
                 "connection only."
               : "This node is a container and has no kernel log of its own, so `journalctl -kf` shows "
                 "nothing. "
                 "The same with `-j NFLOG --nflog-group 5` can be read by `sudo tcpdump -n -i nflog:5`.";
}

void logRulesOf(const Case& theCase, const std::string& node, const std::string& netns,
                const netfilter::Ruleset& rules, Findings& findings) {
    const Look* look = theCase.look(node);
    for (const netfilter::Table& table : rules.tables) {
        for (const netfilter::Chain& chain : table.chains) {
            for (std::size_t i = 0; i < chain.rules.size(); ++i) {
                const netfilter::InstalledRule& one = chain.rules[i];
                if (!isLogging(one.rule) ||
                    isWantedRule(theCase.picture, node, netns, table.name, one.rule)) {
                    continue;
                }
                const RulePlace place{"iptables", netns, table.name, chain.name, i};
                Finding& finding = findings.emplace_back();
                finding.id = "log.rule";
                finding.layer = Layer::Log;
                finding.node = node;
                finding.object = table.name + ' ' + chain.name;
                finding.title = "A " + one.rule.target->name + " rule is left in " + finding.object +
                                (netns.empty() ? "" : " of " + netns);
                finding.verdict = Verdict::Note;
                finding.command = place.listCommand();
                finding.found = "rule " + std::to_string(i + 1) + ": " + one.line;
                finding.meaning = logMeaning(one.rule, look != nullptr && look->kernelLog) +
                                  " It changes nothing about the packets.";
                finding.mend = Mend{
                    node,
                    deleteCommand(place, one),
                    "Deletes it by its exact specification (by its number: " + place.numberedDelete() + ").",
                    {}};
            }
        }
    }
}

/// The backends to which a wanted rule may send what is asked for this address.
std::set<std::string> backendsFor(const Picture& picture, const std::string& node,
                                  const Connection& connection) {
    std::set<std::string> backends;
    for (const Translation& one : picture.translations) {
        if (one.node == node && one.destination == connection.destination &&
            std::to_string(one.port) == connection.destinationPort && one.protocol == connection.protocol) {
            backends.insert(one.backend);
        }
    }
    return backends;
}

}  // namespace

void examinePorts(const Case& theCase, Findings& findings) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const Translation& one : theCase.picture.translations) {
        const Look* look = theCase.look(one.node);
        const std::string port = std::to_string(one.port);
        if (one.port == 0 || look == nullptr || !isOwnAddress(theCase, one.node, one.destination) ||
            !seen.insert({one.node, port}).second) {
            continue;
        }
        const auto socket = std::find_if(look->sockets.begin(), look->sockets.end(), [&](const Socket& each) {
            return each.netns.empty() && each.protocol == one.protocol && each.port == port &&
                   !isOfTheLab(theCase.picture, look->processOf(each));
        });
        if (socket != look->sockets.end()) {
            reportPort(theCase, one, *socket, look->processOf(*socket), findings);
            continue;
        }
        Finding& fine = findings.emplace_back();
        fine.id = "port";
        fine.layer = Layer::Port;
        fine.node = one.node;
        fine.object = port;
        fine.title = "No process on " + one.node + " holds port " + port;
        fine.command = "sudo ss -ltnp sport = :" + port;
        fine.found = "nothing listens there";
    }
}

void examineLogRules(const Case& theCase, Findings& findings) {
    for (const auto& [name, node] : theCase.assessment.nodes) {
        logRulesOf(theCase, name, {}, node.rules, findings);
        const Look* look = theCase.look(name);
        for (const auto& [netns, rules] :
             look == nullptr ? std::map<std::string, netfilter::Ruleset>{} : look->podRules) {
            logRulesOf(theCase, name, netns, rules, findings);
        }
    }
}

void examineConnections(const Case& theCase, Findings& findings) {
    std::set<std::tuple<std::string, std::string, std::string>> told;  // node, service, who answers
    for (const auto& [node, look] : theCase.looks) {
        for (const Connection& one : look.connections) {
            const std::set<std::string> backends = backendsFor(theCase.picture, node, one);
            const bool lasts = one.state == "ESTABLISHED" || one.protocol == "udp";
            const std::string service = one.destination + ':' + one.destinationPort;
            if (!lasts || backends.empty() || backends.count(one.answersFrom) > 0 ||
                !told.insert({node, service, one.answersFrom}).second) {
                continue;
            }
            Finding& finding = findings.emplace_back();
            finding.id = "connection.stale";
            finding.layer = Layer::Connection;
            finding.node = node;
            finding.object = service;
            finding.title = "A known connection to " + service + " bypasses the rules";
            finding.verdict = Verdict::Wrong;
            finding.command = "sudo conntrack -L -p " + one.protocol + " -d " + one.destination;
            finding.found = one.source + ':' + one.sourcePort + " talks to " +
                            nameOf(theCase.picture, one.answersFrom) + ", to which no rule leads";
            finding.meaning =
                "Table nat is asked once, for the first packet. What conntrack then noted holds until "
                "the connection ends, whatever becomes of the rules; an open client (or a UDP client "
                "that keeps its port) goes on with the old destination.";
            finding.mend = Mend{node,
                                "sudo conntrack -D -p " + one.protocol + " -d " + one.destination +
                                    " --orig-port-dst " + one.destinationPort + " -r " + one.answersFrom,
                                "Makes the kernel forget these connections.",
                                {}};
        }
    }
}

}  // namespace podwire::doctor
