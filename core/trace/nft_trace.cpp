// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/nft_trace.h"

#include <charconv>

#include "core/netfilter/rule.h"
#include "core/plan/sections.h"

namespace podwire::trace {
namespace {

template <class Number>
std::optional<Number> numberOf(std::string_view word) {
    Number number{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc() && end == word.data() + word.size() ? std::optional(number) : std::nullopt;
}

std::string_view takeWord(std::string_view& text) {
    const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    text.remove_prefix(end);
    return word;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string_view unquoted(std::string_view word) {
    const bool isQuoted = word.size() >= 2 && word.front() == '"' && word.back() == '"';
    return isQuoted ? word.substr(1, word.size() - 2) : word;
}

/// The word after "KEY ".
std::string_view after(std::string_view text, std::string_view key) {
    const std::string found = " " + std::string(key) + " ";
    const std::size_t at = text.find(found);
    if (at == std::string_view::npos) {
        return {};
    }
    std::string_view rest = text.substr(at + found.size());
    return takeWord(rest);
}

std::optional<netfilter::PortRange> portOf(std::string_view word) {
    const auto port = numberOf<std::uint16_t>(word);
    return port ? std::optional(netfilter::onePort(*port)) : std::nullopt;
}

void readPacket(std::string_view text, TraceEvent& event) {
    event.in = unquoted(after(text, "iif"));
    event.out = unquoted(after(text, "oif"));
    event.ends.source = netfilter::parseAddress(after(text, "ip saddr"));
    event.ends.destination = netfilter::parseAddress(after(text, "ip daddr"));
    event.ends.sourcePort = portOf(after(text, "tcp sport"));
    event.ends.destinationPort = portOf(after(text, "tcp dport"));
    event.timeToLive = numberOf<int>(after(text, "ip ttl")).value_or(0);
    event.ipId = numberOf<int>(after(text, "ip id")).value_or(0);
}

/// "ip daddr 10.0.0.1 counter packets 0 bytes 0 drop # handle 6 (verdict drop)"
bool readRule(std::string_view text, TraceEvent& event) {
    constexpr std::string_view kVerdict = "(verdict ";
    constexpr std::string_view kHandle = "# handle ";
    const std::size_t verdict = text.rfind(kVerdict);
    if (verdict == std::string_view::npos || !text.ends_with(')')) {
        return false;
    }
    event.verdict = text.substr(verdict + kVerdict.size(), text.size() - verdict - kVerdict.size() - 1);
    text = trimmed(text.substr(0, verdict));
    if (const std::size_t handle = text.rfind(kHandle); handle != std::string_view::npos) {
        if (const auto number = numberOf<std::uint64_t>(text.substr(handle + kHandle.size()))) {
            event.handle = *number;
            text = text.substr(0, handle);
        }
    }
    event.rule = trimmed(text);
    return true;
}

bool readDeed(std::string_view deed, std::string_view rest, TraceEvent& event) {
    if (deed == "packet:") {
        event.kind = TraceEvent::Kind::Packet;
        readPacket(rest, event);
        return true;
    }
    if (deed == "rule") {
        event.kind = TraceEvent::Kind::Rule;
        return readRule(trimmed(rest), event);
    }
    event.kind = deed == "policy" ? TraceEvent::Kind::Policy : TraceEvent::Kind::Verdict;
    event.verdict = trimmed(rest);
    return (deed == "policy" || deed == "verdict") && !event.verdict.empty();
}

}  // namespace

std::optional<TraceEvent> parseTraceLine(std::string_view line) {
    if (takeWord(line) != "trace" || takeWord(line) != "id") {
        return std::nullopt;
    }
    TraceEvent event;
    event.id = takeWord(line);
    event.table = takeWord(line);
    event.table += ' ';
    event.table += takeWord(line);
    event.chain = takeWord(line);
    const std::string_view deed = takeWord(line);
    return readDeed(deed, line, event) ? std::optional(event) : std::nullopt;
}

std::vector<TraceEvent> parseTrace(std::string_view text) {
    std::vector<TraceEvent> events;
    for (const std::string_view line : plan::lines(text)) {
        if (auto event = parseTraceLine(line)) {
            events.push_back(std::move(*event));
        }
    }
    return events;
}

}  // namespace podwire::trace
