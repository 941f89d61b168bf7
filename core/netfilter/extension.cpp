// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/extension.h"

#include <algorithm>
#include <unordered_map>

namespace podwire::netfilter {
namespace {

using Index = std::unordered_map<std::string_view, const Extension*>;

template <class... Lists>
Index indexOf(Lists... lists) {
    Index index;
    for (const std::span<const Extension> list : {lists...}) {
        for (const Extension& extension : list) {
            index.emplace(extension.name, &extension);
        }
    }
    return index;
}

const Extension* lookUp(const Index& index, std::string_view name) {
    const auto found = index.find(name);
    return found == index.end() ? nullptr : found->second;
}

}  // namespace

const Extension* findMatch(std::string_view name) {
    static const Index Matches = indexOf(protocolMatches(), stateMatches(), packetMatches(), limitMatches());
    return lookUp(Matches, name);
}

const Extension* findTarget(std::string_view name) {
    static const Index Targets = indexOf(natTargets(), markTargets(), otherTargets());
    return lookUp(Targets, name);
}

const OptionSpec* findOption(const Extension& extension, std::string_view name) {
    for (const OptionSpec& option : extension.options) {
        if (option.name == name || option.aliases[0] == name || option.aliases[1] == name) {
            return &option;
        }
    }
    return nullptr;
}

Option* find(Options& options, std::string_view name) {
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&](const Option& option) { return option.name == name; });
    return found == options.end() ? nullptr : &*found;
}

bool has(const Options& options, std::string_view name) {
    return std::any_of(options.begin(), options.end(),
                       [&](const Option& option) { return option.name == name; });
}

void drop(Options& options, std::string_view name) {
    std::erase_if(options, [&](const Option& option) { return option.name == name; });
}

void dropDefault(Options& options, std::string_view name, std::string_view value) {
    std::erase_if(options, [&](const Option& option) {
        return option.name == name && !option.negated && option.values.size() == 1 &&
               option.values.front() == value;
    });
}

void addDefault(Options& options, std::string_view name, std::string_view value) {
    if (!has(options, name)) {
        options.push_back({std::string(name), {std::string(value)}, false});
    }
}

void addFlag(Options& options, std::string_view name) {
    if (!has(options, name)) {
        options.push_back({std::string(name), {}, false});
    }
}

}  // namespace podwire::netfilter
