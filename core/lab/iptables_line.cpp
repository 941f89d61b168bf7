// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/lab/resource_lines.h"
#include "core/lab/values.h"

namespace podwire::lab {

LineResult readIptablesLine(const std::vector<CommandWord>& words) {
    const Invocation invocation = readInvocation(words);
    if (!invocation.netns.empty() && complainAboutNetns(invocation.netns)) {
        return tl::make_unexpected(*complainAboutNetns(invocation.netns));
    }
    const std::vector<std::string> all = textsOf(words);
    const auto skip = invocation.netns.empty() ? 0 : static_cast<std::ptrdiff_t>(invocation.program);
    auto command = netfilter::parseRuleCommand({all.begin() + skip, all.end()});
    if (!command) {
        return tl::make_unexpected(command.error().message);
    }
    command->sudo = invocation.sudo;
    using Verb = netfilter::RuleCommand::Verb;
    if (command->verb != Verb::Append && command->verb != Verb::Insert) {
        return tl::make_unexpected("only -A and -I add a rule");
    }
    return ReadLine{invocation.netns, IptablesRule{std::move(*command), all}};
}

}  // namespace podwire::lab
