// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/command_syntax.h"
#include "core/lab/expand.h"
#include "core/lab/heredoc.h"
#include "core/lab/variable_name.h"

namespace podwire::lab {

/// Walks through a command line once, knows for each character whether it stands bare, in quotes or in
/// something nested, and writes the line out again with its variables replaced.
class CommandExpander {
public:
    CommandExpander(std::string_view line, const Variables& variables);

    tl::expected<std::string, ExpandError> run();

private:
    /// Where in the line a character stands; each opening sign puts a frame on the stack.
    enum class Place { Line, DoubleQuotes, Group, Substitution, Backquotes, Arithmetic, ArithmeticGroup };

    struct Frame {
        Place place = Place::Line;
        size_t opened = 0;
        WordTracker words;
    };

    /// Ends the walk with an ExpandError, which run() returns, unless `holds`.
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
    void step();
    void inDoubleQuotes();
    void inArithmetic();
    void bare();
    void escaped();
    void singleQuotes();
    void backquote();
    void openParenthesis();
    void closeParenthesis();
    void redirection();
    void separator();
    void newLine();
    void wordCharacter(char c);
    /// The ')' of its patterns would look like the end of the substitution.
    void refuseCaseInSubstitution();
    void dollar();
    /// `${name...}` with an operator, for a name that the line sets.
    void parameter();
    void variable(const VariableReference& reference);
    /// The value as it must be written in this place.
    std::string spelled(const std::string& value, const VariableReference& reference);
    bool inCommandWord() const;
    bool isInside(Place place) const;

    static constexpr size_t maxFrames = 32;

    std::string_view line_;
    const Variables& variables_;
    bool interpreted_;  ///< some word of the line reads text as commands once more
    size_t at_ = 0;
    std::string out_;
    std::vector<Frame> frames_;
    std::vector<Heredoc> documents_;            ///< whose bodies follow at the next new line
    std::set<std::string, std::less<>> names_;  ///< set by the line itself
};

}  // namespace podwire::lab
