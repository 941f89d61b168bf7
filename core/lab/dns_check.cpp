// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/check_kinds.h"

namespace podwire::lab {
namespace {

std::vector<std::string> readAddresses(const MapReader& expect) {
    std::vector<std::string> addresses;
    for (const yaml::Node& item : expect.items("addresses", 64)) {
        if (auto address = readValue(expect.scope(), item, complainAboutAddress)) {
            addresses.push_back(address->text);
        }
    }
    return addresses;
}

Complaint complainAboutStatus(std::string_view value) {
    if (value == "NXDOMAIN" || value == "SERVFAIL" || value == "REFUSED" || value == "NOERROR") {
        return std::nullopt;
    }
    return "'" + std::string(value) + "' is not NOERROR, NXDOMAIN, SERVFAIL or REFUSED";
}

DnsCheck readExpectation(const MapReader& map) {
    DnsCheck dns;
    const MapReader expect(map.scope(), expectation(map), "what a dns check expects",
                           {"addresses", "alias", "no_alias", "status", "fails"});
    dns.addresses = readAddresses(expect);
    if (const auto alias = expect.value("alias", complainAboutHostName)) {
        dns.alias = alias->text;
    }
    dns.noAlias = expect.flag("no_alias", false);
    if (const auto status = expect.value("status", complainAboutStatus)) {
        dns.status = status->text;
    }
    dns.failure = readFailure(expect).value_or(Failure::None);
    if (dns.failure == Failure::Unreachable || dns.failure == Failure::Lost) {
        map.scope().blame(expect.node(), "a look-up fails by timeout or refused, or any");
    }
    if (expect.has("fails") && expect.node().entries.size() > 1) {
        map.scope().blame(expect.node(), "a look-up that fails has no answer to expect more of");
    }
    if (dns.noAlias && !dns.alias.empty()) {
        map.scope().blame(expect.node(), "either 'alias' or 'no_alias'");
    }
    return dns;
}

}  // namespace

std::optional<CheckBody> readDns(const MapReader& map, const yaml::Node& node, const CheckPlace& place) {
    const auto name = readValue(map.scope(), node, complainAboutHostName);
    const auto server = map.value("server", complainAboutAddress);
    DnsCheck dns = readExpectation(map);
    if (!name || (map.has("server") && !server)) {
        return std::nullopt;
    }
    dns.name = name->text;
    if (map.has("command")) {
        return withOwnCommand(map, std::move(dns));
    }
    const std::string at = server ? "@" + server->node->text + ' ' : std::string();
    return composed(map,
                    insidePod(place.podSource, "dig " + at + node.text + " +tries=1 +time=" + place.timeout),
                    std::move(dns));
}

}  // namespace podwire::lab
