// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What only a command line has: the verb, the table, and what says how the tool runs.
#include <algorithm>
#include <array>
#include <charconv>

#include "core/netfilter/rule_reader.h"

namespace podwire::netfilter {
namespace {

using Verb = RuleCommand::Verb;

constexpr std::array<std::string_view, 5> Tables{"filter", "nat", "mangle", "raw", "security"};

std::optional<int> positionFrom(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value > 0 ? std::optional(value)
                                                                                 : std::nullopt;
}

}  // namespace

Objection RuleReader::commandOption(char letter, std::string_view name) {
    constexpr std::string_view Verbs = "AICD";
    constexpr std::string_view NotRules = "RLSFZNXPEhVx";
    if (Verbs.find(letter) != std::string_view::npos || letter == 't' || letter == 'w' || letter == 'W' ||
        letter == 'c') {
        if (auto objection = refuseNegation(name)) {
            return objection;
        }
    }
    switch (letter) {
        case 'A':
            return readVerb(Verb::Append);
        case 'I':
            return readVerb(Verb::Insert);
        case 'C':
            return readVerb(Verb::Check);
        case 'D':
            return readVerb(Verb::Delete);
        case 't':
            return readTable();
        case 'c':
            return readCounters();
        case 'w':
        case 'W':
            inlineValue_.reset();
            at_ += at_ < words_.size() && positionFrom(words_[at_].text) ? 1U : 0U;
            return std::nullopt;
        case 'v':
        case '4':
            return refuseNegation(name);
        case '6':
            return object("-6 makes it an IPv6 rule", "Podwire reads IPv4 rules.");
        default:
            break;
    }
    if (NotRules.find(letter) != std::string_view::npos) {
        return object(std::string(name) + " does not name one rule",
                      "Use -A, -I, -C or -D with the whole rule.");
    }
    return ruleOption(letter, name);
}

Objection RuleReader::readVerb(Verb verb) {
    if (command_->verb) {
        return object("a second command stands here: a line has one of -A, -I, -C and -D");
    }
    command_->verb = verb;
    command_->verbWord = option_;
    if (auto objection = readChainName(rule_->chain)) {
        return objection;
    }
    return at_ < words_.size() && atValue() ? readPosition() : std::nullopt;
}

Objection RuleReader::readPosition() {
    const std::string text(words_[at_].text);
    const auto position = positionFrom(text);
    if (command_->verb == Verb::Delete && position) {
        return object("-D names the rule by its number, which changes with every rule before it",
                      "Write the whole rule after -D.");
    }
    option_ = at_;
    if (command_->verb != Verb::Insert) {
        return object("'" + text + "' belongs to no option");
    }
    if (!position) {
        return object("'" + text + "' is not a position in the chain: a number from 1 on");
    }
    command_->positionWord = at_++;
    command_->position = *position;
    return std::nullopt;
}

Objection RuleReader::readTable() {
    std::string_view table;
    if (auto objection = take(table)) {
        return objection;
    }
    if (std::find(Tables.begin(), Tables.end(), table) == Tables.end()) {
        return object("'" + std::string(table) + "' is not a table",
                      "The tables are filter, nat, mangle, raw and security.");
    }
    command_->table = table;
    return std::nullopt;
}

Objection RuleReader::readCounters() {
    command_->countersWord = option_;
    for (int i = 0; i < 2; ++i) {
        std::string_view text;
        if (auto objection = take(text)) {
            return objection;
        }
        if (!canonical::number(text)) {
            return object("-c needs two numbers, packets and bytes, not '" + std::string(text) + "'");
        }
    }
    return std::nullopt;
}

}  // namespace podwire::netfilter
