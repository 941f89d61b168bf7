// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/reading.h"

#include <algorithm>

#include "core/base/unicode.h"
#include "core/lab/variable_name.h"

namespace podwire::lab {
namespace {

struct Use {
    std::size_t offset = 0;
    std::string name;
};

std::vector<Use> usesOf(const std::string& text, const Variables& variables) {
    std::vector<Use> uses;
    for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
        const VariableReference reference = referenceAt(std::string_view(text).substr(at));
        if (variables.find(reference.name) != variables.end()) {
            uses.push_back({at, std::string(reference.name)});
        }
    }
    return uses;
}

/// The first word that a message puts in single quotes.
std::string quotedIn(const std::string& message) {
    const std::size_t open = message.find('\'');
    const std::size_t close = open == std::string::npos ? open : message.find('\'', open + 1);
    return close == std::string::npos ? std::string() : message.substr(open + 1, close - open - 1);
}

}  // namespace

void Scope::blame(const yaml::Node& node, std::string message, std::string hint) const {
    report.add(positionOf(node), std::move(message), std::move(hint));
}

void Scope::blameAt(const yaml::Node& scalar, std::size_t offset, std::string message) const {
    report.add(yaml::locate(source, scalar, offset), std::move(message));
}

void Scope::blameValue(const yaml::Node& scalar, const std::string& message) const {
    const std::string word = quotedIn(message);
    std::size_t offset = word.empty() ? std::string::npos : scalar.text.find(word);
    std::string hint;
    for (const Use& use : usesOf(scalar.text, symbols.variables)) {
        const std::string& value = symbols.variables.at(use.name);
        const auto defined = symbols.definedAt.find(use.name);
        if (value.empty() || message.find(value) == std::string::npos || defined == symbols.definedAt.end()) {
            continue;
        }
        hint += (hint.empty() ? "$" : "; $") + use.name + " is '" + shortened(value) + "', set at " +
                defined->second.text();
        offset = std::min(offset, use.offset);
    }
    report.add(yaml::locate(source, scalar, offset == std::string::npos ? 0 : offset), message,
               hint.empty() ? hint : hint + '.');
}

}  // namespace podwire::lab
