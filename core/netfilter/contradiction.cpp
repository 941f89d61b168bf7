// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/netfilter/rule_reader.h"

namespace podwire::netfilter {
namespace {

struct TableOf {
    std::string_view target;
    std::string_view table;
};

constexpr std::array TargetTables{
    TableOf{"DNAT", "nat"},     TableOf{"SNAT", "nat"},      TableOf{"MASQUERADE", "nat"},
    TableOf{"REDIRECT", "nat"}, TableOf{"NETMAP", "nat"},    TableOf{"CT", "raw"},
    TableOf{"NOTRACK", "raw"},  TableOf{"TPROXY", "mangle"},
};

constexpr std::array<std::string_view, 7> OfOneProtocol{"tcp", "udp", "sctp", "dccp", "icmp", "esp", "ah"};
constexpr std::array<std::string_view, 3> HooksBeforeSockets{"PREROUTING", "INPUT", "FORWARD"};
constexpr std::array<std::string_view, 5> WithPorts{"tcp", "udp", "sctp", "dccp", "udplite"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isProtocol(const Rule& rule, std::string_view name) {
    return rule.protocol && !rule.protocol->negated && rule.protocol->value == name;
}

bool hasPorts(const Rule& rule) {
    return rule.protocol && !rule.protocol->negated && contains(WithPorts, rule.protocol->value);
}

Objection object(std::string why, std::string hint = {}) {
    return Complaint{std::nullopt, std::move(why), std::move(hint)};
}

/// The kernel knows the interface only on one side of these hooks.
Objection interfaceAtWrongHook(const Rule& rule) {
    const std::string& chain = rule.chain;
    if (rule.inInterface && (chain == "OUTPUT" || chain == "POSTROUTING")) {
        return object("-i cannot be used in " + chain + ", where a packet has no incoming interface",
                      "Use -o.");
    }
    if (rule.outInterface && (chain == "INPUT" || chain == "PREROUTING")) {
        return object("-o cannot be used in " + chain + ", where a packet has no outgoing interface yet",
                      "Use -i.");
    }
    return std::nullopt;
}

bool matchesNothing(const Rule& rule) {
    const auto excludesAll = [](const auto& prefix) {
        return prefix && prefix->negated && prefix->value.mask == 0;
    };
    const auto excludesAny = [](const auto& name) { return name && name->negated && name->value == "+"; };
    const auto excludesEveryPort = [](const Option& option) {
        return option.negated && option.values.size() == 1 && option.values.front() == "0:65535";
    };
    return excludesAll(rule.source) || excludesAll(rule.destination) || excludesAny(rule.inInterface) ||
           excludesAny(rule.outInterface) ||
           std::any_of(rule.matches.begin(), rule.matches.end(), [&](const Match& match) {
               return std::any_of(match.options.begin(), match.options.end(), excludesEveryPort);
           });
}

Objection matchInWrongPlace(const Rule& rule) {
    for (const Match& match : rule.matches) {
        const auto same = std::count_if(rule.matches.begin(), rule.matches.end(),
                                        [&](const Match& other) { return other.module == match.module; });
        if (same > 1 && contains(OfOneProtocol, match.module)) {
            return object("-m " + match.module + " stands twice: iptables-nft makes one of the two",
                          "Write all options of " + match.module + " behind one -m " + match.module + ".");
        }
        if (contains(OfOneProtocol, match.module) && !isProtocol(rule, match.module)) {
            return object("-m " + match.module + " needs -p " + match.module);
        }
        if (match.module == "tcpmss" && !isProtocol(rule, "tcp")) {
            return object("-m tcpmss needs -p tcp");
        }
        if (match.module == "owner" && contains(HooksBeforeSockets, rule.chain)) {
            return object("-m owner cannot be used in " + rule.chain + ", where a packet has no local sender",
                          "Packets have one in OUTPUT and POSTROUTING.");
        }
        if (match.module == "multiport" && !hasPorts(rule)) {
            return object("-m multiport needs -p tcp, udp, sctp, dccp or udplite");
        }
    }
    return std::nullopt;
}

bool asksForPort(const Option& option) {
    if (option.name == "--to-destination" || option.name == "--to-source") {
        return option.values.front().find(':') != std::string::npos;
    }
    return option.name == "--to-ports";
}

Objection targetWithoutItsProtocol(const Rule& rule) {
    const Target& target = *rule.target;
    if (std::any_of(target.options.begin(), target.options.end(), asksForPort) && !hasPorts(rule)) {
        return object("-j " + target.name + " with a port needs -p tcp, udp, sctp, dccp or udplite");
    }
    const Option tcpReset{"--reject-with", {"tcp-reset"}, false};
    const bool needsTcp =
        target.name == "TCPMSS" || target.name == "SYNPROXY" ||
        std::find(target.options.begin(), target.options.end(), tcpReset) != target.options.end();
    if (needsTcp && !isProtocol(rule, "tcp")) {
        return object("-j " + target.name + " needs -p tcp here");
    }
    if (target.name == "TPROXY" && !isProtocol(rule, "tcp") && !isProtocol(rule, "udp")) {
        return object("-j TPROXY needs -p tcp or -p udp");
    }
    return std::nullopt;
}

Objection targetInWrongTable(const Target& target, std::string_view table) {
    const auto* const found = std::find_if(TargetTables.begin(), TargetTables.end(),
                                           [&](const TableOf& each) { return each.target == target.name; });
    if (target.isGoto || found == TargetTables.end() || found->table == table) {
        return std::nullopt;
    }
    return object("-j " + target.name + " is not possible in table " + std::string(table),
                  "Write -t " + std::string(found->table) + ".");
}

}  // namespace

Objection findContradiction(const Rule& rule, std::string_view table) {
    if (matchesNothing(rule)) {
        return object("the rule never matches: it excludes everything");
    }
    if (auto objection = interfaceAtWrongHook(rule)) {
        return objection;
    }
    if (auto objection = matchInWrongPlace(rule)) {
        return objection;
    }
    if (!rule.target) {
        return std::nullopt;
    }
    if (auto objection = targetInWrongTable(*rule.target, table)) {
        return objection;
    }
    return targetWithoutItsProtocol(rule);
}

}  // namespace podwire::netfilter
