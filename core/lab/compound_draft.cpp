// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "core/lab/resource_draft.h"

namespace podwire::lab {
namespace {

/// Writes the commands of a compound with the author's own words, and reads them as if the author had written
/// them.
class Composer {
public:
    Composer(const Scope& scope, const yaml::Node& node, std::string group)
        : scope_(scope), node_(node), group_(std::move(group)) {}

    void add(const std::string& source, LineReader readLine) {
        const auto command = expandCommand(source, scope_.symbols.variables);
        const auto words =
            command ? readCommandWords(*command) : tl::make_unexpected(command.error().message);
        auto read = words ? readLine(*words) : tl::make_unexpected(words.error());
        if (!read) {
            scope_.blame(node_, "in '" + source + "': " + read.error());
            return;
        }
        drafts_.push_back({*command, source, group_, std::move(*read), scope_.positionOf(node_)});
    }

    Drafts take() { return std::move(drafts_); }

private:
    const Scope& scope_;
    const yaml::Node& node_;
    std::string group_;
    Drafts drafts_;
};

struct Pod {
    Value name;
    Value address;
    Value gateway;
    std::optional<Value> hostAddress;
    Value server;
    Value port;
};

Complaint complainAboutPod(std::string_view name) {
    constexpr std::string_view prefix = "host-veth-";
    if (Complaint complaint = complainAboutName(name)) {
        return complaint;
    }
    if (prefix.size() + name.size() > 15) {
        return "'" + std::string(name) + "' is too long for a pod: its interface '" + std::string(prefix) +
               std::string(name) + "' would have more than 15 bytes";
    }
    return std::nullopt;
}

std::optional<Pod> readPod(const Scope& scope, const yaml::Node& node) {
    const MapReader map(scope, node, "a pod",
                        {"name", "address", "gateway", "host_address", "server", "port"});
    const auto name = map.neededValue("name", complainAboutPod);
    const auto address = map.neededValue("address", complainAboutInterfaceAddress);
    const auto gateway = map.neededValue("gateway", complainAboutAddress);
    const auto hostAddress = map.value("host_address", complainAboutInterfaceAddress);
    const auto server = map.neededValue("server", complainAboutPath);
    const auto port = map.neededValue("port", complainAboutPort);
    if (!name || !address || !gateway || !server || !port || (map.has("host_address") && !hostAddress)) {
        return std::nullopt;
    }
    return Pod{*name, *address, *gateway, hostAddress, *server, *port};
}

/// The author's text of an interface address without its prefix length: "$POD1A_IP" of "$POD1A_IP/24".
std::string hostPart(const Value& address) {
    const std::string& written = address.node->text;
    const std::size_t slash = written.rfind('/');
    if (slash != std::string::npos && written.find('$', slash) == std::string::npos) {
        return written.substr(0, slash);
    }
    return address.text.substr(0, address.text.find('/'));
}

void addLinks(Composer& composer, const Pod& pod) {
    const std::string& name = pod.name.node->text;
    const std::string outside = "host-veth-" + name;
    const std::string inside = "veth-" + name;
    const std::string enter = "sudo ip netns exec " + name + " ip ";
    composer.add("sudo ip netns add " + name, readIpLine);
    composer.add("sudo ip link add " + outside + " type veth peer name " + inside + " netns " + name,
                 readIpLine);
    if (pod.hostAddress) {
        composer.add("sudo ip addr add " + pod.hostAddress->node->text + " dev " + outside, readIpLine);
    }
    composer.add("sudo ip link set " + outside + " up", readIpLine);
    composer.add(enter + "addr add " + pod.address.node->text + " dev " + inside, readIpLine);
    composer.add(enter + "link set " + inside + " up", readIpLine);
    composer.add(enter + "link set lo up", readIpLine);
    composer.add(enter + "route add default via " + pod.gateway.node->text, readRouteLine);
}

void addServer(Composer& composer, const Pod& pod) {
    const std::string& name = pod.name.node->text;
    composer.add("sudo systemd-run --quiet --unit=" + name +
                     "-http --collect --property=Type=notify --property=NotifyAccess=all ip netns exec " +
                     name + " python3 " + pod.server.node->text + ' ' + hostPart(pod.address) + ' ' +
                     pod.port.node->text,
                 readUnitLine);
}

}  // namespace

Drafts draftPod(const Scope& scope, const yaml::Node& node) {
    const auto pod = readPod(scope, node);
    if (!pod) {
        return {};
    }
    Composer composer(scope, node, "pod " + pod->name.text);
    addLinks(composer, *pod);
    addServer(composer, *pod);
    return composer.take();
}

Drafts draftBridge(const Scope& scope, const yaml::Node& node) {
    const MapReader map(scope, node, "a bridge", {"name", "address", "ports"});
    const auto name = map.neededValue("name", complainAboutDevice);
    const auto address = map.neededValue("address", complainAboutInterfaceAddress);
    std::vector<Value> ports;
    bool right = name && address;
    for (const yaml::Node& item : map.items("ports", 64)) {
        if (auto port = readValue(scope, item, complainAboutDevice)) {
            ports.push_back(std::move(*port));
        } else {
            right = false;
        }
    }
    if (!right) {
        return {};
    }
    const std::string& bridge = name->node->text;
    Composer composer(scope, node, "bridge " + name->text);
    composer.add("sudo ip link add " + bridge + " type bridge", readIpLine);
    composer.add("sudo ip addr add " + address->node->text + " dev " + bridge, readIpLine);
    composer.add("sudo ip link set " + bridge + " up", readIpLine);
    for (const Value& port : ports) {
        composer.add("sudo ip link set " + port.node->text + " master " + bridge, readIpLine);
    }
    return composer.take();
}

}  // namespace podwire::lab
