// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/osc_scanner.h"

namespace podwire::terminal {
namespace {

constexpr char kEscape = '\x1b';
constexpr char kBell = '\a';
constexpr char kCancel = '\x18';
constexpr char kSubstitute = '\x1a';

}  // namespace

void OscScanner::feed(std::string_view bytes, const std::function<void(std::string_view)>& found) {
    while (!bytes.empty()) {
        if (state_ == State::Text) {
            const std::size_t at = bytes.find(kEscape);
            if (at == std::string_view::npos) {
                return;
            }
            bytes.remove_prefix(at);
        }
        next(bytes.front(), found);
        bytes.remove_prefix(1);
    }
}

void OscScanner::next(char byte, const std::function<void(std::string_view)>& found) {
    switch (state_) {
        case State::Text:
            state_ = byte == kEscape ? State::Escape : State::Text;
            return;
        case State::Escape:
            state_ = byte == ']' ? State::Body : byte == kEscape ? State::Escape : State::Text;
            body_.clear();
            return;
        case State::Body:
            if (byte == kBell) {
                found(body_);
                state_ = State::Text;
            } else if (byte == kEscape) {
                state_ = State::BodyEscape;
            } else if (byte == kCancel || byte == kSubstitute || body_.size() >= kLongest) {
                state_ = State::Text;
            } else {
                body_ += byte;
            }
            return;
        case State::BodyEscape:
            if (byte == '\\') {
                found(body_);
            }
            state_ = State::Text;
            if (byte == ']') {
                state_ = State::Body;
                body_.clear();
            }
            return;
    }
}

}  // namespace podwire::terminal
