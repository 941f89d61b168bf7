// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/shellwords.h"
#include "core/lab/command_words.h"
#include "core/lab/resource.h"
#include "core/lab/rule_line.h"
#include "core/netfilter/rule_command.h"

namespace podwire::lab {
namespace {

using Words = std::vector<CommandWord>;

/// Index of the action after `ip`'s object: "add" in `ip -n add route add ...` is not the namespace.
std::size_t actionOf(const Words& words) {
    std::size_t at = std::min(readInvocation(words).program + 1, words.size());
    while (at < words.size() && words[at].text.starts_with('-')) {
        at += words[at].text == "-4" ? 1U : 2U;
    }
    return std::min(at + 1, words.size());
}

/// The command's text with `text` in place of its words `first` to `last`.
std::string withWords(const std::string& line, const Words& words, std::size_t first, std::size_t last,
                      std::string_view text) {
    if (last >= words.size()) {
        return line;
    }
    return line.substr(0, words[first].begin) + std::string(text) + line.substr(words[last].end);
}

struct Undo {
    const Resource& resource;
    const std::optional<std::string>& was;

    std::string operator()(const IptablesRule& rule) const {
        return lineWithVerb(resource.command, rule.words, netfilter::RuleCommand::Verb::Delete);
    }
    std::string operator()(const Route&) const { return withAction("del"); }
    std::string operator()(const InterfaceAddress&) const { return withAction("del"); }
    std::string operator()(const Netns&) const { return withAction("del"); }
    std::string operator()(const Veth& veth) const { return deletedLink(veth.name); }
    std::string operator()(const Bridge& bridge) const { return deletedLink(bridge.name); }
    std::string operator()(const LinkUp&) const { return withLast(1, "down"); }
    std::string operator()(const BridgePort&) const { return withLast(2, "nomaster"); }
    std::string operator()(const Sysctl& sysctl) const {
        const Words words = wordsOfCommand();
        const std::string& assignment = words.back().text;
        const std::string key = assignment.substr(0, assignment.find('='));
        return withLast(1, quoteWord(key + '=' + was.value_or(sysctl.otherwise)));
    }
    std::string operator()(const File& file) const {
        const std::string sudo = file.sudo ? "sudo " : "";
        return was ? sudo + "cp -p " + quoteWord(*was) + ' ' + quoteWord(file.path)
                   : sudo + "rm -f " + quoteWord(file.path);
    }
    std::string operator()(const Download& download) const { return "rm -f " + quoteWord(download.path); }
    std::string operator()(const Unit& unit) const { return "sudo systemctl stop " + quoteWord(unit.name); }
    std::string operator()(const Run& run) const { return run.undo; }

private:
    Words wordsOfCommand() const { return readCommandWords(resource.command).value_or(Words{}); }

    std::string withAction(std::string_view action) const {
        const Words words = wordsOfCommand();
        const std::size_t at = actionOf(words);
        return withWords(resource.command, words, at, at, action);
    }

    std::string withLast(std::size_t count, std::string_view text) const {
        const Words words = wordsOfCommand();
        return withWords(resource.command, words, words.size() - count, words.size() - 1, text);
    }

    std::string deletedLink(const std::string& name) const {
        const Words words = wordsOfCommand();
        return withWords(resource.command, words, actionOf(words), words.size() - 1,
                         "del " + quoteWord(name));
    }
};

}  // namespace

std::string undoCommand(const Resource& resource, const std::optional<std::string>& was) {
    return std::visit(Undo{resource, was}, resource.what);
}

}  // namespace podwire::lab
