// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/mends.h"

#include <algorithm>

#include "core/base/shellwords.h"
#include "core/netfilter/save_scanner.h"
#include "core/plan/plan.h"
#include "core/plan/sharing.h"

namespace podwire::doctor {
namespace {

void addLine(std::string& text, const std::string& line) {
    text += (text.empty() ? "" : "\n") + line;
}

std::string trimmed(std::string text) {
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    text.resize(last == std::string::npos ? 0 : last + 1);
    return text;
}

}  // namespace

const std::vector<std::pair<const lab::Resource*, std::string>>& Mends::commandsOf(
    const std::string& step) const {
    const auto known = known_.find(step);
    if (known != known_.end()) {
        return known->second;
    }
    auto& commands = known_[step];
    const auto plan = plan::makePlan(case_.lab, case_.assessment, {plan::Request::Verb::Apply, {step}});
    if (!plan) {
        return commands;  // a node was not read: the lab's own commands have to do
    }
    for (const plan::Stage& stage : plan->stages) {
        for (const plan::Action& action : stage.actions) {
            if (!stage.undo && action.resource != nullptr && !action.command.empty()) {
                commands.emplace_back(action.resource, trimmed(action.command));
            }
        }
    }
    return commands;
}

std::string Mends::fallback(const Wanted& wanted) const {
    return wanted.status->copies > 1 ? lab::undoCommand(*wanted.resource, std::nullopt)
                                     : trimmed(wanted.resource->command);
}

Mend Mends::bring(const Wanted& wanted, std::string what) const {
    Mend mend{wanted.resource->node, {}, std::move(what), wanted.step};
    for (const auto& [resource, command] : commandsOf(wanted.step)) {
        if (resource->key == wanted.resource->key) {
            addLine(mend.command, command);
        }
    }
    if (mend.command.empty()) {
        mend.command = fallback(wanted);
    }
    return mend;
}

Mend Mends::bringGroup(const Wanted& wanted, std::string what) const {
    Mend mend{wanted.resource->node, {}, std::move(what), wanted.step};
    for (const auto& [resource, command] : commandsOf(wanted.step)) {
        if (isOfSameCompound(*resource, *wanted.resource)) {
            addLine(mend.command, command);
        }
    }
    if (mend.command.empty()) {
        mend.command = fallback(wanted);
    }
    return mend;
}

Mend Mends::reorder(const Wanted& wanted, std::string what) const {
    Mend mend{wanted.resource->node, {}, std::move(what), wanted.step};
    for (const auto& [resource, command] : commandsOf(wanted.step)) {
        if (std::holds_alternative<lab::IptablesRule>(resource->what) &&
            plan::chainKey(*resource) == plan::chainKey(*wanted.resource)) {
            addLine(mend.command, command);
        }
    }
    return mend;
}

Mend Mends::replaceRule(const Wanted& wanted, std::size_t place, std::string what) const {
    const auto& rule = std::get<lab::IptablesRule>(wanted.resource->what);
    std::vector<std::string> words = rule.words;
    const auto chain = std::find(words.begin(), words.end(), rule.command.rule.chain);
    if (chain != words.end() && chain != words.begin()) {
        *(chain - 1) = "-R";
        words.insert(chain + 1, std::to_string(place + 1));
    }
    return {wanted.resource->node, quoteCommand(words), std::move(what), wanted.step};
}

bool isOfSameCompound(const lab::Resource& one, const lab::Resource& other) {
    return one.node == other.node && (one.group.empty() ? one.key == other.key : one.group == other.group);
}

std::string ipIn(const std::string& netns) {
    return netns.empty() ? "sudo ip" : "sudo ip netns exec " + quoteWord(netns) + " ip";
}

std::string RulePlace::prefix() const {
    return (netns.empty() ? "sudo " : "sudo ip netns exec " + quoteWord(netns) + " ") + tool + " -t " + table;
}

std::string RulePlace::listCommand() const {
    return prefix() + " -L " + quoteWord(chain) + " -n -v --line-numbers";
}

std::string RulePlace::numberedDelete() const {
    return prefix() + " -D " + quoteWord(chain) + ' ' + std::to_string(index + 1);
}

std::string deleteCommand(const RulePlace& place, const netfilter::InstalledRule& rule) {
    netfilter::SaveScanner scanner(rule.line);
    std::vector<std::string> words;
    if (scanner.next()) {
        for (const netfilter::Word& word : scanner.words()) {
            words.emplace_back(word.text);
        }
    }
    const bool readable = words.size() > 2 && words[0] == "-A" && rule.line.find('\n') == std::string::npos;
    if (!readable) {
        return place.numberedDelete();
    }
    words[0] = "-D";
    return place.prefix() + ' ' + quoteCommand(words);
}

}  // namespace podwire::doctor
