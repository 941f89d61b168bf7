// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/check.h"

namespace podwire::plan {

/// Who answered a number of requests, and how the others failed.
struct HttpAnswers {
    std::map<std::string, int> hits;  ///< by backend address; "" for an answer that names nobody
    std::map<int, int> failures;      ///< by curl's exit status, curl(1) EXIT CODES

    [[nodiscard]] int failed() const;
    [[nodiscard]] bool allFailedAs(lab::Failure failure) const;
    [[nodiscard]] bool onlyFrom(const std::vector<std::string>& addresses) const;  ///< empty: from anybody
    [[nodiscard]] bool fromEach(const std::vector<std::string>& addresses) const;
    /// "192.168.1.10 (5), 192.168.1.20 (3)", "2 timed out".
    [[nodiscard]] std::string text() const;
};

/// Reads the output of an HttpCheck's command: the servers' "HTTP Server IP address: ..." lines and, for
/// failed requests, "curl: exit N". A single request may also have told its failure by the exit status.
HttpAnswers readHttpAnswers(std::string_view output, int exitCode, int requests);

}  // namespace podwire::plan
