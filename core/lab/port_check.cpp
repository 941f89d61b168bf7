// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/check_kinds.h"

namespace podwire::lab {
namespace {

Complaint complainAboutProgram(std::string_view value) {
    return complainAboutNetns(value) ? Complaint("'" + std::string(value) + "' is not a program's name")
                                     : std::nullopt;
}

bool readProtocol(const MapReader& map) {
    const yaml::Node* node = map.find("protocol");
    if (node != nullptr && node->text != "tcp" && node->text != "udp") {
        map.scope().blame(*node, "'protocol' is tcp or udp");
    }
    return node != nullptr && node->text == "udp";
}

}  // namespace

std::optional<CheckBody> readPort(const MapReader& map, const yaml::Node& node, const CheckPlace& place) {
    const auto port = readValue(map.scope(), node, complainAboutPort);
    PortCheck check;
    check.udp = readProtocol(map);
    const MapReader expect(map.scope(), expectation(map), "what a port check expects", {"bound", "process"});
    check.bound = expect.flag("bound", true);
    if (const auto process = expect.value("process", complainAboutProgram)) {
        check.process = process->text;
    }
    if (!check.bound && expect.has("process")) {
        map.scope().blame(expect.node(), "a port that nobody has needs no 'process'");
    }
    if (!port) {
        return std::nullopt;
    }
    check.port = readNumber(port->text, 65535).value_or(0);
    if (map.has("command")) {
        return withOwnCommand(map, std::move(check));
    }
    const std::string ss =
        std::string(place.pod.empty() ? "sudo " : "") + (check.udp ? "ss -lunp" : "ss -ltnp");
    return composed(map, insidePod(place.podSource, ss + " sport = :" + node.text), std::move(check));
}

}  // namespace podwire::lab
