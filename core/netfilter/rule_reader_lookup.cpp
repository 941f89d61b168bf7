// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which option a word means: getopt_long(3) over the options of iptables and of every module that is loaded
// so far.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "core/base/nearest.h"
#include "core/netfilter/names.h"
#include "core/netfilter/rule_reader.h"

namespace podwire::netfilter {
namespace {

struct LongName {
    std::string_view name;
    char letter;
};

constexpr std::array LongNames{
    LongName{"--append", 'A'},        LongName{"--insert", 'I'},       LongName{"--check", 'C'},
    LongName{"--delete", 'D'},        LongName{"--table", 't'},        LongName{"--protocol", 'p'},
    LongName{"--source", 's'},        LongName{"--src", 's'},          LongName{"--destination", 'd'},
    LongName{"--dst", 'd'},           LongName{"--in-interface", 'i'}, LongName{"--out-interface", 'o'},
    LongName{"--fragments", 'f'},     LongName{"--match", 'm'},        LongName{"--jump", 'j'},
    LongName{"--goto", 'g'},          LongName{"--set-counters", 'c'}, LongName{"--wait", 'w'},
    LongName{"--wait-interval", 'W'}, LongName{"--verbose", 'v'},      LongName{"--ipv4", '4'},
    LongName{"--ipv6", '6'},          LongName{"--replace", 'R'},      LongName{"--list", 'L'},
    LongName{"--list-rules", 'S'},    LongName{"--flush", 'F'},        LongName{"--zero", 'Z'},
    LongName{"--new-chain", 'N'},     LongName{"--delete-chain", 'X'}, LongName{"--policy", 'P'},
    LongName{"--rename-chain", 'E'},  LongName{"--help", 'h'},         LongName{"--version", 'V'},
    LongName{"--numeric", 'x'},       LongName{"--exact", 'x'},        LongName{"--line-numbers", 'x'},
    LongName{"--modprobe", 'x'},
};

constexpr std::size_t ShortestLongName = sizeof "--x" - 1;

/// `-p tcp`, `-m limit` or `-j DNAT` for every module that has the option, as a hint.
std::string ownersOf(std::string_view name) {
    std::string owners;
    const auto collect = [&](std::span<const Extension> extensions, bool targets) {
        for (const Extension& extension : extensions) {
            if (findOption(extension, name) != nullptr) {
                const std::string_view flag = targets                          ? "-j "
                                              : protocolNumber(extension.name) ? "-p "
                                                                               : "-m ";
                owners.append(owners.empty() ? "" : ", ").append(flag).append(extension.name);
            }
        }
    };
    for (const auto matches : {protocolMatches(), stateMatches(), packetMatches(), limitMatches()}) {
        collect(matches, false);
    }
    for (const auto targets : {natTargets(), markTargets(), otherTargets()}) {
        collect(targets, true);
    }
    return owners;
}

}  // namespace

char ruleOptionLetter(std::string_view name) {
    const auto* const found = std::find_if(LongNames.begin(), LongNames.end(),
                                           [&](const LongName& each) { return each.name == name; });
    return found == LongNames.end() ? '\0' : found->letter;
}

std::optional<RuleReader::Found> RuleReader::findExact(std::string_view name) {
    if (const char letter = ruleOptionLetter(name)) {
        return Found{letter, nullptr, 0, name};
    }
    for (std::size_t i = loaded_.size(); i-- > 0;) {
        if (loaded_[i].extension == nullptr) {
            continue;
        }
        if (const OptionSpec* const spec = findOption(*loaded_[i].extension, name)) {
            return Found{0, spec, i, spec->name};
        }
    }
    return std::nullopt;
}

/// iptables loads the protocol's own match when the first of its options comes.
std::optional<RuleReader::Found> RuleReader::loadProtocolFor(std::string_view name) {
    const Extension* const extension = rule_->protocol ? findMatch(rule_->protocol->value) : nullptr;
    const OptionSpec* const spec = extension == nullptr ? nullptr : findOption(*extension, name);
    if (spec == nullptr) {
        return std::nullopt;
    }
    loaded_.push_back({extension, rule_->matches.size()});
    rule_->matches.push_back({std::string(extension->name), {}});
    return Found{0, spec, loaded_.size() - 1, spec->name};
}

std::vector<RuleReader::Found> RuleReader::findAbbreviated(std::string_view name) {
    std::vector<Found> candidates;
    const auto add = [&](Found found) {
        const bool known = std::any_of(candidates.begin(), candidates.end(), [&](const Found& other) {
            return found.spec == nullptr ? other.letter == found.letter : other.spec == found.spec;
        });
        if (!known) {
            candidates.push_back(found);
        }
    };
    if (name.size() < ShortestLongName) {
        return candidates;
    }
    for (const LongName& each : LongNames) {
        if (each.name.starts_with(name)) {
            add({each.letter, nullptr, 0, each.name});
        }
    }
    for (std::size_t i = loaded_.size(); i-- > 0;) {
        for (const OptionSpec& spec : loaded_[i].extension == nullptr ? std::span<const OptionSpec>()
                                                                      : loaded_[i].extension->options) {
            if (spec.name.starts_with(name) || spec.aliases[0].starts_with(name) ||
                spec.aliases[1].starts_with(name)) {
                add({0, &spec, i, spec.name});
            }
        }
    }
    return candidates;
}

std::vector<RuleReader::Found> RuleReader::findAbbreviatedInProtocol(std::string_view name) {
    std::vector<Found> candidates;
    if (!rule_->protocol || name.size() < ShortestLongName) {
        return candidates;
    }
    const Extension* const protocol = findMatch(rule_->protocol->value);
    for (const OptionSpec& spec : protocol == nullptr ? std::span<const OptionSpec>() : protocol->options) {
        if (spec.name.starts_with(name) || spec.aliases[0].starts_with(name)) {
            candidates.push_back({0, &spec, TargetIndex, spec.name});
        }
    }
    if (candidates.size() == 1) {
        return {*loadProtocolFor(candidates.front().name)};
    }
    return candidates;
}

Objection RuleReader::unknownOption(std::string_view name) {
    const auto unknown = std::find_if(loaded_.rbegin(), loaded_.rend(),
                                      [](const Loaded& loaded) { return loaded.extension == nullptr; });
    const std::string hint = suggestion(name);
    if (unknown != loaded_.rend() && hint.empty()) {
        return keepAsWritten(name, optionsOf(*unknown));
    }
    return object("'" + std::string(name) + "' is not an option here", hint);
}

std::string RuleReader::suggestion(std::string_view name) const {
    if (const std::string owners = ownersOf(name); !owners.empty()) {
        return std::string(name) + " is an option of " + owners + ", which must stand before it.";
    }
    std::vector<std::string> candidates;
    std::transform(LongNames.begin(), LongNames.end(), std::back_inserter(candidates),
                   [](const LongName& each) { return std::string(each.name); });
    const auto offerAll = [&](const Extension* extension) {
        for (const OptionSpec& spec :
             extension == nullptr ? std::span<const OptionSpec>() : extension->options) {
            for (const std::string_view each : {spec.name, spec.aliases[0], spec.aliases[1]}) {
                candidates.emplace_back(each);
            }
        }
    };
    for (const Loaded& loaded : loaded_) {
        offerAll(loaded.extension);
    }
    offerAll(findMatch(rule_->protocol ? std::string_view(rule_->protocol->value) : "tcp"));
    const std::string best = nearest(name, candidates);
    return best.empty() ? best : "Did you mean " + best + "?";
}

}  // namespace podwire::netfilter
