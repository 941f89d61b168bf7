// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/net_rows.h"

#include <QJsonArray>

#include "app/ctl/output.h"

namespace podwire::ctl {

QJsonObject linkRow(const std::string& netns, const netstate::Link& link) {
    QJsonArray addresses;
    for (const netstate::Address& address : link.addresses) {
        addresses.append(js(address.text()));
    }
    return {{js("netns"), js(netns)}, {js("name"), js(link.name)},     {js("kind"), js(link.kind)},
            {js("up"), link.up},      {js("master"), js(link.master)}, {js("addresses"), addresses}};
}

QJsonObject routeRow(const std::string& netns, const netstate::Route& route) {
    return {{js("netns"), js(netns)},           {js("destination"), js(route.destination)},
            {js("gateway"), js(route.gateway)}, {js("device"), js(route.device)},
            {js("table"), js(route.table)},     {js("protocol"), js(route.protocol)}};
}

}  // namespace podwire::ctl
