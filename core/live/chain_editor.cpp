// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/chain_editor.h"

#include "core/base/shellwords.h"
#include "core/netfilter/tally.h"

namespace podwire::live {
namespace {

using netfilter::RuleChange;
using netfilter::RuleTool;

constexpr int kChanged = 79;

std::string linesOf(const netfilter::Chain& chain) {
    std::string lines;
    for (const netfilter::InstalledRule& rule : chain.rules) {
        lines += (lines.empty() ? "" : "\n") + rule.line;
    }
    return lines;
}

Result<PreparedChange> makeChange(const RuleChange& change, const RuleTool& tool,
                                  const std::string& listing) {
    const auto rules =
        netfilter::parseSave(netfilter::savedFromListing("*" + change.table + "\n" + listing + "\nCOMMIT\n"));
    if (!rules) {
        return fail(rules.error());
    }
    const netfilter::Chain* const chain = rules->find(change.table, change.chain);
    if (chain == nullptr) {
        return fail(ErrorKind::NotFound, "There is no chain " + change.chain + " in " + change.table);
    }
    const auto planned = netfilter::planChange(change, *chain, tool);
    if (!planned) {
        return fail(planned.error());
    }
    PreparedChange prepared{{}, change, planned->inverse, linesOf(*chain), tool};
    for (const auto& command : planned->commands) {
        prepared.text += (prepared.text.empty() ? "" : "\n") + quoteCommand(command);
    }
    return prepared;
}

/// The commands, unless the chain has changed since they were made.
std::string guarded(const PreparedChange& prepared) {
    std::vector<std::string> list =
        netfilter::listCommand(prepared.change.table, prepared.change.chain, prepared.tool);
    list.erase(list.end() - 3);  // without -v: no counters
    return "set -e\nnow=$(" + quoteCommand(list) +
           ")\nnow=$(grep '^-A' <<< \"$now\" || true)\n[ \"$now\" = " + quoteWord(prepared.expected) +
           " ] || exit " + std::to_string(kChanged) + "\n" + prepared.text + "\n";
}

}  // namespace

ChainEditor::ChainEditor(std::shared_ptr<remote::Shell> shell, QObject* parent)
    : QObject(parent), shell_(std::move(shell)) {}

void ChainEditor::prepare(const RuleChange& change, const RuleTool& tool,
                          const std::function<void(const Result<PreparedChange>&)>& done) {
    remote::Command command;
    command.effect = remote::Effect::Reads;
    command.argv = netfilter::listCommand(change.table, change.chain, tool);
    shell_->run(std::move(command), [=, this, way = mail_.way()](remote::Outcome outcome) {
        const auto looked =
            remote::expectSuccess(std::move(outcome), shell_->name(), "reading chain " + change.chain);
        const Result<PreparedChange> prepared =
            looked ? makeChange(change, tool, looked->out) : Result<PreparedChange>(fail(looked.error()));
        way([done, prepared] { done(prepared); });
    });
}

void ChainEditor::run(const PreparedChange& prepared, const std::function<void(const Result<void>&)>& done) {
    remote::Command command;
    command.argv = {"env", "LC_ALL=C", "bash", "-c", guarded(prepared)};
    const std::string chain = prepared.change.chain;
    shell_->run(std::move(command), [=, this, way = mail_.way()](remote::Outcome outcome) {
        Result<void> result;
        if (outcome.ending == remote::Ending::Exit && outcome.exitCode == kChanged) {
            result =
                fail(ErrorKind::Conflict, "Nothing was done: somebody has changed " + chain + " meanwhile",
                     {}, "Look at the chain again and repeat the change.");
        } else if (const auto ran = remote::expectSuccess(std::move(outcome), shell_->name(),
                                                          "the change of chain " + chain);
                   !ran) {
            result = fail(ran.error());
        }
        way([done, result] { done(result); });
    });
}

}  // namespace podwire::live
