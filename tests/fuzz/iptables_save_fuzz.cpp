// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target for what comes from a node or from a lab file. Whatever the bytes are: no crash, and what
// was understood is printed so that it is understood again as the same.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/netfilter/rule_command.h"
#include "core/netfilter/ruleset.h"
#include "core/netfilter/traversal.h"

namespace {

using namespace podwire::netfilter;

void require(bool condition, const std::string& what, const std::string& line) {
    if (!condition) {
        std::fprintf(stderr, "%s: %s\n", what.c_str(), line.c_str());
        std::abort();
    }
}

void readAgain(const InstalledRule& installed) {
    const std::string line = saveLine(installed.rule);
    const auto again = parseSave("*t\n" + line + "\nCOMMIT\n");
    require(again.has_value(), "the printed rule is not read", line);
    const Rule& rule = again->tables.at(0).chains.at(0).rules.at(0).rule;
    require(saveLine(rule) == line, "the printed rule is printed differently: " + saveLine(rule), line);
}

/// A packet finds its way through any rules, and none of it is lost.
void followPacket(const Table& table, const Chain& chain) {
    Packet packet;
    packet.source = 0x0a1e2d64;
    packet.sourcePort = kClientPorts;
    packet.destination = 0x0a600164;
    packet.destinationPort = onePort(8080);
    double sum = 0;
    for (const Passing& way : traverse(table, chain, packet)) {
        sum += way.probability;
        require(!way.met.empty(), "a way that met nothing", chain.name);
        require(way.kind != Passing::Kind::Undecided || !way.why.empty(), "undecided for no reason",
                chain.name);
    }
    require(std::abs(sum - 1) < 1e-6, "the ways do not add up", chain.name);
    for (const InstalledRule& installed : chain.rules) {
        const RuleFit found = fit(installed.rule, packet);
        const auto reason = reasonOf(installed.rule, packet, found);
        require(reason.has_value() == (found.answer != Answer::Yes), "a reason too many or too few",
                installed.line);
        require(!reason || !reason->text().empty(), "a reason without words", installed.line);
    }
}

/// Words separated by line breaks.
std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words{"iptables", "-A", "INPUT"};
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return words;
}

void readCommand(std::string_view text) {
    const std::vector<std::string> words = wordsOf(text);
    const auto command = parseRuleCommand(words);
    if (!command) {
        require(!command.error().message.empty(), "an error without a message", std::string(text));
        return;
    }
    const auto deleting = withVerb(words, RuleCommand::Verb::Delete);
    require(deleting.has_value(), "a rule that cannot be taken away", std::string(text));
    const auto again = parseRuleCommand(*deleting);
    require(again && again->rule == command->rule, "-D names another rule", std::string(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto ruleset = parseSave(text)) {
        for (const Table& table : ruleset->tables) {
            for (const Chain& chain : table.chains) {
                for (const InstalledRule& rule : chain.rules) {
                    readAgain(rule);
                }
                followPacket(table, chain);
            }
        }
    }
    readCommand(text);
    return 0;
}
