// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sstream>

#include "core/lab/check_kinds.h"

namespace podwire::lab {
namespace {

constexpr unsigned maxRequests = 200;

std::vector<std::string> addressesOf(const std::vector<Backend>& backends) {
    std::vector<std::string> addresses;
    for (const Backend& backend : backends) {
        addresses.push_back(backend.address);
    }
    return addresses;
}

std::vector<std::string> readAnswerers(const MapReader& expect) {
    const yaml::Node* node = expect.find("answered_by");
    std::vector<std::string> addresses;
    if (node == nullptr) {
        return addresses;
    }
    if (node->text == "backends" && !expect.scope().symbols.backends.empty()) {
        return addressesOf(expect.scope().symbols.backends);
    }
    const std::vector<yaml::Node> one =
        node->kind == yaml::Node::Kind::List ? std::vector<yaml::Node>{} : std::vector{*node};
    for (const yaml::Node& item : one.empty() ? expect.items("answered_by", 64) : one) {
        if (auto address = readValue(expect.scope(), item, complainAboutAddress)) {
            addresses.push_back(address->text);
        }
    }
    if (node->kind == yaml::Node::Kind::List && node->items.empty()) {
        expect.scope().blame(*node, "'answered_by' names nobody");
    }
    return addresses;
}

HttpCheck readHttpExpectation(const MapReader& map, const std::string& address) {
    HttpCheck http;
    http.address = address;
    http.requests = static_cast<int>(map.number("requests", 1, maxRequests).value_or(1));
    const MapReader expect(map.scope(), expectation(map), "what an http check expects",
                           {"answered_by", "every_one", "fails", "at_least"});
    http.answeredBy = readAnswerers(expect);
    http.everyOne = expect.flag("every_one", false);
    http.failure = readFailure(expect).value_or(Failure::None);
    if (const auto least = expect.number("at_least", 1, static_cast<unsigned>(http.requests))) {
        http.failAtLeast = static_cast<int>(*least);
    }
    if (expect.has("at_least") && !expect.has("fails")) {
        map.scope().blame(expect.node(), "'at_least' counts failures: it needs 'fails'");
    }
    if (expect.has("fails") && expect.has("answered_by") && !expect.has("at_least")) {
        map.scope().blame(expect.node(), "requests that all fail are answered by nobody",
                          "Say with 'at_least' how many fail.");
    }
    if (http.everyOne && http.answeredBy.size() > static_cast<std::size_t>(http.requests)) {
        map.scope().blame(expect.node(), "fewer requests than addresses that shall each answer");
    }
    if (http.everyOne && http.answeredBy.empty()) {
        map.scope().blame(expect.node(), "'every_one' needs the addresses in 'answered_by'");
    }
    return http;
}

std::string twice(double seconds) {
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text << 2 * seconds;
    return text.str();
}

}  // namespace

std::optional<CheckBody> readHttp(const MapReader& map, const yaml::Node& node, const CheckPlace& place) {
    const auto address = readValue(map.scope(), node, complainAboutHttpAddress);
    HttpCheck http = readHttpExpectation(map, address ? address->text : std::string());
    if (map.has("command")) {
        return withOwnCommand(map, std::move(http));
    }
    if (!address) {
        return std::nullopt;
    }
    const std::string request =
        insidePod(place.podSource, "curl -s --connect-timeout " + place.timeout + " --max-time " +
                                       twice(place.timeoutSeconds) + ' ' + node.text);
    const std::string source = http.requests == 1
                                   ? request
                                   : "for i in {1.." + std::to_string(http.requests) + "}; do " + request +
                                         " || echo \"curl: exit $?\"; done";
    return composed(map, source, std::move(http));
}

std::optional<CheckBody> readPing(const MapReader& map, const yaml::Node& node, const CheckPlace& place) {
    const auto address = readValue(map.scope(), node, complainAboutAddress);
    PingCheck ping;
    ping.count = static_cast<int>(map.number("count", 1, 20).value_or(1));
    const MapReader expect(map.scope(), expectation(map), "what a ping check expects", {"replies", "fails"});
    ping.failure = readFailure(expect).value_or(Failure::None);
    if (ping.failure == Failure::Timeout || ping.failure == Failure::Refused) {
        map.scope().blame(expect.node(), "a ping is lost or unreachable, or fails in any way");
    }
    if (expect.has("replies") == expect.has("fails") && expect.has("fails")) {
        map.scope().blame(expect.node(), "either 'replies' or 'fails'");
    }
    if (!expect.flag("replies", true) && !expect.has("fails")) {
        ping.failure = Failure::Any;
    }
    if (!address) {
        return std::nullopt;
    }
    ping.address = address->text;
    if (map.has("command")) {
        return withOwnCommand(map, std::move(ping));
    }
    const std::string source = insidePod(
        place.podSource, "ping -c " + std::to_string(ping.count) + " -W " + place.timeout + ' ' + node.text);
    return composed(map, source, std::move(ping));
}

}  // namespace podwire::lab
