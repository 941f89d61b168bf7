// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/netstate/json_list.h"
#include "core/netstate/netstate.h"

namespace podwire::netstate {
namespace {

/// Entries that a filter such as `scope global` hid are empty objects.
std::vector<Address> addressesOf(const QJsonObject& link) {
    std::vector<Address> addresses;
    const QJsonArray list = link.value(QLatin1String("addr_info")).toArray();
    for (const auto& value : list) {
        const QJsonObject object = value.toObject();
        Address address;
        address.family = textOf(object, QLatin1String("family"));
        address.local = textOf(object, QLatin1String("local"));
        address.prefixLength = numberOf(object, QLatin1String("prefixlen"), 0);
        address.scope = textOf(object, QLatin1String("scope"));
        address.dynamic = object.value(QLatin1String("dynamic")).toBool();
        if (!address.local.empty()) {
            addresses.push_back(std::move(address));
        }
    }
    return addresses;
}

/// `link` names what the link stands on: for a veth its peer, for a VLAN or VXLAN the device below.
Link linkFrom(const QJsonObject& object) {
    Link link;
    link.index = numberOf(object, QLatin1String("ifindex"), 0);
    link.name = textOf(object, QLatin1String("ifname"));
    link.kind = textOf(object.value(QLatin1String("linkinfo")).toObject(), QLatin1String("info_kind"));
    link.mac = textOf(object, QLatin1String("address"));
    link.operState = textOf(object, QLatin1String("operstate"));
    link.up = hasFlag(object, QLatin1String("UP"));
    link.carrier = hasFlag(object, QLatin1String("LOWER_UP"));
    link.master = textOf(object, QLatin1String("master"));
    link.mtu = numberOf(object, QLatin1String("mtu"), 0);
    link.addresses = addressesOf(object);
    if (link.kind == "veth") {
        link.peer = textOf(object, QLatin1String("link"));
        link.peerIndex = numberOf(object, QLatin1String("link_index"), 0);
        link.peerNetnsId = numberOf(object, QLatin1String("link_netnsid"), -1);
    }
    return link;
}

/// `ip` prints the name of a peer in the same namespace and the index of one elsewhere.
void findPeerIndexes(std::vector<Link>& links) {
    for (Link& link : links) {
        if (link.peer.empty()) {
            continue;
        }
        const auto peer = std::find_if(links.begin(), links.end(),
                                       [&](const Link& other) { return other.name == link.peer; });
        if (peer != links.end()) {
            link.peerIndex = peer->index;
        }
    }
}

}  // namespace

std::string Address::text() const {
    return local + '/' + std::to_string(prefixLength);
}

const Link* Netns::findLink(std::string_view link) const {
    const auto found =
        std::find_if(links.begin(), links.end(), [&](const Link& each) { return each.name == link; });
    return found == links.end() ? nullptr : &*found;
}

Result<std::vector<Link>> parseLinks(std::string_view json) {
    const auto objects = parseObjects(json, "`ip -j addr show`");
    if (!objects) {
        return fail(objects.error());
    }
    std::vector<Link> links;
    for (const QJsonObject& object : *objects) {
        if (Link link = linkFrom(object); !link.name.empty()) {
            links.push_back(std::move(link));
        }
    }
    findPeerIndexes(links);
    return links;
}

}  // namespace podwire::netstate
