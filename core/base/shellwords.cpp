// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shellwords.h"

#include <algorithm>

namespace podwire {
namespace {

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-./:=@%+,^").find(c) != std::string_view::npos;
}

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Splitter {
public:
    explicit Splitter(std::string_view line) : line_(line) {}

    Result<std::vector<std::string>> run() {
        while (at_ < line_.size()) {
            if (auto step = next(); !step) {
                return fail(step.error());
            }
        }
        finishWord();
        return words_;
    }

private:
    Result<void> next() {
        const char c = line_[at_];
        if (isBlank(c)) {
            finishWord();
            ++at_;
            return {};
        }
        if (c == '#' && !inWord_) {
            at_ = std::min(line_.find('\n', at_), line_.size());
            return {};
        }
        if (c == '\\') {
            return escaped();
        }
        inWord_ = true;
        if (c == '\'') {
            return singleQuoted();
        }
        if (c == '"') {
            return doubleQuoted();
        }
        if (std::string_view("|&;<>()$`*?[").find(c) != std::string_view::npos) {
            return refuse(c);
        }
        word_ += c;
        ++at_;
        return {};
    }

    Result<void> escaped() {
        if (at_ + 1 >= line_.size()) {
            return unfinished("a backslash at the end of");
        }
        const char c = line_[at_ + 1];
        at_ += 2;
        if (c != '\n') {
            inWord_ = true;
            word_ += c;
        }
        return {};
    }

    Result<void> singleQuoted() {
        const size_t end = line_.find('\'', at_ + 1);
        if (end == std::string_view::npos) {
            return unfinished("a single quote without its partner in");
        }
        word_ += line_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        return {};
    }

    Result<void> doubleQuoted() {
        for (++at_; at_ < line_.size(); ++at_) {
            char c = line_[at_];
            if (c == '"') {
                ++at_;
                return {};
            }
            if (c == '$' || c == '`') {
                return refuse(c);
            }
            if (c == '\\' && at_ + 1 < line_.size() &&
                std::string_view("$`\"\\\n").find(line_[at_ + 1]) != std::string_view::npos) {
                c = line_[++at_];
                if (c == '\n') {
                    continue;
                }
            }
            word_ += c;
        }
        return unfinished("a double quote without its partner in");
    }

    tl::unexpected<Error> refuse(char c) const {
        return fail(ErrorKind::InvalidInput, std::string("'") + c + "' is not allowed in a single command",
                    std::string(line_), "Quote it, or write the line as a `run` resource.");
    }

    tl::unexpected<Error> unfinished(const std::string& what) const {
        return fail(ErrorKind::InvalidInput, what + " a command", std::string(line_));
    }

    void finishWord() {
        if (inWord_) {
            words_.push_back(std::move(word_));
            word_.clear();
            inWord_ = false;
        }
    }

    std::string_view line_;
    size_t at_ = 0;
    std::string word_;
    bool inWord_ = false;
    std::vector<std::string> words_;
};

}  // namespace

std::string quoteWord(std::string_view word) {
    if (!word.empty() && std::all_of(word.begin(), word.end(), isPlain)) {
        return std::string(word);
    }
    std::string quoted = "'";
    for (const char c : word) {
        if (c == '\'') {
            quoted += "'\\''";
        } else if (c != '\0') {
            quoted += c;
        }
    }
    quoted += '\'';
    return quoted;
}

std::string quoteCommand(const std::vector<std::string>& argv) {
    std::string line;
    for (const std::string& word : argv) {
        if (!line.empty()) {
            line += ' ';
        }
        line += quoteWord(word);
    }
    return line;
}

Result<std::vector<std::string>> splitWords(std::string_view line) {
    return Splitter(line).run();
}

}  // namespace podwire
