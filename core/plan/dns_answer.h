// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/check.h"

namespace podwire::plan {

/// One line of an answer section.
struct DnsRecord {
    std::string name;  ///< without the dot at its end, as for `data` of a CNAME
    std::string type;  ///< "A", "CNAME"
    std::string data;
    std::uint32_t ttl = 0;  ///< seconds
};

/// What dig(1) printed.
struct DnsAnswer {
    std::string status;  ///< "NOERROR", "NXDOMAIN"; empty: nobody answered
    std::vector<DnsRecord> records;
    lab::Failure failure = lab::Failure::None;  ///< Timeout or Refused when nobody answered, else None
    bool authoritative = false;                 ///< the flag AA: the server has the name itself
    std::string server;                         ///< who answered, "127.0.0.1#53"; empty: dig did not say
    std::optional<unsigned> milliseconds;       ///< that the answer took

    /// All addresses that the answer ends in, sorted.
    [[nodiscard]] std::vector<std::string> addresses() const;
    /// What `name` itself is an alias for; empty: it is none.
    [[nodiscard]] std::string aliasOf(std::string_view name) const;
    [[nodiscard]] bool hasAlias() const;
    /// "NOERROR: 104.26.12.205, 104.26.13.205", "nobody answered: connection refused".
    [[nodiscard]] std::string text() const;
};

/// Reads dig's full output, any version of the 9.x series.
DnsAnswer readDnsAnswer(std::string_view output);

/// Whether the answer is what the check expects.
bool isAsExpected(const lab::DnsCheck& check, const DnsAnswer& answer);

}  // namespace podwire::plan
