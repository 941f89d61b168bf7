// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/heredoc.h"

#include <algorithm>

#include "core/lab/variable_name.h"

namespace podwire::lab {
namespace {

std::string_view lineAt(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

bool ends(std::string_view line, const Heredoc& document) {
    if (document.dropsTabs) {
        line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
    }
    return line == document.delimiter;
}

tl::unexpected<ExpandError> wrong(std::size_t at, std::string message) {
    return tl::make_unexpected(ExpandError{at, std::move(message)});
}

/// What a variable becomes in the body.
tl::expected<std::string, std::string> spelled(std::string_view name, const HeredocNames& names) {
    const auto found = names.variables.find(name);
    if (found == names.variables.end()) {
        return tl::make_unexpected("unknown variable $" + std::string(name));
    }
    if (!isPlainValue(found->second)) {
        return tl::make_unexpected(
            "the value of $" + std::string(name) +
            " cannot stand here: only letters, digits and _./:@%+,- are safe in a here-document");
    }
    return found->second;
}

tl::expected<std::string, ExpandError> expandLine(std::string_view line, const HeredocNames& names) {
    std::string expanded;
    for (std::size_t at = 0; at < line.size();) {
        const std::string_view rest = line.substr(at);
        if (rest[0] == '`' || rest.starts_with("$(") || rest.starts_with("$[")) {
            return wrong(at, "a command inside a here-document: quote its delimiter");
        }
        const VariableReference reference = rest[0] == '$' ? referenceAt(rest) : VariableReference{};
        if (rest.starts_with("${") && reference.name.empty()) {
            return wrong(at, "only $NAME and ${NAME} are replaced in a here-document");
        }
        if (reference.name.empty() || names.ofTheLine.contains(reference.name)) {
            const std::size_t length = std::max<std::size_t>(reference.length, rest[0] == '\\' ? 2 : 1);
            expanded += rest.substr(0, length);
            at += length;
            continue;
        }
        const auto value = spelled(reference.name, names);
        if (!value) {
            return wrong(at, value.error());
        }
        expanded += *value;
        at += reference.length;
    }
    return expanded;
}

bool hasLine(const std::string& content, const std::string& line) {
    return ('\n' + content).find('\n' + line + '\n') != std::string::npos;
}

}  // namespace

std::optional<Heredoc> readHeredoc(std::string_view text) {
    Heredoc document;
    std::size_t at = 2;
    if (text.substr(at).starts_with('-')) {
        document.dropsTabs = true;
        ++at;
    }
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) {
        ++at;
    }
    const char quote = at < text.size() ? text[at] : '\0';
    if (quote == '\'' || quote == '"') {
        const std::size_t end = text.find(quote, at + 1);
        document.quoted = true;
        document.delimiter = end == std::string_view::npos ? "" : text.substr(at + 1, end - at - 1);
        document.length = end + 1;
    } else {
        const std::size_t length = nameLength(text.substr(at));
        document.delimiter = text.substr(at, length);
        document.length = at + length;
    }
    const char next = document.length < text.size() ? text[document.length] : ' ';
    const bool wordEnds = std::string_view(" \t\n;|&<>)").find(next) != std::string_view::npos;
    const bool plain = nameLength(document.delimiter) == document.delimiter.size();
    if (document.delimiter.empty() || !wordEnds || !plain) {
        return std::nullopt;
    }
    return document;
}

tl::expected<HeredocBody, ExpandError> expandHeredocBody(std::string_view text, const Heredoc& document,
                                                         const HeredocNames& names) {
    HeredocBody body;
    while (body.length < text.size()) {
        const std::string_view line = lineAt(text.substr(body.length));
        const bool last = ends(line, document);
        auto expanded = last || document.quoted ? std::string(line) : expandLine(line, names);
        if (!expanded) {
            return tl::make_unexpected(
                ExpandError{body.length + expanded.error().offset, expanded.error().message});
        }
        if (!last && ends(*expanded, document)) {
            return tl::make_unexpected(
                ExpandError{body.length, "with its values this line ends the here-document"});
        }
        const bool hasNewLine = body.length + line.size() < text.size();
        body.text += *expanded + (hasNewLine ? "\n" : "");
        body.length += line.size() + (hasNewLine ? 1 : 0);
        if (last) {
            return body;
        }
    }
    return tl::make_unexpected(ExpandError{0, "the here-document has no line '" + document.delimiter + "'"});
}

std::string withHeredoc(const std::string& command, const std::string& content) {
    std::string delimiter = "EOF";
    for (int number = 1; hasLine(content, delimiter); ++number) {
        delimiter = "EOF" + std::to_string(number);
    }
    return command + " <<'" + delimiter + "'\n" + content + delimiter;
}

}  // namespace podwire::lab
