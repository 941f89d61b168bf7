// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace podwire::live {

/// One line of a DNS server's log.
struct DnsLogEntry {
    std::int64_t microseconds = 0;  ///< since 1970, by the node's clock
    std::string text;               ///< as the server wrote it
    /// Of a query that was answered; empty for other lines.
    std::string client;       ///< "127.0.0.1"
    std::string name;         ///< without the dot at its end
    std::string type;         ///< "A"
    std::string protocol;     ///< "udp"
    std::string rcode;        ///< "NOERROR"
    double milliseconds = 0;  ///< that the server took

    [[nodiscard]] bool isQuery() const { return !rcode.empty(); }
    /// A line that begins with [ERROR], of the plugin errors.
    [[nodiscard]] bool isError() const { return text.starts_with("[ERROR]"); }
};

/// Reads a line of `journalctl -o short-unix`: "1795440985.526374 node1 coredns[814]: TEXT". A query is what
/// CoreDNS' plugin log writes in its common format. Nothing for empty lines and for journalctl's own remarks.
std::optional<DnsLogEntry> readDnsLogLine(std::string_view line);

/// A script for bash that prints the last lines of these units' logs and then each as it comes, until its
/// standard input ends.
std::string dnsLogScript(const std::vector<std::string>& units, int lines);

}  // namespace podwire::live
