// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/command_expander.h"

#include <algorithm>

namespace podwire::lab {

CommandExpander::CommandExpander(std::string_view line, const Variables& variables)
    : line_(line), variables_(variables), interpreted_(handsTextToAnInterpreter(line)) {
    frames_.push_back({});
}

tl::expected<std::string, ExpandError> CommandExpander::run() {
    try {
        while (at_ < line_.size()) {
            step();
            require(out_.size() <= maxExpandedBytes, at_, "the command becomes too long");
        }
        require(frames_.size() == 1, frames_.back().opened, "this is never closed");
        require(documents_.empty(), at_, "a here-document without a body");
    } catch (const ExpandError& error) {
        return tl::make_unexpected(error);
    }
    return out_;
}

void CommandExpander::step() {
    switch (frame().place) {
        case Place::DoubleQuotes:
            return inDoubleQuotes();
        case Place::Arithmetic:
        case Place::ArithmeticGroup:
            return inArithmetic();
        default:
            return bare();
    }
}

void CommandExpander::inDoubleQuotes() {
    const char c = line_[at_];
    if (c == '"') {
        return pop(1);
    }
    if (c == '\\') {
        return escaped();
    }
    if (c == '`') {
        return backquote();
    }
    if (c == '$') {
        return dollar();
    }
    emit(1);
}

void CommandExpander::inArithmetic() {
    const char c = line_[at_];
    if (c == ')') {
        const bool group = frame().place == Place::ArithmeticGroup;
        require(group || rest().starts_with("))"), at_, "a single ')' at the end of (( ))");
        return pop(group ? 1 : 2);
    }
    require(c != '`' && c != '"' && c != '\'' && c != '\\', at_,
            "only names, numbers and operators may stand in (( ))");
    if (c == '(') {
        return push(Place::ArithmeticGroup, 1);
    }
    if (c == '$') {
        return dollar();
    }
    emit(1);
}

void CommandExpander::bare() {
    const char c = line_[at_];
    switch (c) {
        case '\\':
            return escaped();
        case '\'':
            return singleQuotes();
        case '"':
            words().addQuoted();
            return push(Place::DoubleQuotes, 1);
        case '`':
            return backquote();
        case '$':
            return dollar();
        case '(':
            return openParenthesis();
        case ')':
            return closeParenthesis();
        case '<':
        case '>':
            return redirection();
        case '\n':
            return newLine();
        case ';':
        case '|':
        case '&':
            return separator();
        default:
            return wordCharacter(c);
    }
}

void CommandExpander::escaped() {
    require(at_ + 1 < line_.size(), at_, "a backslash at the end of the command");
    if (frame().place != Place::DoubleQuotes && line_[at_ + 1] != '\n') {
        words().addQuoted();
    }
    emit(2);
}

void CommandExpander::singleQuotes() {
    const size_t end = line_.find('\'', at_ + 1);
    require(end != std::string_view::npos, at_, "a single quote without its partner");
    words().addQuoted();
    emit(end + 1 - at_);
}

void CommandExpander::backquote() {
    const bool closes = frame().place == Place::Backquotes;
    require(closes || !isInside(Place::Backquotes), at_, "backquotes inside backquotes: write $( )");
    if (closes) {
        return pop(1);
    }
    words().addQuoted();
    push(Place::Backquotes, 1);
}

void CommandExpander::openParenthesis() {
    if (rest().starts_with("((") && words().atCommandWord()) {
        return push(Place::Arithmetic, 2);
    }
    const bool array = words().atArray();
    if (array) {
        words().addQuoted();
    } else {
        words().endCommand(names_);
    }
    push(Place::Group, 1);
    if (array) {
        words().addQuoted();  // elements, not a command
        words().endWord(names_);
    }
}

void CommandExpander::closeParenthesis() {
    const Place place = frame().place;
    if (place == Place::Group || place == Place::Substitution) {
        words().endCommand(names_);
        return pop(1);
    }
    words().endCommand(names_);  // the end of a `case` pattern
    emit(1);
}

void CommandExpander::redirection() {
    if (rest().starts_with("<<<")) {
        words().redirect(names_);
        return emit(3);
    }
    if (rest().starts_with("<<")) {
        require(frames_.size() == 1, at_, "a here-document inside something else");
        const auto document = readHeredoc(rest());
        require(document.has_value(), at_, "a here-document without a delimiter");
        documents_.push_back(*document);
        words().endWord(names_);
        return emit(document->length);
    }
    words().redirect(names_);
    emit(1);
}

void CommandExpander::separator() {
    const bool ofRedirection =
        line_[at_] == '&' &&
        ((at_ > 0 && (line_[at_ - 1] == '>' || line_[at_ - 1] == '<')) || rest().starts_with("&>"));
    if (!ofRedirection) {
        words().endCommand(names_);
    }
    emit(1);
}

void CommandExpander::newLine() {
    refuseCaseInSubstitution();
    words().endCommand(names_);
    emit(1);
    for (const Heredoc& document : documents_) {
        const auto body = expandHeredocBody(rest(), document, {variables_, names_});
        if (!body) {
            throw ExpandError{at_ + body.error().offset, body.error().message};
        }
        out_ += body->text;
        at_ += body->length;
    }
    documents_.clear();
}

void CommandExpander::wordCharacter(char c) {
    if (c == ' ' || c == '\t') {
        refuseCaseInSubstitution();
        words().endWord(names_);
    } else if (c == '#' && !words().inWord()) {
        return emit(std::min(line_.find('\n', at_), line_.size()) - at_);
    } else {
        words().add(c);
    }
    emit(1);
}

void CommandExpander::refuseCaseInSubstitution() {
    require(words().word() != "case" || !isInside(Place::Substitution), at_, "`case` inside $( )");
}

bool CommandExpander::inCommandWord() const {
    const auto unquoted = std::find_if(frames_.rbegin(), frames_.rend(),
                                       [](const Frame& open) { return open.place != Place::DoubleQuotes; });
    return unquoted->words.inCommandWord();
}

bool CommandExpander::isInside(Place place) const {
    return std::any_of(frames_.begin(), frames_.end(),
                       [place](const Frame& open) { return open.place == place; });
}

}  // namespace podwire::lab
