// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/lab/check.h"
#include "core/lab/map_reader.h"

namespace podwire::lab {

/// What a check runs, and what it takes the outcome for.
struct CheckBody {
    std::string command;
    std::string source;
    decltype(Check::what) what;
};

/// Where a check runs: what the kinds have in common.
struct CheckPlace {
    std::string pod;        ///< the namespace, or empty
    std::string podSource;  ///< the same as the author wrote it
    std::string timeout;    ///< seconds, as the author wrote them
    double timeoutSeconds = 2;
};

using CheckBodyReader = std::optional<CheckBody> (*)(const MapReader& map, const yaml::Node& node,
                                                     const CheckPlace& place);

std::optional<CheckBody> readHttp(const MapReader& map, const yaml::Node& node, const CheckPlace& place);
std::optional<CheckBody> readPing(const MapReader& map, const yaml::Node& node, const CheckPlace& place);
std::optional<CheckBody> readRouteTo(const MapReader& map, const yaml::Node& node, const CheckPlace& place);
std::optional<CheckBody> readRule(const MapReader& map, const yaml::Node& node, const CheckPlace& place);
std::optional<CheckBody> readSysctl(const MapReader& map, const yaml::Node& node, const CheckPlace& place);
std::optional<CheckBody> readUnit(const MapReader& map, const yaml::Node& node, const CheckPlace& place);
std::optional<CheckBody> readDns(const MapReader& map, const yaml::Node& node, const CheckPlace& place);
std::optional<CheckBody> readPort(const MapReader& map, const yaml::Node& node, const CheckPlace& place);
std::optional<CheckBody> readPlainCommand(const MapReader& map, const yaml::Node& node,
                                          const CheckPlace& place);

/// `command` with variables from `source`, which Podwire put together from values that were looked at before.
CheckBody composed(const MapReader& map, const std::string& source, decltype(Check::what) what);
/// "sudo ip netns exec POD " in front, when there is a pod.
std::string insidePod(const std::string& pod, const std::string& line);
/// The author's own line beside a check whose outcome Podwire reads.
std::optional<CheckBody> withOwnCommand(const MapReader& map, decltype(Check::what) what);
/// The value of `expect`, or an empty map.
const yaml::Node& expectation(const MapReader& map);
/// timeout, refused, unreachable, lost, any.
std::optional<Failure> readFailure(const MapReader& expect);

}  // namespace podwire::lab
