// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/sequence_filter.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace podwire::terminal {
namespace {

constexpr char kEscape = '\x1b';
/// A mode that nobody has: after any control sequence libvterm brings the cursor into bounds.
constexpr const char* kBringIntoBounds = "\x1b[?9999h";

constexpr int kMostArguments = 16;

bool isPrintable(char byte) {
    return byte >= ' ' && byte < '\x7f';
}

bool isFinal(char byte) {
    return byte >= '@' && byte <= '~';
}

}  // namespace

std::string SequenceFilter::feed(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (const char byte : bytes) {
        next(byte, out);
    }
    return out;
}

void SequenceFilter::next(char byte, std::string& out) {
    if (byte == kEscape) {
        held_ = kEscape;  // what it interrupts does nothing
        state_ = State::Escape;
    } else if (state_ == State::Escape && isPrintable(byte)) {
        state_ = byte == '[' ? State::Control : State::Text;
        held_ += byte;
        if (state_ == State::Text) {
            last_ = 0;
            out += std::exchange(held_, {});
            out += byte == '8' ? kBringIntoBounds : "";
        }
    } else if (state_ == State::Control && isPrintable(byte)) {
        constexpr std::size_t longest = 256;
        held_ += byte;
        if (isFinal(byte)) {
            end(byte, out);
        } else if (held_.size() > longest) {
            held_.clear();
            state_ = State::Text;
            out += '\x18';
        }
    } else {
        // A control character within a sequence acts as if it stood before it.
        out += byte;
        if (state_ == State::Text) {
            last_ = isPrintable(byte) ? byte : '\0';
        } else if (byte == '\x18' || byte == '\x1a') {
            held_.clear();
            state_ = State::Text;
        }
    }
}

void SequenceFilter::end(char byte, std::string& out) {
    state_ = State::Text;
    const std::string sequence = std::exchange(held_, {});
    if (byte != 'b') {
        const bool tooMany = std::count(sequence.begin(), sequence.end(), ';') +
                                 std::count(sequence.begin(), sequence.end(), ':') >=
                             kMostArguments;
        out += tooMany ? std::string() : sequence;
        last_ = 0;
        return;
    }
    int count = 1;
    std::from_chars(sequence.data() + 2, sequence.data() + sequence.size() - 1, count);
    if (last_ != 0) {
        out.append(static_cast<std::size_t>(std::clamp(count, 1, kMost)), last_);
    }
}

}  // namespace podwire::terminal
