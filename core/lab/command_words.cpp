// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/command_words.h"

#include "core/base/shellwords.h"

namespace podwire::lab {
namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

/// Ends of words, found by quotes and backslashes alone; `line` is known to split well.
class SpanFinder {
public:
    explicit SpanFinder(std::string_view line) : line_(line) {}

    tl::expected<std::vector<CommandWord>, std::string> run() {
        while (at_ < line_.size()) {
            const char c = line_[at_];
            if (isBlank(c) || isContinuation()) {
                close();
                at_ += isBlank(c) ? 1U : 2U;
                continue;
            }
            if (const char* reason = refusal(c)) {
                return tl::make_unexpected(reason);
            }
            open();
            skip(c);
        }
        close();
        return words_;
    }

private:
    bool isContinuation() const { return line_.substr(at_).starts_with("\\\n"); }

    const char* refusal(char c) const {
        if (c == '\n') {
            return "a second line: end the first with a backslash, or write a `run` resource";
        }
        if (c == '#' && !inWord_) {
            return "a comment in a command: write it as `why`";
        }
        if (c == '{' || c == '}' || (c == '~' && !inWord_)) {
            return "braces and ~ are not taken in a single command: quote them";
        }
        return nullptr;
    }

    void skip(char c) {
        if (c == '\\') {
            at_ += 2;
        } else if (c == '\'') {
            at_ = line_.find('\'', at_ + 1) + 1;
        } else if (c == '"') {
            for (++at_; line_[at_] != '"'; ++at_) {
                at_ += line_[at_] == '\\' ? 1U : 0U;
            }
            ++at_;
        } else {
            ++at_;
        }
    }

    void open() {
        if (!inWord_) {
            begin_ = at_;
            inWord_ = true;
        }
    }

    void close() {
        if (inWord_) {
            words_.push_back({{}, begin_, at_});
            inWord_ = false;
        }
    }

    std::string_view line_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;
    bool inWord_ = false;
    std::vector<CommandWord> words_;
};

}  // namespace

tl::expected<std::vector<CommandWord>, std::string> readCommandWords(std::string_view line) {
    const auto texts = splitWords(line);
    if (!texts) {
        return tl::make_unexpected(texts.error().message);
    }
    auto words = SpanFinder(line).run();
    if (!words) {
        return words;
    }
    if (words->size() != texts->size()) {
        return tl::make_unexpected("a backslash and a new line inside a word");
    }
    for (std::size_t i = 0; i < words->size(); ++i) {
        (*words)[i].text = (*texts)[i];
    }
    return words;
}

std::vector<std::string> textsOf(const std::vector<CommandWord>& words) {
    std::vector<std::string> texts;
    texts.reserve(words.size());
    for (const CommandWord& word : words) {
        texts.push_back(word.text);
    }
    return texts;
}

Invocation readInvocation(const std::vector<CommandWord>& words) {
    const auto is = [&words](std::size_t index, std::string_view text) {
        return index < words.size() && words[index].text == text;
    };
    Invocation found;
    if (is(0, "sudo")) {
        found.sudo = true;
        found.program = is(1, "-n") ? 2 : 1;
    }
    const std::size_t at = found.program;
    if (is(at, "ip") && is(at + 1, "netns") && is(at + 2, "exec") && at + 3 < words.size()) {
        found.netns = words[at + 3].text;
        found.program = at + 4;
    }
    return found;
}

}  // namespace podwire::lab
