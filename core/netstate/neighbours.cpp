// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/neighbours.h"

#include "core/netstate/json_list.h"

namespace podwire::netstate {

Result<std::vector<Neighbour>> parseNeighbours(std::string_view json) {
    const auto objects = parseObjects(json, "`ip -j neigh`");
    if (!objects) {
        return fail(objects.error());
    }
    std::vector<Neighbour> neighbours;
    for (const QJsonObject& object : *objects) {
        Neighbour neighbour;
        neighbour.address = textOf(object, QLatin1String("dst"));
        neighbour.device = textOf(object, QLatin1String("dev"));
        neighbour.mac = textOf(object, QLatin1String("lladdr"));
        neighbour.state = object.value(QLatin1String("state")).toArray().first().toString().toStdString();
        if (!neighbour.address.empty()) {
            neighbours.push_back(std::move(neighbour));
        }
    }
    return neighbours;
}

Result<std::map<std::string, int>> parseNetnsIds(std::string_view json) {
    const auto objects = parseObjects(json, "`ip -j netns list`");
    if (!objects) {
        return fail(objects.error());
    }
    std::map<std::string, int> ids;
    for (const QJsonObject& object : *objects) {
        if (const int id = numberOf(object, QLatin1String("id"), -1); id >= 0) {
            ids.emplace(textOf(object, QLatin1String("name")), id);
        }
    }
    return ids;
}

}  // namespace podwire::netstate
