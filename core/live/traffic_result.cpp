// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_result.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "core/netfilter/rule.h"

namespace podwire::live {
namespace {

constexpr std::size_t kLongestLine = 256;
constexpr std::array<std::string_view, 8> kFailures{"-",     "timeout", "refused", "unreachable",
                                                    "reset", "name",    "bad",     "local"};

std::vector<std::string_view> wordsOf(std::string_view line) {
    std::vector<std::string_view> words;
    while (true) {
        const std::size_t blank = line.find(' ');
        words.push_back(line.substr(0, blank));
        if (blank == std::string_view::npos) {
            return words;
        }
        line.remove_prefix(blank + 1);
    }
}

template <class Number>
bool read(std::string_view word, Number& number) {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc() && end == word.data() + word.size() && number >= 0;
}

bool readAddress(std::string_view word, std::string& address) {
    if (word == "-") {
        return true;
    }
    address = word;
    return netfilter::parseAddress(word).has_value();
}

bool readFailure(std::string_view word, TrafficFailure& failure) {
    const auto* const found = std::find(kFailures.begin(), kFailures.end(), word);
    failure = static_cast<TrafficFailure>(found - kFailures.begin());
    return found != kFailures.end();
}

}  // namespace

std::string_view toString(TrafficFailure failure) {
    return kFailures.at(static_cast<std::size_t>(failure));
}

std::optional<TrafficResult> parseTrafficLine(std::string_view line) {
    constexpr std::size_t kWords = 9;
    constexpr std::int64_t kLongest = std::int64_t{1} << 60U;
    constexpr int kMostStatus = 999;
    const auto words = wordsOf(line);
    TrafficResult result;
    if (words.size() == kWords && words[0] == "r" && read(words[1], result.sequence) &&
        read(words[2], result.start) && read(words[3], result.duration) && read(words[4], result.localPort) &&
        readAddress(words[5], result.asked) && read(words[6], result.status) &&
        readAddress(words[7], result.server) && readFailure(words[8], result.failure) &&
        result.start < kLongest && result.duration < kLongest && result.status <= kMostStatus) {
        return result;
    }
    return std::nullopt;
}

void TrafficParser::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view part = bytes.substr(0, end);
        tooLong_ = tooLong_ || rest_.size() + part.size() > kLongestLine;
        if (!tooLong_) {
            rest_ += part;
        }
        if (end == std::string_view::npos) {
            return;
        }
        if (tooLong_ || !take(rest_)) {
            ++stray_;
        }
        tooLong_ = false;
        rest_.clear();
        bytes.remove_prefix(end + 1);
    }
}

bool TrafficParser::take(std::string_view line) {
    constexpr std::string_view kBegin = "begin ";
    constexpr std::string_view kEnd = "end ";
    std::int64_t number = 0;
    if (atEnd_) {
        return false;
    }
    if (auto result = parseTrafficLine(line)) {
        onResult_(std::move(*result));
        return true;
    }
    if (line.starts_with(kBegin) && read(line.substr(kBegin.size()), number)) {
        began_ = number;
        return true;
    }
    atEnd_ = line.starts_with(kEnd) && read(line.substr(kEnd.size()), number);
    return atEnd_;
}

}  // namespace podwire::live
