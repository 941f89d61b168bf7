// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/resource_lines.h"
#include "core/lab/word_reader.h"

namespace podwire::lab {
namespace {

LineResult readNetnsAdd(WordReader& reader, const IpCommand& command) {
    if (!command.netns.empty()) {
        return tl::make_unexpected("a namespace is added on the node itself, not inside another");
    }
    const auto name = reader.value("netns add", complainAboutNetns);
    if (!name) {
        return tl::make_unexpected(name.error());
    }
    return ReadLine{{}, Netns{*name}};
}

LineResult readVeth(WordReader& reader, const IpCommand& command, const std::string& name) {
    if (!reader.take("peer")) {
        return reader.surprise("'peer name PEER'");
    }
    reader.take("name");
    const auto peer = reader.value("peer name", complainAboutDevice);
    if (!peer) {
        return tl::make_unexpected(peer.error());
    }
    Veth veth{name, *peer, {}};
    if (reader.take("netns")) {
        const auto netns = reader.value("netns", complainAboutNetns);
        if (!netns) {
            return tl::make_unexpected(netns.error());
        }
        veth.peerNetns = *netns;
    }
    return ReadLine{command.netns, std::move(veth)};
}

LineResult readLinkAdd(WordReader& reader, const IpCommand& command) {
    if (!reader.take("name")) {
        reader.take("dev");
    }
    const auto name = reader.value("link add", complainAboutDevice);
    if (!name) {
        return tl::make_unexpected(name.error());
    }
    if (!reader.take("type")) {
        return reader.surprise("'type veth' or 'type bridge'");
    }
    if (reader.take("bridge")) {
        return ReadLine{command.netns, Bridge{*name}};
    }
    if (reader.take("veth")) {
        return readVeth(reader, command, *name);
    }
    return reader.surprise("'veth' or 'bridge'");
}

LineResult readLinkSet(WordReader& reader, const IpCommand& command) {
    reader.take("dev");
    const auto device = reader.value("link set", complainAboutDevice);
    if (!device) {
        return tl::make_unexpected(device.error());
    }
    if (reader.take("up")) {
        return ReadLine{command.netns, LinkUp{*device}};
    }
    if (!reader.take("master")) {
        return reader.surprise("'up' or 'master BRIDGE'");
    }
    const auto bridge = reader.value("master", complainAboutDevice);
    if (!bridge) {
        return tl::make_unexpected(bridge.error());
    }
    return ReadLine{command.netns, BridgePort{*device, *bridge}};
}

LineResult readAddressAdd(WordReader& reader, const IpCommand& command) {
    const auto cidr = reader.value("addr add", complainAboutInterfaceAddress);
    if (!cidr) {
        return tl::make_unexpected(cidr.error());
    }
    if (!reader.take("dev")) {
        return reader.surprise("'dev DEVICE'");
    }
    const auto device = reader.value("dev", complainAboutDevice);
    if (!device) {
        return tl::make_unexpected(device.error());
    }
    return ReadLine{command.netns, InterfaceAddress{*device, *cidr}};
}

LineResult readObject(WordReader& reader, const IpCommand& command) {
    const bool adds = reader.take("add");
    if (command.object == "netns" && adds) {
        return readNetnsAdd(reader, command);
    }
    if (command.object == "link" && adds) {
        return readLinkAdd(reader, command);
    }
    if (command.object == "link" && reader.take("set")) {
        return readLinkSet(reader, command);
    }
    if (command.object == "address" && adds) {
        return readAddressAdd(reader, command);
    }
    return tl::make_unexpected(
        "`ip` takes 'netns add', 'link add', 'link set' or 'addr add' here; a route is a `route`");
}

}  // namespace

LineResult readIpLine(const std::vector<CommandWord>& words) {
    const auto command = readIpCommand(words);
    if (!command) {
        return tl::make_unexpected(command.error());
    }
    WordReader reader(words, command->next);
    LineResult read = readObject(reader, *command);
    if (read && !reader.done()) {
        return reader.surprise("the end of the command");
    }
    return read;
}

}  // namespace podwire::lab
