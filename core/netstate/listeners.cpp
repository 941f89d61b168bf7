// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/listeners.h"

#include <charconv>
#include <optional>
#include <sstream>

namespace podwire::netstate {
namespace {

/// users:(("coredns",pid=12,fd=7),("python3",pid=13,fd=3))
std::vector<SocketHolder> readProcesses(const std::string& line) {
    std::vector<SocketHolder> holders;
    constexpr std::string_view opening = "(\"";
    constexpr std::string_view process = "\",pid=";
    std::size_t at = line.find("users:(");
    while (at != std::string::npos && (at = line.find(opening, at)) != std::string::npos) {
        const std::size_t begin = at + opening.size();
        const std::size_t end = line.find('"', begin);
        if (end == std::string::npos) {
            break;
        }
        SocketHolder& holder = holders.emplace_back(SocketHolder{line.substr(begin, end - begin), 0});
        if (line.compare(end, process.size(), process) == 0) {
            std::from_chars(line.data() + end + process.size(), line.data() + line.size(), holder.pid);
        }
        at = end;
    }
    return holders;
}

std::optional<Listener> readLine(const std::string& line) {
    std::istringstream words(line);
    Listener listener;
    std::string state;
    std::string received;
    std::string sent;
    std::string local;
    words >> state;
    if (state == "tcp" || state == "udp") {
        listener.protocol = state;
        words >> state;
    }
    if (!(words >> received >> sent >> local) || (state != "LISTEN" && state != "UNCONN")) {
        return std::nullopt;
    }
    const std::size_t colon = local.rfind(':');
    if (colon == std::string::npos) {
        return std::nullopt;
    }
    const char* begin = local.data() + colon + 1;
    const char* end = local.data() + local.size();
    if (const auto read = std::from_chars(begin, end, listener.port);
        read.ec != std::errc() || read.ptr != end) {
        return std::nullopt;
    }
    listener.address = local.substr(0, std::min(colon, local.find('%')));
    listener.processes = readProcesses(line);
    return listener;
}

}  // namespace

std::vector<Listener> parseListeners(std::string_view output) {
    std::vector<Listener> all;
    std::istringstream lines{std::string(output)};
    for (std::string line; std::getline(lines, line);) {
        if (auto listener = readLine(line)) {
            all.push_back(std::move(*listener));
        }
    }
    return all;
}

}  // namespace podwire::netstate
