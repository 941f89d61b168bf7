// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/base/unicode.h"
#include "core/lab/resource_lines.h"
#include "core/lab/word_reader.h"
#include "core/netfilter/rule.h"

namespace podwire::lab {
namespace {

/// As `ip route show` prints it.
tl::expected<std::string, std::string> readDestination(const std::string& word) {
    if (word == "default" || word == "0/0" || word == "0.0.0.0/0") {
        return "default";
    }
    const std::size_t slash = word.find('/');
    const auto address = netfilter::parseAddress(word.substr(0, slash));
    const auto length = slash == std::string::npos ? 32U : readNumber(word.substr(slash + 1), 32);
    if (!address || !length) {
        return tl::make_unexpected("'" + shortened(word) +
                                   "' is not a destination: an IPv4 address, a prefix, or 'default'");
    }
    const std::uint32_t mask = *length == 0 ? 0 : ~std::uint32_t{0} << (32 - *length);
    if ((*address & ~mask) != 0) {
        return tl::make_unexpected("'" + shortened(word) +
                                   "' has bits set outside its prefix; the kernel refuses it");
    }
    return netfilter::formatAddress(*address) + (*length == 32 ? "" : '/' + std::to_string(*length));
}

Complaint complainAboutTable(std::string_view word) {
    const bool number = !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
    if (number ? readNumber(word, 0xffffffff).value_or(0) != 0 : !complainAboutDevice(word)) {
        return std::nullopt;
    }
    return "'" + shortened(word) + "' is not a routing table";
}

std::string tableName(const std::string& word) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> named = {
        {{"254", "main"}, {"255", "local"}, {"253", "default"}}};  // rt_tables(5)
    for (const auto& [number, name] : named) {
        if (word == number) {
            return std::string(name);
        }
    }
    return word;
}

Complaint complainAboutMetric(std::string_view word) {
    if (readNumber(word, 0xffffffff)) {
        return std::nullopt;
    }
    return "'" + shortened(word) + "' is not a metric";
}

struct RouteOption {
    std::string_view name;
    Complaint (*complain)(std::string_view);
    void (*store)(Route& route, const std::string& value);
};

constexpr std::array<RouteOption, 5> routeOptions = {{
    {"via", complainAboutAddress, [](Route& route, const std::string& value) { route.gateway = value; }},
    {"dev", complainAboutDevice, [](Route& route, const std::string& value) { route.device = value; }},
    {"src", complainAboutAddress, [](Route& route, const std::string& value) { route.source = value; }},
    {"table", complainAboutTable,
     [](Route& route, const std::string& value) { route.table = tableName(value); }},
    {"metric", complainAboutMetric,
     [](Route& route, const std::string& value) {
         const unsigned metric = readNumber(value, 0xffffffff).value_or(0);
         route.metric =
             metric == 0 ? std::nullopt : std::optional(metric);  // 0 is what the kernel takes without one
     }},
}};

tl::expected<void, std::string> readOption(WordReader& reader, Route& route) {
    for (const RouteOption& option : routeOptions) {
        if (!reader.take(option.name)) {
            continue;
        }
        const auto value = reader.value(option.name, option.complain);
        if (!value) {
            return tl::make_unexpected(value.error());
        }
        option.store(route, *value);
        return {};
    }
    return reader.surprise("'via', 'dev', 'src', 'metric' or 'table'");
}

}  // namespace

LineResult readRouteLine(const std::vector<CommandWord>& words) {
    const auto command = readIpCommand(words);
    if (!command) {
        return tl::make_unexpected(command.error());
    }
    WordReader reader(words, command->next);
    if (command->object != "route" || !reader.take("add")) {
        return tl::make_unexpected("a route is added by 'ip route add'");
    }
    if (reader.done()) {
        return reader.surprise("a destination");
    }
    const auto destination = readDestination(reader.next());
    if (!destination) {
        return tl::make_unexpected(destination.error());
    }
    Route route;
    route.destination = *destination;
    while (!reader.done()) {
        if (auto option = readOption(reader, route); !option) {
            return tl::make_unexpected(option.error());
        }
    }
    if (route.gateway.empty() && route.device.empty()) {
        return tl::make_unexpected("a route needs 'via ADDRESS' or 'dev DEVICE'");
    }
    return ReadLine{command->netns, std::move(route)};
}

}  // namespace podwire::lab
