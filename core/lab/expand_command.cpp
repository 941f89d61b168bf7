// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>
#include <vector>

#include "core/base/shellwords.h"
#include "core/lab/command_syntax.h"
#include "core/lab/expand.h"
#include "core/lab/heredoc.h"
#include "core/lab/variable_name.h"

namespace podwire::lab {
namespace {

/// Where in the line a character stands; each opening sign puts a frame on the stack.
enum class Place { Line, DoubleQuotes, Group, Substitution, Backquotes, Arithmetic, ArithmeticGroup };

struct Frame {
    Place place = Place::Line;
    size_t opened = 0;
    WordTracker words;
};

class CommandExpander {
public:
    CommandExpander(std::string_view line, const Variables& variables)
        : line_(line), variables_(variables), interpreted_(handsTextToAnInterpreter(line)) {
        frames_.push_back({});
    }

    tl::expected<std::string, ExpandError> run() {
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

private:
    static void require(bool holds, size_t offset, const std::string& message) {
        if (!holds) {
            throw ExpandError{offset, message};
        }
    }

    Frame& frame() { return frames_.back(); }
    WordTracker& words() { return frames_.back().words; }
    std::string_view rest() const { return line_.substr(at_); }

    void emit(size_t count) {
        out_ += line_.substr(at_, count);
        at_ += count;
    }

    void push(Place place, size_t signs) {
        require(frames_.size() < maxFrames, at_, "nested too deeply");
        frames_.push_back({place, at_, {}});
        emit(signs);
    }

    void pop(size_t signs) {
        frames_.pop_back();
        emit(signs);
    }

    void step() {
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

    void inDoubleQuotes() {
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

    void inArithmetic() {
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

    void bare() {
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

    void escaped() {
        require(at_ + 1 < line_.size(), at_, "a backslash at the end of the command");
        if (frame().place != Place::DoubleQuotes && line_[at_ + 1] != '\n') {
            words().addQuoted();
        }
        emit(2);
    }

    void singleQuotes() {
        const size_t end = line_.find('\'', at_ + 1);
        require(end != std::string_view::npos, at_, "a single quote without its partner");
        words().addQuoted();
        emit(end + 1 - at_);
    }

    void backquote() {
        const bool closes = frame().place == Place::Backquotes;
        require(closes || !isInside(Place::Backquotes), at_, "backquotes inside backquotes: write $( )");
        if (closes) {
            return pop(1);
        }
        words().addQuoted();
        push(Place::Backquotes, 1);
    }

    void openParenthesis() {
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

    void closeParenthesis() {
        const Place place = frame().place;
        if (place == Place::Group || place == Place::Substitution) {
            words().endCommand(names_);
            return pop(1);
        }
        words().endCommand(names_);  // the end of a `case` pattern
        emit(1);
    }

    void redirection() {
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

    void separator() {
        const bool ofRedirection =
            line_[at_] == '&' &&
            ((at_ > 0 && (line_[at_ - 1] == '>' || line_[at_ - 1] == '<')) || rest().starts_with("&>"));
        if (!ofRedirection) {
            words().endCommand(names_);
        }
        emit(1);
    }

    void newLine() {
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

    void wordCharacter(char c) {
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

    /// The ')' of its patterns would look like the end of the substitution.
    void refuseCaseInSubstitution() {
        require(words().word() != "case" || !isInside(Place::Substitution), at_, "`case` inside $( )");
    }

    void dollar() {
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

    /// `${name...}` with an operator, for a name that the line sets.
    void parameter() {
        const size_t end = line_.find('}', at_);
        require(end != std::string_view::npos, at_, "'${' without '}'");
        const std::string_view body = line_.substr(at_ + 2, end - at_ - 2);
        require(body.find_first_of("$`\"'\\{\n") == std::string_view::npos, at_, "this ${ } is too involved");
        const size_t start = body.starts_with('#') ? 1 : 0;
        const std::string name(body.substr(start, nameLength(body.substr(start))));
        require(
            name.empty() || names_.contains(name), at_,
            variables_.contains(name) ? "only $NAME and ${NAME} are replaced" : "unknown variable $" + name);
        require(!name.empty() || body.find_first_not_of("#?@*-!0123456789") == std::string_view::npos, at_,
                "this ${ } is too involved");
        words().addQuoted();
        emit(end + 1 - at_);
    }

    void variable(const VariableReference& reference) {
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

    /// The value as it must be written in this place.
    std::string spelled(const std::string& value, const VariableReference& reference) {
        const std::string refusal = "the value of $" + std::string(reference.name) + " cannot stand here: ";
        require(value.find('\0') == std::string::npos, at_, refusal + "it holds a NUL");
        if (isInside(Place::Arithmetic)) {
            const bool number = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
            require(number, at_, refusal + "only a number may stand in (( ))");
            return value;
        }
        const bool onlyPlain = interpreted_ || isInside(Place::Substitution) || isInside(Place::Backquotes);
        require(
            !onlyPlain || isPlainValue(value), at_,
            refusal + "it would be read as a command once more; only letters, digits and _./:@%+,- are safe");
        require(!inCommandWord(), at_, "a variable cannot be the command itself");
        if (frame().place == Place::DoubleQuotes) {
            const bool harmless = value.find_first_of("\"$\\`!") == std::string::npos;
            return harmless ? value : '"' + quoteWord(value) + '"';
        }
        return bareSpelling(value, reference);
    }

    std::string bareSpelling(const std::string& value, const VariableReference& reference) {
        const size_t after = at_ + reference.length;
        const char next = after < line_.size() ? line_[after] : ' ';
        const bool wouldJoin =
            next == '<' || next == '>' || words().word().find_first_of("~{") != std::string::npos;
        if (isPlainValue(value) && !wouldJoin) {
            return value;
        }
        std::string quoted = "'";
        for (const char c : value) {
            quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
        }
        return quoted + "'";
    }

    bool inCommandWord() const {
        const auto unquoted = std::find_if(frames_.rbegin(), frames_.rend(), [](const Frame& open) {
            return open.place != Place::DoubleQuotes;
        });
        return unquoted->words.inCommandWord();
    }

    bool isInside(Place place) const {
        return std::any_of(frames_.begin(), frames_.end(),
                           [place](const Frame& open) { return open.place == place; });
    }

    static constexpr size_t maxFrames = 32;

    std::string_view line_;
    const Variables& variables_;
    bool interpreted_;
    size_t at_ = 0;
    std::string out_;
    std::vector<Frame> frames_;
    std::vector<Heredoc> documents_;
    std::set<std::string, std::less<>> names_;
};

}  // namespace

bool isPlainValue(std::string_view value) {
    return !value.empty() && value.find("..") == std::string_view::npos &&
           std::all_of(value.begin(), value.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view("_./:@%+,-").find(c) != std::string_view::npos;
           });
}

tl::expected<std::string, ExpandError> expandCommand(std::string_view line, const Variables& variables) {
    return CommandExpander(line, variables).run();
}

}  // namespace podwire::lab
