// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/http_answers.h"

#include <algorithm>
#include <cstdlib>

namespace podwire::plan {
namespace {

constexpr std::string_view kServer = "HTTP Server IP address: ";
constexpr std::string_view kFailed = "curl: exit ";
constexpr int kConnect = 7;
constexpr int kTimeout = 28;
constexpr int kNothing = 52;
constexpr int kReceive = 56;

std::string failureText(int status) {
    switch (status) {
        case kConnect:
            return "could not connect";
        case kTimeout:
            return "timed out";
        case kNothing:
        case kReceive:
            return "lost the connection";
        default:
            return "failed (curl " + std::to_string(status) + ")";
    }
}

bool isFailure(int status, lab::Failure failure) {
    switch (failure) {
        case lab::Failure::Timeout:
            return status == kTimeout;
        case lab::Failure::Refused:
        case lab::Failure::Unreachable:
            return status == kConnect;
        case lab::Failure::Lost:
            return status == kTimeout || status == kNothing || status == kReceive;
        case lab::Failure::Any:
            return true;
        case lab::Failure::None:
            break;
    }
    return false;
}

}  // namespace

int HttpAnswers::failed() const {
    int sum = 0;
    for (const auto& [status, count] : failures) {
        sum += count;
    }
    return sum;
}

bool HttpAnswers::allFailedAs(lab::Failure failure) const {
    return std::all_of(failures.begin(), failures.end(),
                       [failure](const auto& one) { return isFailure(one.first, failure); });
}

bool HttpAnswers::onlyFrom(const std::vector<std::string>& addresses) const {
    return addresses.empty() || std::all_of(hits.begin(), hits.end(), [&](const auto& hit) {
               return std::find(addresses.begin(), addresses.end(), hit.first) != addresses.end();
           });
}

bool HttpAnswers::fromEach(const std::vector<std::string>& addresses) const {
    return std::all_of(addresses.begin(), addresses.end(),
                       [this](const std::string& address) { return hits.count(address) > 0; });
}

std::string HttpAnswers::text() const {
    std::string all;
    const auto add = [&all](const std::string& part) { all += (all.empty() ? "" : ", ") + part; };
    int total = failed();
    for (const auto& [address, count] : hits) {
        total += count;
    }
    for (const auto& [address, count] : hits) {
        add((address.empty() ? "an unknown server" : address) +
            (total > 1 ? " (" + std::to_string(count) + ")" : ""));
    }
    for (const auto& [status, count] : failures) {
        add((total > 1 ? std::to_string(count) + " " : std::string()) + failureText(status));
    }
    return all.empty() ? "nothing" : all;
}

HttpAnswers readHttpAnswers(std::string_view output, int exitCode, int requests) {
    HttpAnswers answers;
    int told = 0;
    while (!output.empty()) {
        const size_t end = std::min(output.find('\n'), output.size());
        std::string_view line = output.substr(0, end);
        output.remove_prefix(std::min(end + 1, output.size()));
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        if (const size_t at = line.find(kServer); at != std::string_view::npos) {
            ++answers.hits[std::string(line.substr(at + kServer.size()))];
            ++told;
        } else if (line.starts_with(kFailed)) {
            ++answers.failures[std::atoi(std::string(line.substr(kFailed.size())).c_str())];
            ++told;
        }
    }
    if (told < requests && exitCode != 0) {
        answers.failures[exitCode] += requests - told;
    } else if (told < requests) {
        answers.hits[""] += requests - told;
    }
    return answers;
}

}  // namespace podwire::plan
