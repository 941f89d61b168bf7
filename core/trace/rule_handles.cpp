// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/rule_handles.h"

#include <algorithm>
#include <charconv>

#include "core/plan/sections.h"

namespace podwire::trace {
namespace {

constexpr std::string_view kHandle = " # handle ";

std::string_view unindented(std::string_view line) {
    return line.substr(std::min(line.find_first_not_of("\t "), line.size()));
}

/// What stands between "HEAD " and " {".
std::string nameIn(std::string_view line, std::string_view head) {
    const std::size_t brace = line.find(" {", head.size());
    return brace == std::string_view::npos ? std::string()
                                           : std::string(line.substr(head.size(), brace - head.size()));
}

std::optional<std::uint64_t> handleOf(std::string_view line) {
    const std::size_t at = line.rfind(kHandle);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view digits = line.substr(at + kHandle.size());
    std::uint64_t handle = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), handle);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(handle)
                                                                        : std::nullopt;
}

}  // namespace

RuleHandles RuleHandles::parse(std::string_view listing) {
    constexpr std::string_view kTable = "table ";
    constexpr std::string_view kChain = "chain ";
    RuleHandles all;
    std::string table;
    std::vector<std::uint64_t>* chain = nullptr;
    for (const std::string_view whole : plan::lines(listing)) {
        const std::string_view line = unindented(whole);
        if (line.starts_with(kTable)) {
            table = nameIn(line, kTable);
        } else if (line.starts_with(kChain)) {
            chain = &all.chains_[{table, nameIn(line, kChain)}];
        } else if (line == "}") {
            chain = nullptr;
        } else if (const auto handle = handleOf(line); handle && chain != nullptr) {
            chain->push_back(*handle);
        }
    }
    return all;
}

std::optional<std::size_t> RuleHandles::indexOf(const std::string& table, const std::string& chain,
                                                std::uint64_t handle) const {
    const auto found = chains_.find({table, chain});
    if (found == chains_.end()) {
        return std::nullopt;
    }
    const auto at = std::find(found->second.begin(), found->second.end(), handle);
    return at == found->second.end() ? std::nullopt
                                     : std::optional(static_cast<std::size_t>(at - found->second.begin()));
}

std::size_t RuleHandles::sizeOf(const std::string& table, const std::string& chain) const {
    const auto found = chains_.find({table, chain});
    return found == chains_.end() ? 0 : found->second.size();
}

}  // namespace podwire::trace
