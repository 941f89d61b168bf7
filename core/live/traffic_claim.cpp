// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_claim.h"

#include <charconv>
#include <numeric>

namespace podwire::live {
namespace {

constexpr double kRounding = 1e-3;  // thirds that were typed with three digits

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<double> shareOf(const std::string& typed) {
    double share = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), share);
    const bool isWhole = error == std::errc() && end == typed.data() + typed.size();
    return isWhole && share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
}

Result<void> addOne(const std::string& part, TrafficForecast& claim) {
    const std::size_t equals = part.find('=');
    const std::string server = trimmed(part.substr(0, equals));
    const auto share = equals == std::string::npos ? std::nullopt : shareOf(trimmed(part.substr(equals + 1)));
    if (!netfilter::parseAddress(server) || !share) {
        return fail(ErrorKind::InvalidInput,
                    "'" + trimmed(part) + "' is no ADDRESS=SHARE with a share from 0 to 1", {},
                    "--claim 192.168.1.10=0.33,192.168.1.20=0.335,192.168.2.20=0.335");
    }
    if (!claim.shares.emplace(server, *share).second) {
        return fail(ErrorKind::InvalidInput, server + " stands twice in the claim");
    }
    return {};
}

}  // namespace

Result<TrafficForecast> readClaim(const std::string& typed) {
    TrafficForecast claim;
    std::size_t begin = 0;
    while (begin <= typed.size()) {
        const std::size_t end = std::min(typed.find(',', begin), typed.size());
        if (auto added = addOne(typed.substr(begin, end - begin), claim); !added) {
            return fail(added.error());
        }
        begin = end + 1;
    }
    const double all = std::accumulate(claim.shares.begin(), claim.shares.end(), 0.0,
                                       [](double sum, const auto& one) { return sum + one.second; });
    if (all > 1 + kRounding) {
        return fail(ErrorKind::InvalidInput, "The shares of a claim add up to more than 1");
    }
    return claim;
}

}  // namespace podwire::live
