// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/dns_log.h"

#include <charconv>

#include "core/base/shellwords.h"

namespace podwire::live {
namespace {

constexpr std::int64_t kMicroseconds = 1'000'000;

/// Takes the text up to `end` off the front of `rest`; nothing when `end` is not there.
std::optional<std::string_view> take(std::string_view& rest, std::string_view end) {
    const std::size_t at = rest.find(end);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view taken = rest.substr(0, at);
    rest.remove_prefix(at + end.size());
    return taken;
}

template <class Number>
std::optional<Number> number(std::string_view digits) {
    Number value{};
    const char* const end = digits.data() + digits.size();
    const auto [stop, problem] = std::from_chars(digits.data(), end, value);
    return problem == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

/// "1795440985.526374"
std::optional<std::int64_t> readTime(std::string_view text) {
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || text.size() - dot != 7) {
        return std::nullopt;
    }
    const auto seconds = number<std::int64_t>(text.substr(0, dot));
    const auto rest = number<std::int64_t>(text.substr(dot + 1));
    return seconds && rest ? std::optional(*seconds * kMicroseconds + *rest) : std::nullopt;
}

/// "0.001329437s"
std::optional<double> readDuration(std::string_view text) {
    if (!text.ends_with('s')) {
        return std::nullopt;
    }
    const auto seconds = number<double>(text.substr(0, text.size() - 1));
    return seconds ? std::optional(*seconds * 1000) : std::nullopt;
}

std::string withoutDot(std::string_view name) {
    return std::string(name.size() > 1 && name.ends_with('.') ? name.substr(0, name.size() - 1) : name);
}

/// `[INFO] CLIENT:PORT - ID "TYPE CLASS NAME PROTOCOL SIZE DO BUFSIZE" RCODE FLAGS SIZE DURATIONs`
void readQuery(std::string_view text, DnsLogEntry& entry) {
    if (!take(text, "[INFO] ")) {
        return;
    }
    const auto client = take(text, " - ");
    const auto id = take(text, " \"");
    const auto type = take(text, " ");
    const auto inClass = take(text, " ");
    const auto name = take(text, " ");
    const auto protocol = take(text, " ");
    const auto rest = take(text, "\" ");
    const auto rcode = take(text, " ");
    const std::size_t last = text.rfind(' ');
    if (!client || !id || !type || !inClass || !name || !protocol || !rest || !rcode ||
        last == std::string_view::npos) {
        return;
    }
    const auto took = readDuration(text.substr(last + 1));
    if (!took || rcode->empty()) {
        return;
    }
    entry.client = std::string(client->substr(0, client->rfind(':')));
    entry.name = withoutDot(*name);
    entry.type = std::string(*type);
    entry.protocol = std::string(*protocol);
    entry.rcode = std::string(*rcode);
    entry.milliseconds = *took;
}

}  // namespace

std::optional<DnsLogEntry> readDnsLogLine(std::string_view line) {
    const auto stamp = take(line, " ");
    const auto time = stamp ? readTime(*stamp) : std::nullopt;
    if (!time || !take(line, ": ")) {
        return std::nullopt;
    }
    DnsLogEntry entry;
    entry.microseconds = *time;
    entry.text = std::string(line);
    readQuery(line, entry);
    return entry;
}

std::string dnsLogScript(const std::vector<std::string>& units, int lines) {
    std::string follow = "journalctl --no-pager -q -f -o short-unix -n " + std::to_string(lines);
    for (const std::string& unit : units) {
        follow += " -u " + quoteWord(unit);
    }
    // The first, empty line says that it runs, however silent the server is.
    return "exec 3<&0; echo; " + follow +
           " 3<&- </dev/null & p=$!\n"
           "{ while read -r _; do :; done <&3; kill $p; } 2>/dev/null & w=$!\n"
           "wait $p; s=$?; kill $w 2>/dev/null; exit $s\n";
}

}  // namespace podwire::live
