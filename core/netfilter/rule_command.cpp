// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/rule_command.h"

#include <algorithm>
#include <array>

#include "core/base/shellwords.h"
#include "core/netfilter/rule_reader.h"

namespace podwire::netfilter {
namespace {

using Verb = RuleCommand::Verb;

constexpr std::array<std::string_view, 3> Tools{"iptables", "iptables-nft", "iptables-legacy"};
constexpr std::size_t MostWords = 1024;
constexpr std::size_t LongestWord = 65536;

/// `word` counts from `first` on.
tl::unexpected<Error> refuse(const std::vector<std::string>& words, const std::optional<std::size_t>& word,
                             const std::string& why, std::string hint = {}, std::size_t first = 0) {
    constexpr std::size_t LongestQuote = 400;
    std::string line;
    for (const std::string& each : words) {
        line += (line.empty() ? "" : " ") + quoteWord(std::string_view(each).substr(0, LongestQuote));
        if (line.size() > LongestQuote) {
            line += " ...";
            break;
        }
    }
    std::string detail = word ? "Word " + std::to_string(first + *word + 1) + " of: " + line : line;
    return fail(ErrorKind::InvalidInput, "iptables rule: " + why, std::move(detail), std::move(hint));
}

struct Parsed {
    RuleCommand command;
    CommandParts parts;
    std::size_t first = 0;  ///< the word after the tool
};

Result<void> checkSizes(const std::vector<std::string>& words) {
    if (words.size() > MostWords) {
        return fail(ErrorKind::InvalidInput, "iptables rule: the line has more than 1024 words");
    }
    for (const std::string& word : words) {
        if (word.size() > LongestWord || word.find('\0') != std::string::npos) {
            return fail(ErrorKind::InvalidInput,
                        "iptables rule: a word is longer than 64 KiB or has a NUL byte in it");
        }
    }
    return {};
}

/// [sudo [-n]] [path/]iptables
Result<void> readTool(const std::vector<std::string>& words, Parsed& parsed) {
    std::size_t& at = parsed.first;
    parsed.command.sudo = !words.empty() && words.front() == "sudo";
    at = parsed.command.sudo ? 1 : 0;
    at += at == 1 && words.size() > 1 && words[1] == "-n" ? 1U : 0U;
    if (at >= words.size()) {
        return refuse(words, at, "there is no command");
    }
    const std::string& word = words[at];
    const bool hasPath = word.starts_with("/sbin/") || word.starts_with("/usr/sbin/");
    const std::string tool = hasPath ? word.substr(word.rfind('/') + 1) : word;
    if (tool == "ip6tables") {
        return refuse(words, at, "ip6tables makes IPv6 rules", "Podwire reads IPv4 rules.");
    }
    if (std::find(Tools.begin(), Tools.end(), tool) == Tools.end()) {
        return refuse(words, at, "'" + tool + "' is not iptables, iptables-nft or iptables-legacy");
    }
    parsed.command.tool = tool;
    ++at;
    return {};
}

Result<Parsed> parse(const std::vector<std::string>& words) {
    if (auto sane = checkSizes(words); !sane) {
        return fail(sane.error());
    }
    Parsed parsed;
    if (auto tool = readTool(words, parsed); !tool) {
        return fail(tool.error());
    }
    const std::vector<Word> views = [&] {
        std::vector<Word> list;
        for (std::size_t i = parsed.first; i < words.size(); ++i) {
            list.push_back({words[i], false});
        }
        return list;
    }();
    RuleReader reader;
    const auto objection = reader.readCommand(views, parsed.command.rule, parsed.parts);
    if (objection) {
        return refuse(words, objection->word, objection->why, objection->hint, parsed.first);
    }
    if (!parsed.parts.verb) {
        return refuse(words, words.size() - 1, "the line has none of -A, -I, -C and -D");
    }
    parsed.command.table = parsed.parts.table;
    parsed.command.verb = *parsed.parts.verb;
    parsed.command.position = parsed.parts.position;
    return parsed;
}

/// Chain glued to the verb, as in -AOUTPUT or --append=OUTPUT; empty when it is the next word.
std::string gluedChain(const std::string& word) {
    if (word.starts_with("--")) {
        const std::size_t equals = word.find('=');
        return equals == std::string::npos ? std::string() : word.substr(equals + 1);
    }
    return word.substr(2);
}

}  // namespace

std::string_view optionOf(RuleCommand::Verb verb) {
    switch (verb) {
        case RuleCommand::Verb::Append:
            return "-A";
        case RuleCommand::Verb::Insert:
            return "-I";
        case RuleCommand::Verb::Check:
            return "-C";
        case RuleCommand::Verb::Delete:
            return "-D";
    }
    return "-A";
}

Result<RuleCommand> parseRuleCommand(const std::vector<std::string>& words) {
    auto parsed = parse(words);
    if (!parsed) {
        return fail(parsed.error());
    }
    return std::move(parsed->command);
}

Result<std::vector<std::string>> withVerb(const std::vector<std::string>& words, Verb verb) {
    const auto parsed = parse(words);
    if (!parsed) {
        return fail(parsed.error());
    }
    // iptables takes -c only where it adds a rule.
    const bool keepsCounters = verb == Verb::Append || verb == Verb::Insert;
    std::vector<std::string> changed;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t word = i - parsed->first;
        if (i >= parsed->first && word == parsed->parts.positionWord) {
            continue;
        }
        if (i >= parsed->first && word == parsed->parts.countersWord && !keepsCounters) {
            i += 2;
            continue;
        }
        if (i < parsed->first || word != parsed->parts.verbWord) {
            changed.push_back(words[i]);
            continue;
        }
        changed.emplace_back(optionOf(verb));
        if (std::string chain = gluedChain(words[i]); !chain.empty()) {
            changed.push_back(std::move(chain));
        }
    }
    return changed;
}

}  // namespace podwire::netfilter
