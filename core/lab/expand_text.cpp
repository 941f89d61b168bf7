// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/expand.h"
#include "core/lab/variable_name.h"

namespace podwire::lab {

tl::expected<std::string, ExpandError> expandText(std::string_view text, const Variables& variables) {
    std::string expanded;
    for (size_t at = 0; at < text.size();) {
        if (expanded.size() > maxExpandedBytes) {
            return tl::make_unexpected(ExpandError{at, "the text becomes too long"});
        }
        const std::string_view rest = text.substr(at);
        if (rest[0] != '$') {
            expanded += rest[0];
            ++at;
        } else if (rest.starts_with("$$")) {
            expanded += '$';
            at += 2;
        } else if (const VariableReference reference = referenceAt(rest); !reference.name.empty()) {
            const auto found = variables.find(reference.name);
            if (found == variables.end()) {
                return tl::make_unexpected(
                    ExpandError{at, "unknown variable $" + std::string(reference.name)});
            }
            expanded += found->second;
            at += reference.length;
        } else if (rest.starts_with("${")) {
            return tl::make_unexpected(ExpandError{at, "'${' without a name and '}'"});
        } else {
            expanded += '$';
            ++at;
        }
    }
    return expanded;
}

std::string expandMarkdown(std::string_view text, const Variables& variables) {
    std::string expanded;
    for (size_t at = 0; at < text.size() && expanded.size() <= maxExpandedBytes;) {
        const std::string_view rest = text.substr(at);
        const bool escaped = rest.starts_with("$$");
        const VariableReference reference =
            rest[0] == '$' ? referenceAt(rest.substr(escaped ? 1 : 0)) : VariableReference{};
        const auto found = reference.name.empty() ? variables.end() : variables.find(reference.name);
        if (found == variables.end()) {
            expanded += rest[0];
            ++at;
        } else if (escaped) {
            expanded += rest.substr(1, reference.length);
            at += reference.length + 1;
        } else {
            expanded += found->second;
            at += reference.length;
        }
    }
    return expanded;
}

}  // namespace podwire::lab
