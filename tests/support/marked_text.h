// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/yaml/position.h"

namespace podwire::testing {

/// A text in which '§' marks a place.
class MarkedText {
public:
    explicit MarkedText(const std::string& marked) : text_(marked) {
        const std::string mark = "§";
        at_ = text_.find(mark);
        if (at_ != std::string::npos) {
            text_.erase(at_, mark.size());
        }
    }

    [[nodiscard]] const std::string& text() const { return text_; }

    [[nodiscard]] std::size_t offset() const { return at_; }

    /// Line and column of the mark; 0:0 without one. Before the mark stands ASCII only.
    [[nodiscard]] yaml::Position position(const std::string& file) const {
        if (at_ == std::string::npos) {
            return {file, 0, 0};
        }
        yaml::Position where{file, 1, 1};
        for (const char c : text_.substr(0, at_)) {
            where.line += c == '\n' ? 1 : 0;
            where.column = c == '\n' ? 1 : where.column + 1;
        }
        return where;
    }

private:
    std::string text_;
    std::size_t at_ = 0;
};

}  // namespace podwire::testing
