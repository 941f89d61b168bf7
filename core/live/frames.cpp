// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/frames.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace podwire::live {
namespace {

constexpr char kMark = '\036';
constexpr std::size_t kLongestHead = 64;

std::optional<std::size_t> number(std::string_view digits) {
    std::size_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, problem] = std::from_chars(digits.data(), end, value);
    return problem == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

}  // namespace

const char* const kFrameFunctions = R"sh(
frame() { printf '\036%s %d\n%s\n' "$1" "${#2}" "$2"; }
beat() { frame beat ''; }
)sh";

FrameParser::FrameParser(OnFrame onFrame, std::size_t longest)
    : onFrame_(std::move(onFrame)), longest_(longest) {}

void FrameParser::reset() {
    rest_.clear();
    wanted_ = 0;
}

void FrameParser::feed(std::string_view bytes) {
    rest_ += bytes;
    if (rest_.size() < wanted_) {
        return;
    }
    std::size_t at = 0;
    while (at < rest_.size()) {
        const std::size_t taken = takeOne(std::string_view(rest_).substr(at));
        if (taken == 0) {
            break;
        }
        at += taken;
    }
    rest_.erase(0, at);
}

std::size_t FrameParser::drop(std::size_t bytes) {
    stray_ += bytes;
    return bytes;
}

/// How many bytes are done with; 0: more must come first.
std::size_t FrameParser::takeOne(std::string_view from) {
    wanted_ = 0;
    if (from.front() != kMark) {
        return drop(std::min(from.find(kMark), from.size()));
    }
    const std::size_t line = from.substr(0, kLongestHead).find('\n');
    if (line == std::string_view::npos) {
        return from.size() < kLongestHead ? 0 : drop(1);
    }
    const std::string_view head = from.substr(1, line - 1);
    const std::size_t blank = head.rfind(' ');
    const auto length = blank == std::string_view::npos ? std::nullopt : number(head.substr(blank + 1));
    if (!length || *length > longest_) {
        return drop(1);
    }
    const std::size_t whole = line + 1 + *length + 1;
    if (from.size() < whole) {
        wanted_ = whole;
        return 0;
    }
    onFrame_(head.substr(0, blank), from.substr(line + 1, *length));
    return whole;
}

}  // namespace podwire::live
