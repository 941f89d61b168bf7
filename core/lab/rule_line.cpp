// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/rule_line.h"

#include <algorithm>

#include "core/base/shellwords.h"
#include "core/lab/command_words.h"
#include "core/lab/values.h"

namespace podwire::lab {
namespace {

using Verb = netfilter::RuleCommand::Verb;

using Words = std::vector<CommandWord>;

bool isVerb(const CommandWord& word) {
    constexpr std::string_view spellings[] = {"-A", "--append", "-I", "--insert"};
    return std::find(std::begin(spellings), std::end(spellings), word.text) != std::end(spellings);
}

Words::const_iterator findVerb(const Words& words) {
    for (auto word = words.begin(); word != words.end(); ++word) {
        const bool isText = word != words.begin() && (word - 1)->text == "--comment";
        if (isVerb(*word) && !isText) {
            return word;
        }
    }
    return words.end();
}

/// Without a verb that is a word of its own: from the words, which lose the author's quotes.
std::string written(const Words& words, const std::vector<std::string>& texts, Verb verb) {
    const Invocation invocation = readInvocation(words);
    const auto skip = invocation.netns.empty() ? 0 : static_cast<std::ptrdiff_t>(invocation.program);
    const auto inner = netfilter::withVerb({texts.begin() + skip, texts.end()}, verb);
    std::vector<std::string> all(texts.begin(), texts.begin() + skip);
    if (inner) {
        all.insert(all.end(), inner->begin(), inner->end());
    }
    return quoteCommand(all);
}

}  // namespace

std::string lineWithVerb(const std::string& line, const std::vector<std::string>& texts, Verb verb) {
    const auto words = readCommandWords(line).value_or(Words{});
    const auto found = findVerb(words);
    if (found == words.end() || found + 1 == words.end()) {
        return written(words, texts, verb);
    }
    std::string changed = line;
    const auto position = found + 2;
    const bool insertedAt = found->text == "-I" || found->text == "--insert";
    if (insertedAt && position != words.end() && readNumber(position->text, 0xffffffff)) {
        changed.erase((position - 1)->end, position->end - (position - 1)->end);
    }
    return changed.replace(found->begin, found->end - found->begin, netfilter::optionOf(verb));
}

}  // namespace podwire::lab
