// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_request.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "core/live/traffic_script.h"
#include "core/netfilter/rule.h"

namespace podwire::live {
namespace {

constexpr std::size_t kLongestName = 253;  // RFC 1035, 2.3.4
constexpr std::size_t kLongestLabel = 63;
constexpr std::size_t kLongestPath = 2'000;
constexpr std::size_t kLongestWord = 255;
constexpr std::string_view kScheme = "http://";

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The name of a node or of a file in /run/netns.
bool isPlainWord(std::string_view word) {
    return !word.empty() && word.size() <= kLongestWord && word.front() != '-' && word.front() != '.' &&
           std::all_of(word.begin(), word.end(),
                       [](char c) { return isLetterOrDigit(c) || c == '-' || c == '_' || c == '.'; });
}

bool isLabel(std::string_view label) {
    return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(),
                       [](char c) { return isLetterOrDigit(c) || c == '-' || c == '_'; });
}

bool isHostName(std::string_view name) {
    if (name.size() > kLongestName) {
        return false;
    }
    if (name.ends_with('.')) {
        name.remove_suffix(1);
    }
    while (true) {
        const std::size_t dot = name.find('.');
        if (!isLabel(name.substr(0, dot))) {
            return false;
        }
        if (dot == std::string_view::npos) {
            // A last label of digits alone is an IPv4 address that went wrong: RFC 1123, 2.1.
            return !std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        }
        name.remove_prefix(dot + 1);
    }
}

bool isPath(std::string_view path) {
    return path.starts_with('/') && path.size() <= kLongestPath &&
           std::all_of(path.begin(), path.end(), [](char c) { return c > ' ' && c <= '~'; });
}

Result<std::uint16_t> readPort(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port == 0) {
        return fail(ErrorKind::InvalidInput,
                    "'" + std::string(text.substr(0, kLongestLabel)) + "' is no port: 1 to 65535");
    }
    return port;
}

}  // namespace

Result<void> readOrigin(const std::string& typed, TrafficRequest& request) {
    const std::string_view all = trimmed(typed);
    const std::size_t slash = all.find('/');
    const std::string_view node = all.substr(0, slash);
    const std::string_view netns =
        slash == std::string_view::npos ? std::string_view() : all.substr(slash + 1);
    if (!isPlainWord(node) || (slash != std::string_view::npos && !isPlainWord(netns))) {
        return fail(ErrorKind::InvalidInput,
                    "'" + std::string(all.substr(0, kLongestLabel)) + "' names no place to send from", {},
                    "A node or one of its pods: node2, node1/pod1a.");
    }
    request.node = node;
    request.netns = netns;
    return {};
}

Result<void> readTarget(const std::string& typed, TrafficRequest& request) {
    std::string_view left = trimmed(typed);
    const bool isUrl = left.starts_with(kScheme);
    if (isUrl) {
        left.remove_prefix(kScheme.size());
    }
    TrafficRequest read = request;
    read.path = "/";
    read.port = TrafficRequest{}.port;
    if (const std::size_t slash = left.find('/'); slash != std::string_view::npos) {
        read.path = left.substr(slash);
        left = left.substr(0, slash);
    }
    const std::size_t colon = left.find(':');
    if (colon != std::string_view::npos) {
        const auto port = readPort(left.substr(colon + 1));
        if (!port) {
            return fail(port.error());
        }
        read.port = *port;
    }
    read.address = left.substr(0, colon);
    if ((!netfilter::parseAddress(read.address) && !isHostName(read.address)) || !isPath(read.path)) {
        return fail(ErrorKind::InvalidInput,
                    "'" + std::string(trimmed(typed).substr(0, kLongestLabel)) + "' is no target of requests",
                    {}, "An IPv4 address or a name with a port: 10.96.1.100:8080, http://my-service:8080/.");
    }
    request = read;
    return {};
}

Result<void> validate(const TrafficRequest& request) {
    const auto refuse = [](const std::string& why) { return fail(ErrorKind::InvalidInput, why); };
    if (!(request.rate >= 0 && request.rate <= kMostRate)) {
        return refuse("A rate is 0 (as fast as answers come) to 10000 requests a second");
    }
    if (request.concurrency < 1 || request.concurrency > kMostAtOnce) {
        return refuse("1 to 512 requests can be under way at once");
    }
    if (request.deadline < std::chrono::milliseconds(1) || request.deadline > std::chrono::minutes(5)) {
        return refuse("A request's deadline is 1 millisecond to 5 minutes");
    }
    const bool isTarget = netfilter::parseAddress(request.address) || isHostName(request.address);
    if (!isPlainWord(request.node) || (!request.netns.empty() && !isPlainWord(request.netns)) || !isTarget ||
        request.port == 0 || !isPath(request.path)) {
        return refuse("The requests need a place to begin and a target");
    }
    return {};
}

remote::Command trafficCommand(const TrafficRequest& request) {
    remote::Command command;
    command.effect = remote::Effect::Reads;
    if (!request.netns.empty()) {
        command.argv = {"sudo", "-n", "env", "LC_ALL=C", "ip", "netns", "exec", request.netns};
    }
    command.argv.insert(command.argv.end(),
                        {"python3", "-I", "-c", kTrafficScript, request.address, std::to_string(request.port),
                         request.path, std::to_string(request.count), std::to_string(request.rate),
                         std::to_string(request.concurrency), std::to_string(request.deadline.count())});
    command.keepInputOpen = true;
    command.deadline = std::chrono::milliseconds(0);
    return command;
}

}  // namespace podwire::live
