// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/command_expander.h"
#include "core/lab/value_spelling.h"

namespace podwire::lab {

void CommandExpander::dollar() {
    const std::string_view text = rest();
    const bool quoted = frame().place == Place::DoubleQuotes;
    if (text.starts_with("$((")) {
        words().addQuoted();
        return push(Place::Arithmetic, 3);
    }
    if (text.starts_with("$(")) {
        words().addQuoted();
        return push(Place::Substitution, 2);
    }
    require(!text.starts_with("$["), at_, "'$[' is an old spelling: write $(( ))");
    require(quoted || !text.starts_with("$'"), at_, "$'...' is not taken here: use plain quotes");
    const VariableReference reference = referenceAt(text);
    if (!reference.name.empty()) {
        return variable(reference);
    }
    if (text.starts_with("${")) {
        return parameter();
    }
    const bool special =
        text.size() > 1 && std::string_view("0123456789?$!#@*-").find(text[1]) != std::string_view::npos;
    words().addQuoted();
    emit(special ? 2 : 1);
}

void CommandExpander::parameter() {
    const size_t end = line_.find('}', at_);
    require(end != std::string_view::npos, at_, "'${' without '}'");
    const std::string_view body = line_.substr(at_ + 2, end - at_ - 2);
    require(body.find_first_of("$`\"'\\{\n") == std::string_view::npos, at_, "this ${ } is too involved");
    const size_t start = body.starts_with('#') ? 1 : 0;
    const std::string name(body.substr(start, nameLength(body.substr(start))));
    require(name.empty() || names_.contains(name), at_,
            variables_.contains(name) ? "only $NAME and ${NAME} are replaced" : "unknown variable $" + name);
    require(!name.empty() || body.find_first_not_of("#?@*-!0123456789") == std::string_view::npos, at_,
            "this ${ } is too involved");
    words().addQuoted();
    emit(end + 1 - at_);
}

void CommandExpander::variable(const VariableReference& reference) {
    if (names_.contains(reference.name) || reference.name == "_") {
        words().addQuoted();
        return emit(reference.length);
    }
    const auto found = variables_.find(reference.name);
    require(found != variables_.end(), at_, "unknown variable $" + std::string(reference.name));
    out_ += spelled(found->second, reference);
    words().addQuoted();
    at_ += reference.length;
}

std::string CommandExpander::spelled(const std::string& value, const VariableReference& reference) {
    const size_t after = at_ + reference.length;
    const char next = after < line_.size() ? line_[after] : ' ';
    ValuePlace place;
    place.arithmetic = isInside(Place::Arithmetic);
    place.readAgain = interpreted_ || isInside(Place::Substitution) || isInside(Place::Backquotes);
    place.doubleQuoted = frame().place == Place::DoubleQuotes;
    place.joins = next == '<' || next == '>' || words().word().find_first_of("~{") != std::string::npos;
    const auto spelling = spellValue(value, place);
    if (!spelling) {
        throw ExpandError{
            at_, "the value of $" + std::string(reference.name) + " cannot stand here: " + spelling.error()};
    }
    require(place.arithmetic || !inCommandWord(), at_, "a variable cannot be the command itself");
    return *spelling;
}

tl::expected<std::string, ExpandError> expandCommand(std::string_view line, const Variables& variables) {
    return CommandExpander(line, variables).run();
}

}  // namespace podwire::lab
