// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/rule.h"

#include <algorithm>

#include "core/netfilter/extension.h"
#include "core/netfilter/rule_command.h"

namespace podwire::netfilter {
namespace {

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// A word that would be read as several, as an option, or as nothing.
bool isAmbiguous(std::string_view word) {
    return word.empty() || word == "!" || word.front() == '-' ||
           word.find_first_of(" \t\r\n\"") != std::string_view::npos;
}

bool needsQuotes(std::string_view value, Quoting quoting) {
    switch (quoting) {
        case Quoting::Bare:
            return isAmbiguous(value);
        case Quoting::WhenNeeded:
            return value.empty() || !std::all_of(value.begin(), value.end(), isPlain);
        case Quoting::Always:
            return true;
    }
    return true;
}

/// xtables_save_string() escapes the single quote too; libxt_string's own printing does not.
void appendWord(std::string& line, std::string_view value, Quoting quoting = Quoting::Bare) {
    line += ' ';
    if (!needsQuotes(value, quoting)) {
        line += value;
        return;
    }
    const std::string_view escaped = quoting == Quoting::Always ? "\"\\" : "\"\\'";
    line += '"';
    for (const char c : value) {
        if (escaped.find(c) != std::string_view::npos) {
            line += '\\';
        }
        line += c;
    }
    line += '"';
}

void appendOptions(std::string& line, const std::vector<Option>& options, const Extension* extension) {
    for (const Option& option : options) {
        line += option.negated ? " ! " : " ";
        line += option.name;
        const OptionSpec* const spec = extension == nullptr ? nullptr : findOption(*extension, option.name);
        for (const std::string& value : option.values) {
            appendWord(line, value, spec == nullptr ? Quoting::Bare : spec->quoting);
        }
    }
}

void appendParameter(std::string& line, bool negated, std::string_view option, std::string_view value) {
    line += negated ? " ! " : " ";
    line += option;
    appendWord(line, value);
}

void appendPrefix(std::string& line, std::string_view option,
                  const std::optional<Negatable<Prefix>>& prefix) {
    if (prefix) {
        const std::string text = formatPrefix(prefix->value);
        appendParameter(line, prefix->negated, option,
                        prefix->value.mask == 0xffffffffU ? text + "/32" : text);
    }
}

void appendName(std::string& line, std::string_view option,
                const std::optional<Negatable<std::string>>& name) {
    if (name) {
        appendParameter(line, name->negated, option, name->value);
    }
}

std::string headOf(const Rule& rule) {
    std::string line = "-A";
    appendWord(line, rule.chain);
    appendPrefix(line, "-s", rule.source);
    appendPrefix(line, "-d", rule.destination);
    appendName(line, "-i", rule.inInterface);
    appendName(line, "-o", rule.outInterface);
    appendName(line, "-p", rule.protocol);
    if (rule.fragment) {
        line += *rule.fragment ? " -f" : " ! -f";
    }
    return line;
}

/// A module without a name holds what no module owns.
std::string textOf(const Match& match) {
    std::string text;
    if (!match.module.empty()) {
        text = " -m";
        appendWord(text, match.module);
    }
    appendOptions(text, match.options, findMatch(match.module));
    return text;
}

std::string textOf(const Target& target) {
    std::string text = target.isGoto ? " -g" : " -j";
    appendWord(text, target.name);
    appendOptions(text, target.options, target.isGoto ? nullptr : findTarget(target.name));
    return text;
}

std::vector<std::string> textsOf(const std::vector<Match>& matches) {
    std::vector<std::string> texts;
    texts.reserve(matches.size());
    for (const Match& match : matches) {
        texts.push_back(textOf(match));
    }
    return texts;
}

std::string assemble(const Rule& rule, const std::vector<std::string>& matches) {
    std::string line = headOf(rule);
    for (const std::string& match : matches) {
        line += match;
    }
    return rule.target ? line + textOf(*rule.target) : line;
}

}  // namespace

std::string Rule::comment() const {
    for (const Match& match : matches) {
        if (match.module == "comment" && !match.options.empty() && !match.options.front().values.empty()) {
            return match.options.front().values.front();
        }
    }
    return {};
}

std::string specification(const Rule& rule) {
    std::vector<std::string> texts = textsOf(rule.matches);
    std::sort(texts.begin(), texts.end());
    return assemble(rule, texts);
}

std::string saveLine(const Rule& rule) {
    return assemble(rule, textsOf(rule.matches));
}

bool sameOrder(const Rule& a, const Rule& b) {
    return a == b;
}

}  // namespace podwire::netfilter
