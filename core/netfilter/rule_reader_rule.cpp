// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What iptables itself reads: addresses, interfaces, protocol, modules, chain and table.
#include <algorithm>
#include <charconv>

#include "core/netfilter/names.h"
#include "core/netfilter/rule_reader.h"

namespace podwire::netfilter {
namespace {

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

/// "10/8" is "10.0.0.0/8" to iptables.
std::string withAllParts(std::string_view text) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    std::string address(text.substr(0, slash));
    for (auto dots = std::count(address.begin(), address.end(), '.'); dots < 3; ++dots) {
        address += ".0";
    }
    return address.append(text.substr(slash));
}

std::optional<std::string> protocolFrom(std::string_view text) {
    if (text == "tcp" || text == "udp") {
        return std::string(text);
    }
    std::string number;
    if (canonical::protocolNumber(text, number) != nullptr) {
        return std::nullopt;
    }
    std::uint8_t value = 0;
    std::from_chars(number.data(), number.data() + number.size(), value);
    const auto name = protocolName(value);
    return name ? std::string(*name) : number;
}

}  // namespace

Objection RuleReader::ruleOption(char letter, std::string_view name) {
    switch (letter) {
        case 's':
            return readPrefix(letter, rule_->source);
        case 'd':
            return readPrefix(letter, rule_->destination);
        case 'i':
            return readInterface(letter, rule_->inInterface);
        case 'o':
            return readInterface(letter, rule_->outInterface);
        case 'p':
            return readProtocol();
        case 'f':
            return readFragment();
        case 'm':
            return readMatch();
        case 'j':
            return readTarget(false);
        case 'g':
            return readTarget(true);
        case 'A':
            return rule_->chain.empty() ? readChainName(rule_->chain) : object("-A stands twice");
        default:
            return command_ == nullptr ? savedOption(name) : unknownOption(name);
    }
}

Objection RuleReader::readPrefix(char letter, std::optional<Negatable<Prefix>>& to) {
    const bool negated = takeNegation();
    if (to && command_ != nullptr) {
        return object(std::string("-") + letter + " stands twice");
    }
    std::string_view text;
    if (auto objection = take(text)) {
        return objection;
    }
    auto prefix = parsePrefix(text);
    if (!prefix && command_ != nullptr) {
        if (text.find(',') != std::string_view::npos) {
            return object(quoted(text) + " are several addresses", "Write one rule for each address.");
        }
        prefix = parsePrefix(withAllParts(text));
    }
    if (!prefix) {
        return object(quoted(text) + " is not an IPv4 address, ADDRESS/LENGTH or ADDRESS/MASK");
    }
    if (prefix->mask != 0 || negated) {
        to = Negatable<Prefix>{*prefix, negated};
    }
    return std::nullopt;
}

Objection RuleReader::readInterface(char letter, std::optional<Negatable<std::string>>& to) {
    const bool negated = takeNegation();
    if (to && command_ != nullptr) {
        return object(std::string("-") + letter + " stands twice");
    }
    std::string_view text;
    if (auto objection = take(text)) {
        return objection;
    }
    std::string name;
    const auto reason = canonical::interfaceName(text, name);
    if (reason != nullptr && command_ != nullptr) {
        return object(quoted(text) + ' ' + reason);
    }
    if (text != "+" || negated) {
        to = Negatable<std::string>{std::string(text), negated};
    }
    return std::nullopt;
}

Objection RuleReader::readProtocol() {
    const bool negated = takeNegation();
    if (rule_->protocol && command_ != nullptr) {
        return object("-p stands twice");
    }
    std::string_view text;
    if (auto objection = take(text)) {
        return objection;
    }
    const auto protocol = protocolFrom(text);
    if (!protocol && command_ != nullptr) {
        return object(quoted(text) + " is not a protocol",
                      "Write a name such as tcp, udp or icmp, or a number from 0 to 255.");
    }
    if (protocol == "0") {
        return negated ? object("! -p all never matches") : std::nullopt;
    }
    rule_->protocol = Negatable<std::string>{protocol.value_or(std::string(text)), negated};
    return std::nullopt;
}

Objection RuleReader::readFragment() {
    rule_->fragment = !takeNegation();
    return std::nullopt;
}

Objection RuleReader::readMatch() {
    std::string_view module;
    if (auto objection = refuseNegation("-m")) {
        return objection;
    }
    if (auto objection = take(module)) {
        return objection;
    }
    if (command_ != nullptr && (module.empty() || module.front() == '-')) {
        return object("-m needs the name of a module, not " + quoted(module));
    }
    loaded_.push_back({findMatch(module), rule_->matches.size()});
    rule_->matches.push_back({std::string(module), {}});
    return std::nullopt;
}

Objection RuleReader::readTarget(bool isGoto) {
    if (auto objection = refuseNegation(isGoto ? "-g" : "-j")) {
        return objection;
    }
    if (rule_->target) {
        return object("a second target stands here: a rule has one -j or -g");
    }
    std::string name;
    if (auto objection = readChainName(name)) {
        return objection;
    }
    rule_->target = Target{std::move(name), isGoto, {}};
    loaded_.push_back({isGoto ? nullptr : findTarget(rule_->target->name), TargetIndex});
    return std::nullopt;
}

Objection RuleReader::readChainName(std::string& to) {
    constexpr std::size_t Longest = 28;  // XT_EXTENSION_MAXNAMELEN without the NUL
    std::string_view name;
    if (auto objection = take(name)) {
        return objection;
    }
    const auto isBlank = [](char c) { return c >= 0 && c <= ' '; };
    const bool readable = command_ == nullptr || (name.substr(0, 1) != "-" && name.substr(0, 1) != "!" &&
                                                  std::none_of(name.begin(), name.end(), isBlank));
    if (name.empty() || !readable) {
        return object(quoted(name) + " is not the name of a chain or target");
    }
    if (command_ != nullptr && name.size() > Longest) {
        return object(quoted(name) +
                      " is longer than the 28 bytes that the name of a chain or target may have");
    }
    to = name;
    return std::nullopt;
}

}  // namespace podwire::netfilter
