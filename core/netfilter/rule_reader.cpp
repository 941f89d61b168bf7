// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/rule_reader.h"

#include <algorithm>
#include <utility>

namespace podwire::netfilter {
namespace {

bool looksLikeOption(const Word& word) {
    return !word.quoted && word.text.size() > 1 && word.text.front() == '-';
}
bool isNegation(const Word& word) {
    return !word.quoted && word.text == "!";
}

void sortAsSaved(const Extension& extension, Options& options) {
    const auto position = [&](const Option& option) {
        return std::find_if(extension.options.begin(), extension.options.end(),
                            [&](const OptionSpec& spec) { return spec.name == option.name; }) -
               extension.options.begin();
    };
    const auto stands = [&](const Option& a, const Option& b) { return position(a) < position(b); };
    if (!std::is_sorted(options.begin(), options.end(), stands)) {
        std::stable_sort(options.begin(), options.end(), stands);
    }
}

}  // namespace

Objection RuleReader::readSaved(std::span<const Word> words, Rule& rule) {
    words_ = words;
    rule_ = &rule;
    command_ = nullptr;
    rule.matches.reserve(static_cast<std::size_t>(std::count_if(
        words.begin(), words.end(), [](const Word& word) { return word.text == "-m" && !word.quoted; })));
    return readWords();
}

Objection RuleReader::readCommand(std::span<const Word> words, Rule& rule, CommandParts& command) {
    words_ = words;
    rule_ = &rule;
    command_ = &command;
    if (auto objection = readWords()) {
        return objection;
    }
    return findContradiction(rule, command.table);
}

Objection RuleReader::readWords() {
    at_ = 0;
    option_ = 0;
    negated_ = false;
    inlineValue_.reset();
    loaded_.clear();
    while (at_ < words_.size()) {
        if (auto objection = readWord()) {
            return objection;
        }
    }
    if (negated_) {
        return object("'!' stands at the end, before nothing");
    }
    return complete();
}

Objection RuleReader::readWord() {
    const Word& word = words_[at_];
    option_ = at_;
    if (isNegation(word)) {
        ++at_;
        return std::exchange(negated_, true) ? object("'!' stands twice") : std::nullopt;
    }
    if (!looksLikeOption(word)) {
        return strayWord();
    }
    ++at_;
    return word.text[1] == '-' ? longOption(word.text) : shortOption(word.text);
}

/// A newer iptables may print more values than Podwire knows of: they stay with the last option.
Objection RuleReader::strayWord() {
    if (command_ != nullptr) {
        return object("'" + std::string(words_[at_].text) + "' belongs to no option");
    }
    Options* const options = loaded_.empty() ? nullptr : &optionsOf(loaded_.back());
    if (options != nullptr && !options->empty()) {
        options->back().values.emplace_back(words_[at_].text);
    }
    ++at_;
    return std::nullopt;
}

Objection RuleReader::shortOption(std::string_view text) {
    constexpr std::string_view GluedByIptables = "AICDtw";
    if (text.size() == 2) {
        return command_ == nullptr ? ruleOption(text[1], text) : commandOption(text[1], text);
    }
    if (command_ == nullptr) {
        return savedOption(text);
    }
    if (GluedByIptables.find(text[1]) == std::string_view::npos) {
        return object("'" + std::string(text) + "' is not an option",
                      "Write a blank after " + std::string(text.substr(0, 2)) + ".");
    }
    inlineValue_ = text.substr(2);
    return commandOption(text[1], text.substr(0, 2));
}

Objection RuleReader::longOption(std::string_view text) {
    if (command_ == nullptr) {
        return savedOption(text);
    }
    std::string_view name = text;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) {
        name = text.substr(0, equals);
        inlineValue_ = text.substr(equals + 1);
    }
    if (const auto found = findExact(name)) {
        return apply(*found);
    }
    if (const auto candidates = findAbbreviated(name); !candidates.empty()) {
        return candidates.size() == 1 ? apply(candidates.front()) : ambiguous(name, candidates);
    }
    if (const auto found = loadProtocolFor(name)) {
        return apply(*found);
    }
    if (const auto candidates = findAbbreviatedInProtocol(name); !candidates.empty()) {
        return candidates.size() == 1 ? apply(candidates.front()) : ambiguous(name, candidates);
    }
    return unknownOption(name);
}

/// iptables-save prints every option behind its module.
Objection RuleReader::savedOption(std::string_view name) {
    if (loaded_.empty()) {  // of a newer iptables itself
        loaded_.push_back({nullptr, rule_->matches.size()});
        rule_->matches.emplace_back();
    }
    const Loaded& owner = loaded_.back();
    const OptionSpec* const spec = owner.extension == nullptr ? nullptr : findOption(*owner.extension, name);
    return spec == nullptr ? keepAsWritten(name, optionsOf(owner)) : moduleOption(*spec, loaded_.size() - 1);
}

Objection RuleReader::ambiguous(std::string_view name, const std::vector<Found>& candidates) const {
    return object("'" + std::string(name) + "' may be " + std::string(candidates[0].name) + " or " +
                      std::string(candidates[1].name),
                  "Write the option in full.");
}

Objection RuleReader::apply(const Found& found) {
    constexpr std::string_view EqualsRead = "AICDtwW";
    if (found.spec != nullptr) {
        return moduleOption(*found.spec, found.loaded);
    }
    if (inlineValue_ && EqualsRead.find(found.letter) == std::string_view::npos) {
        return object("iptables does not read a value behind '=' in " + std::string(found.name),
                      "Write a blank instead of '='.");
    }
    return commandOption(found.letter, found.name);
}

Objection RuleReader::moduleOption(const OptionSpec& spec, std::size_t loaded) {
    Option option{std::string(spec.name), {}, std::exchange(negated_, false)};
    if (option.negated && !spec.negatable && command_ != nullptr) {
        return object(option.name + " takes no '!'");
    }
    bool good = true;
    option.values.resize(spec.values);
    for (std::size_t i = 0; i < spec.values; ++i) {
        std::string_view text;
        if (auto objection = take(text)) {
            return objection;
        }
        const auto canonicalise = spec.canonicalise[i];
        const auto reason = canonicalise == nullptr ? canonical::asWritten(text, option.values[i])
                                                    : canonicalise(text, option.values[i]);
        if (reason != nullptr && command_ != nullptr) {
            return object("'" + std::string(text) + "' of " + option.name + ' ' + reason);
        }
        if (reason != nullptr) {
            option.values[i] = text;
            good = false;
        }
    }
    if (inlineValue_) {
        return object(option.name + " takes no value");
    }
    const auto reason = good && spec.rewrite != nullptr ? spec.rewrite(option) : nullptr;
    if (reason != nullptr && command_ != nullptr) {
        return object("'" + std::string(words_[at_ - 1].text) + "' of " + option.name + ' ' + reason);
    }
    Options& options = optionsOf(loaded_[loaded]);
    if (command_ != nullptr && has(options, option.name)) {
        return object(option.name + " stands twice");
    }
    options.push_back(std::move(option));
    return std::nullopt;
}

Objection RuleReader::keepAsWritten(std::string_view name, Options& options) {
    Option option{std::string(name), {}, std::exchange(negated_, false)};
    if (inlineValue_) {
        option.values.emplace_back(*std::exchange(inlineValue_, std::nullopt));
    }
    while (at_ < words_.size() && atValue()) {
        option.values.emplace_back(words_[at_++].text);
    }
    options.push_back(std::move(option));
    return std::nullopt;
}

Objection RuleReader::complete() {
    for (const Loaded& loaded : loaded_) {
        if (loaded.extension == nullptr) {
            continue;
        }
        Options& options = optionsOf(loaded);
        const auto missing =
            loaded.extension->complete == nullptr ? nullptr : loaded.extension->complete(options);
        if (missing != nullptr && command_ != nullptr) {
            return object(missing);
        }
        if (options.size() > 1) {
            sortAsSaved(*loaded.extension, options);
        }
    }
    return std::nullopt;
}

Objection RuleReader::take(std::string_view& value) {
    if (inlineValue_) {
        value = *std::exchange(inlineValue_, std::nullopt);
        return std::nullopt;
    }
    if (at_ >= words_.size()) {
        return object(std::string(words_[option_].text) + " needs a value");
    }
    if (command_ != nullptr && words_[at_].text == "!" && at_ + 1 < words_.size() &&
        !looksLikeOption(words_[at_ + 1])) {
        return object("'!' stands after " + std::string(words_[option_].text),
                      "Write '!' before the option.");
    }
    value = words_[at_++].text;
    return std::nullopt;
}

bool RuleReader::atValue() const {
    return !looksLikeOption(words_[at_]) && !isNegation(words_[at_]);
}

bool RuleReader::takeNegation() {
    return std::exchange(negated_, false);
}

Objection RuleReader::refuseNegation(std::string_view name) {
    return takeNegation() ? object(std::string(name) + " takes no '!'") : std::nullopt;
}

Objection RuleReader::object(std::string why, std::string hint) const {
    return Complaint{option_, std::move(why), std::move(hint)};
}

Options& RuleReader::optionsOf(const Loaded& loaded) {
    return loaded.match == TargetIndex ? rule_->target->options : rule_->matches[loaded.match].options;
}

}  // namespace podwire::netfilter
