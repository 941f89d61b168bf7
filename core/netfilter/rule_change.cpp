// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/rule_change.h"

#include <algorithm>

#include "core/netfilter/rule_command.h"
#include "core/netfilter/save_scanner.h"

namespace podwire::netfilter {
namespace {

using Words = std::vector<std::string>;

Words prefix(const RuleTool& tool, const std::string& table) {
    Words words{"sudo"};
    if (!tool.netns.empty()) {
        words.insert(words.end(), {"ip", "netns", "exec", tool.netns});
    }
    words.push_back(tool.name);
    if (tool.name == "iptables-legacy") {
        words.insert(words.end(), {"-w", "5"});
    }
    words.insert(words.end(), {"-t", table});
    return words;
}

/// The words of a saved rule after "-A CHAIN".
Result<Words> optionsOf(const std::string& line) {
    SaveScanner scanner(line);
    if (!scanner.next() || scanner.unfinished() || scanner.words().size() < 2 ||
        scanner.words()[0].text != "-A") {
        return fail(ErrorKind::InvalidInput, "This is not a rule: " + line, {},
                    "A rule begins with -A and the name of its chain.");
    }
    Words words;
    for (std::size_t i = 2; i < scanner.words().size(); ++i) {
        words.emplace_back(scanner.words()[i].text);
    }
    return words;
}

Result<std::string> specificationOf(const std::string& table, const std::string& line) {
    const auto rules = parseSave("*" + table + "\n" + line + "\nCOMMIT\n");
    if (!rules) {
        return fail(rules.error());
    }
    for (const Chain& chain : rules->tables.at(0).chains) {
        for (const InstalledRule& rule : chain.rules) {
            return specification(rule.rule);
        }
    }
    return fail(ErrorKind::InvalidInput, "This is not a rule: " + line);
}

/// Makes the commands of one change.
class Planner {
public:
    Planner(const RuleChange& change, const Chain& now, const RuleTool& tool, Words options)
        : change_(change), now_(now), tool_(tool), options_(std::move(options)) {}

    Result<PlannedChange> plan() {
        const auto wanted = specificationOf(change_.table, change_.line);
        if (!wanted) {
            return fail(wanted.error());
        }
        wanted_ = *wanted;
        planned_.inverse = change_;
        if (change_.kind == RuleChange::Kind::Insert) {
            insert();
            return planned_;
        }
        for (std::size_t i = 0; i < now_.rules.size(); ++i) {
            if (specification(now_.rules[i].rule) == wanted_) {
                places_.push_back(static_cast<int>(i) + 1);
            }
        }
        if (static_cast<int>(places_.size()) <= change_.nth) {
            return fail(ErrorKind::NotFound, "The rule does not stand in " + change_.chain + " any more",
                        change_.line, "Somebody has changed the chain: look at it again.");
        }
        place_ = places_[static_cast<std::size_t>(change_.nth)];
        return act();
    }

private:
    Result<PlannedChange> act() {
        const Counters counters = now_.rules[static_cast<std::size_t>(place_) - 1].counters;
        switch (change_.kind) {
            case RuleChange::Kind::Delete:
                if (change_.nth == 0) {
                    add({"-D", change_.chain}, options_);
                } else {
                    add({"-D", change_.chain, std::to_string(place_)}, {});
                }
                planned_.inverse.kind = RuleChange::Kind::Insert;
                planned_.inverse.position = place_;
                planned_.inverse.counters = counters;
                return planned_;
            case RuleChange::Kind::Move:
                return move(counters);
            case RuleChange::Kind::Replace:
                return replace();
            case RuleChange::Kind::Insert:
                break;
        }
        return planned_;
    }

    void insert() {
        const int end = static_cast<int>(now_.rules.size()) + 1;
        const int position = std::clamp(change_.position, 1, end);
        insertAt(position, change_.counters);
        planned_.inverse.kind = RuleChange::Kind::Delete;
        planned_.inverse.nth = alikeBefore(position);
    }

    /// The rule stands twice for a moment rather than not at all.
    Result<PlannedChange> move(const Counters& counters) {
        const int to = std::clamp(change_.position, 1, static_cast<int>(now_.rules.size()));
        if (to == place_) {
            return fail(ErrorKind::InvalidInput, "The rule already stands there", change_.line);
        }
        insertAt(to > place_ ? to + 1 : to, counters);
        add({"-D", change_.chain, std::to_string(to > place_ ? place_ : place_ + 1)}, {});
        planned_.inverse.position = place_;
        planned_.inverse.nth = alikeBefore(to > place_ ? to + 1 : to) - (to > place_ ? 1 : 0);
        return planned_;
    }

    Result<PlannedChange> replace() {
        const auto options = optionsOf(change_.newLine);
        if (!options) {
            return fail(options.error());
        }
        Words words = prefix(tool_, change_.table);
        words.insert(words.end(), {"-A", change_.chain});
        words.insert(words.end(), options->begin(), options->end());
        Words plain{"iptables"};
        plain.insert(plain.end(), std::find(words.begin(), words.end(), "-t"), words.end());
        const auto read = parseRuleCommand(plain);
        if (!read) {
            return fail(read.error());
        }
        const std::string replaced = specification(read->rule);
        add({"-R", change_.chain, std::to_string(place_)}, *options);
        planned_.inverse.line = saveLine(read->rule);
        planned_.inverse.newLine = change_.line;
        const auto before = now_.rules.begin();
        planned_.inverse.nth =
            static_cast<int>(std::count_if(before, before + place_ - 1, [&](const InstalledRule& rule) {
                return specification(rule.rule) == replaced;
            }));
        return planned_;
    }

    [[nodiscard]] int alikeBefore(int position) const {
        return static_cast<int>(
            std::count_if(now_.rules.begin(), now_.rules.begin() + position - 1,
                          [&](const InstalledRule& rule) { return specification(rule.rule) == wanted_; }));
    }

    void insertAt(int position, const Counters& counters) {
        Words words{"-I", change_.chain, std::to_string(position)};
        if (counters != Counters{}) {
            words.insert(words.end(),
                         {"-c", std::to_string(counters.packets), std::to_string(counters.bytes)});
        }
        add(words, options_);
    }

    void add(const Words& verb, const Words& options) {
        Words words = prefix(tool_, change_.table);
        words.insert(words.end(), verb.begin(), verb.end());
        words.insert(words.end(), options.begin(), options.end());
        planned_.commands.push_back(std::move(words));
    }

    const RuleChange& change_;
    const Chain& now_;
    const RuleTool& tool_;
    Words options_;
    std::string wanted_;
    std::vector<int> places_;
    int place_ = 0;
    PlannedChange planned_;
};

}  // namespace

Result<PlannedChange> planChange(const RuleChange& change, const Chain& now, const RuleTool& tool) {
    auto options = optionsOf(change.line);
    if (!options) {
        return fail(options.error());
    }
    return Planner(change, now, tool, *std::move(options)).plan();
}

Words listCommand(const std::string& table, const std::string& chain, const RuleTool& tool) {
    Words words = prefix(tool, table);
    words.insert(words.end(), {"-v", "-S", chain});
    return words;
}

Result<Words> addCommand(const std::string& table, const std::string& line, const RuleTool& tool) {
    const auto options = optionsOf(line);
    if (!options) {
        return fail(options.error());
    }
    SaveScanner scanner(line);
    scanner.next();
    Words words = prefix(tool, table);
    words.insert(words.end(), {"-A", std::string(scanner.words()[1].text)});
    words.insert(words.end(), options->begin(), options->end());
    return words;
}

}  // namespace podwire::netfilter
