// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/netfilter/extension.h"
#include "core/netfilter/rule.h"
#include "core/netfilter/rule_command.h"

namespace podwire::netfilter {

struct Word {
    std::string_view text;
    bool quoted = false;  ///< stood in quotes: never an option, never a '!'
};

/// What is wrong, and with which word.
struct Complaint {
    std::optional<std::size_t> word;  ///< none: the rule as a whole
    std::string why;                  ///< a sentence without its full stop
    std::string hint;                 ///< what to write instead, or empty
};
using Objection = std::optional<Complaint>;

/// What a command line says besides the rule.
struct CommandParts {
    std::optional<RuleCommand::Verb> verb;
    std::size_t verbWord = 0;
    std::optional<std::size_t> positionWord;
    std::optional<std::size_t> countersWord;  ///< of -c; two words follow it
    int position = 1;
    std::string table = "filter";
};

/// Reads the words of one rule into its canonical form. One reader may read many rules, one after the other.
class RuleReader {
public:
    /// A line of iptables-save, from -A on. What is unknown is kept as it stands.
    Objection readSaved(std::span<const Word> words, Rule& rule);
    /// The words after `iptables`. What iptables would refuse is refused.
    Objection readCommand(std::span<const Word> words, Rule& rule, CommandParts& command);

private:
    /// A module that the rule has named; where its options go.
    struct Loaded {
        const Extension* extension;  ///< nullptr: unknown to Podwire
        std::size_t match;           ///< index in the rule's matches, or TargetIndex
    };
    /// An option as it was found: of the rule itself (a letter), or of a module.
    struct Found {
        char letter = 0;
        const OptionSpec* spec = nullptr;
        std::size_t loaded = 0;
        std::string_view name;
    };
    static constexpr std::size_t TargetIndex = static_cast<std::size_t>(-1);

    Objection readWords();
    Objection readWord();
    Objection strayWord();
    Objection shortOption(std::string_view text);
    Objection longOption(std::string_view text);
    Objection ruleOption(char letter, std::string_view name);
    Objection commandOption(char letter, std::string_view name);
    Objection moduleOption(const OptionSpec& spec, std::size_t loaded);
    Objection savedOption(std::string_view name);
    Objection unknownOption(std::string_view name);
    Objection keepAsWritten(std::string_view name, Options& options);
    Objection complete();

    std::optional<Found> findExact(std::string_view name);
    std::optional<Found> loadProtocolFor(std::string_view name);
    std::vector<Found> findAbbreviated(std::string_view name);
    std::vector<Found> findAbbreviatedInProtocol(std::string_view name);
    Objection ambiguous(std::string_view name, const std::vector<Found>& candidates) const;
    Objection apply(const Found& found);
    std::string suggestion(std::string_view name) const;

    Objection readPrefix(char letter, std::optional<Negatable<Prefix>>& to);
    Objection readInterface(char letter, std::optional<Negatable<std::string>>& to);
    Objection readProtocol();
    Objection readFragment();
    Objection readMatch();
    Objection readTarget(bool isGoto);
    Objection readVerb(RuleCommand::Verb verb);
    Objection readPosition();
    Objection readTable();
    Objection readCounters();
    Objection readChainName(std::string& to);

    /// The value that the option needs: what stood behind '=', or the next word.
    Objection take(std::string_view& value);
    bool atValue() const;
    bool takeNegation();
    Objection refuseNegation(std::string_view name);
    Objection object(std::string why, std::string hint = {}) const;
    Options& optionsOf(const Loaded& loaded);

    std::span<const Word> words_;
    std::size_t at_ = 0;      ///< the next word
    std::size_t option_ = 0;  ///< the word of the current option
    Rule* rule_ = nullptr;
    CommandParts* command_ = nullptr;  ///< nullptr: reading a saved rule
    std::vector<Loaded> loaded_;
    std::optional<std::string_view> inlineValue_;
    bool negated_ = false;
};

/// Refuses what iptables or the kernel would refuse although every word is well formed: ports without a
/// protocol that has them, -i where a packet has no incoming interface, a target in a table where it cannot
/// be.
Objection findContradiction(const Rule& rule, std::string_view table);

/// Letter of a long option of iptables itself: `--source` is 's'; 0 if there is none of that name.
char ruleOptionLetter(std::string_view name);

}  // namespace podwire::netfilter
