// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/tracing.h"

#include <algorithm>
#include <charconv>

#include "core/netfilter/target_effect.h"
#include "core/plan/sections.h"

namespace podwire::trace {
namespace {

void addPort(const std::optional<netfilter::PortRange>& port, std::set<std::uint16_t>& to) {
    if (port && port->isOne()) {
        to.insert(port->first);
    }
}

void addTargets(const netfilter::Ruleset& rules, std::set<std::uint16_t>& to) {
    const netfilter::Table* const nat = rules.find("nat");
    for (const netfilter::Chain& chain : nat == nullptr ? std::vector<netfilter::Chain>{} : nat->chains) {
        for (const netfilter::InstalledRule& one : chain.rules) {
            const auto target = one.rule.target ? netfilter::translationOf(*one.rule.target) : std::nullopt;
            if (target && target->ofDestination) {
                addPort(target->port, to);
            }
        }
    }
}

/// The words of the last line that begins with `head`.
std::vector<std::string_view> wordsAfter(std::string_view output, std::string_view head) {
    std::vector<std::string_view> words;
    for (std::string_view line : plan::lines(output)) {
        if (!line.starts_with(head)) {
            continue;
        }
        words.clear();
        line.remove_prefix(head.size());
        while (!line.empty()) {
            const std::size_t end = std::min(line.find(' '), line.size());
            words.push_back(line.substr(0, end));
            line.remove_prefix(std::min(end + 1, line.size()));
        }
    }
    return words;
}

NetnsTrace& netnsOf(NodeTrace& trace, std::string_view name) {
    const auto found = std::find_if(trace.namespaces.begin(), trace.namespaces.end(),
                                    [&](const NetnsTrace& one) { return one.netns == name; });
    return found == trace.namespaces.end()
               ? trace.namespaces.emplace_back(NetnsTrace{std::string(name), {}, {}})
               : *found;
}

}  // namespace

std::set<std::uint16_t> servicePorts(const walk::World& world, const walk::Request& request,
                                     const walk::Prediction& predicted) {
    std::set<std::uint16_t> ports{request.port};
    for (const walk::Way& way : predicted.ways) {
        for (const walk::Hop& hop : way.hops) {
            if (!hop.isReply) {
                addPort(hop.before.destinationPort, ports);
                addPort(hop.after.destinationPort, ports);
            }
        }
    }
    for (const walk::Node& node : world) {
        for (const walk::Namespace& netns : node.namespaces) {
            addTargets(netns.rules, ports);
        }
    }
    return ports;
}

Result<NodeTrace> parseTracing(const std::string& node, std::string_view output) {
    const std::vector<plan::Section> sections = plan::splitSections(output);
    NodeTrace trace;
    trace.node = node;
    for (const plan::Section& section : sections) {
        if (section.kind == "table") {
            trace.table = plan::firstLine(section.body);
        } else if (section.kind == "rules") {
            netnsOf(trace, section.name).handles = RuleHandles::parse(section.body);
        } else if (section.kind == "trace") {
            netnsOf(trace, section.name).events = parseTrace(section.body);
        }
    }
    if (trace.table.empty()) {
        return fail(ErrorKind::InvalidInput, "The trace of " + node + " came incomplete");
    }
    return trace;
}

RequestResult parseRequestResult(std::string_view output) {
    const auto words = wordsAfter(output, "result ");
    if (words.size() != 2) {
        return {};
    }
    return {std::string(words[0]), words[1] == "-" ? std::string() : std::string(words[1])};
}

std::uint16_t parseClientPort(std::string_view output) {
    const auto words = wordsAfter(output, "port ");
    std::uint16_t port = 0;
    if (words.size() == 1) {
        std::from_chars(words[0].data(), words[0].data() + words[0].size(), port);
    }
    return port;
}

}  // namespace podwire::trace
