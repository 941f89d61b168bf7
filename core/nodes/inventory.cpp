// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/inventory.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string_view>

#include "core/base/nearest.h"
#include "core/nodes/own_files.h"
#include "core/yaml/document.h"
#include "core/yaml/report.h"

namespace podwire::nodes {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Letters, digits and some more, and nothing that a program would take for an option.
bool isWordOf(std::string_view text, std::string_view more) {
    constexpr std::size_t kLongest = 255;
    return !text.empty() && text.size() <= kLongest && text.front() != '-' &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return kLetters.find(c) != std::string_view::npos || more.find(c) != std::string_view::npos;
           });
}

bool isName(std::string_view text) {
    return isWordOf(text, "-_.");
}
bool isHost(std::string_view text) {
    return isWordOf(text, "-_.:%");
}
bool isJump(std::string_view text) {
    return isWordOf(text, "-_.:%@,[]");
}
bool isPath(std::string_view text) {
    return !text.empty() && text.find('\n') == std::string_view::npos;
}

bool isIpv4(const std::string& text) {
    unsigned parts = 0;
    std::istringstream words(text);
    for (std::string part; std::getline(words, part, '.'); ++parts) {
        unsigned value = 256;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (error != std::errc() || end != part.data() + part.size() || value > 255 || part.size() > 3) {
            return false;
        }
    }
    return parts == 4 && text.back() != '.';
}

std::optional<std::uint16_t> portOf(const std::string& text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port != 0 ? std::optional(port)
                                                                                 : std::nullopt;
}

class Reader {
public:
    explicit Reader(const yaml::Source& source)
        : source_(source), folder_(std::filesystem::absolute(source.file).parent_path()) {}

    tl::expected<Inventory, yaml::Diagnostics> read(const yaml::Node& top) {
        Inventory inventory;
        if (knows(top, "an inventory", {"ssh_config", "nodes"})) {
            inventory.sshConfig = path(top, "ssh_config");
            const yaml::Node* nodes = top.find("nodes");
            if (nodes == nullptr || nodes->kind != yaml::Node::Kind::List || nodes->items.empty()) {
                blame(nodes == nullptr ? top : *nodes, "'nodes' must be a list with at least one node");
            } else {
                for (const yaml::Node& item : nodes->items) {
                    add(inventory, item);
                }
            }
        }
        if (!report_.empty()) {
            return tl::make_unexpected(report_.sorted());
        }
        return inventory;
    }

private:
    void blame(const yaml::Node& node, std::string message, std::string hint = {}) {
        report_.add(source_.positionOf(node.offset), std::move(message), std::move(hint));
    }

    bool knows(const yaml::Node& node, const std::string& what, const std::vector<std::string>& keys) {
        if (node.kind != yaml::Node::Kind::Map) {
            blame(node, what + " must be a map");
            return false;
        }
        for (const yaml::Entry& entry : node.entries) {
            if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) {
                const std::string near = nearest(entry.key, keys);
                report_.add(source_.positionOf(entry.keyOffset), what + " has no key '" + entry.key + "'",
                            near.empty() ? std::string() : "Did you mean " + near + "?");
            }
        }
        return true;
    }

    std::string word(const yaml::Node& map, const char* key, bool (*right)(std::string_view)) {
        const yaml::Node* node = map.find(key);
        if (node == nullptr) {
            return {};
        }
        if (node->kind != yaml::Node::Kind::Scalar || !right(node->text)) {
            blame(*node, "'" + node->text + "' cannot be a node's " + key);
            return {};
        }
        return node->text;
    }

    std::string path(const yaml::Node& map, const char* key) {
        std::string text = word(map, key, &isPath);
        if (text.empty() || text.starts_with('/')) {
            return text;
        }
        return text.starts_with("~/") ? homeDirectory() + text.substr(1) : (folder_ / text).string();
    }

    std::optional<std::uint16_t> port(const yaml::Node& map) {
        const yaml::Node* node = map.find("port");
        if (node == nullptr) {
            return std::nullopt;
        }
        const auto read = portOf(node->text);
        if (!read) {
            blame(*node, "'" + node->text + "' is not a port", "A port is a number from 1 to 65535.");
        }
        return read;
    }

    bool flag(const yaml::Node& map, const char* key) {
        const yaml::Node* node = map.find(key);
        if (node != nullptr && (node->quoted || (node->text != "true" && node->text != "false"))) {
            blame(*node, std::string(key) + " must be true or false");
        }
        return node != nullptr && node->text == "true";
    }

    void add(Inventory& inventory, const yaml::Node& item) {
        if (!knows(item, "a node",
                   {"name", "role", "address", "lab_address", "port", "user", "identity", "known_hosts",
                    "jump", "interface", "read_only"})) {
            return;
        }
        InventoryNode node;
        node.where = source_.positionOf(item.offset);
        node.name = word(item, "name", &isName);
        if (item.find("name") == nullptr) {
            blame(item, "a node needs a name");
        }
        node.role = item.find("role") != nullptr ? word(item, "role", &isName) : node.name;
        node.address = item.find("address") != nullptr ? word(item, "address", &isHost) : node.name;
        node.labAddress = labAddress(item);
        node.port = port(item);
        node.user = word(item, "user", &isName);
        node.identity = path(item, "identity");
        node.knownHosts = path(item, "known_hosts");
        node.jump = word(item, "jump", &isJump);
        node.interface = word(item, "interface", &isName);
        node.readOnly = flag(item, "read_only");
        if (!isTwice(item, "name", node.name, names_)) {
            isTwice(item, "role", node.role, roles_);
        }
        inventory.nodes.push_back(std::move(node));
    }

    std::string labAddress(const yaml::Node& item) {
        const yaml::Node* node = item.find("lab_address");
        if (node != nullptr && !isIpv4(node->text)) {
            blame(*node, "'" + node->text + "' is not an IPv4 address");
            return {};
        }
        return node == nullptr ? std::string() : node->text;
    }

    bool isTwice(const yaml::Node& item, const std::string& key, const std::string& word,
                 std::map<std::string, yaml::Position>& seen) {
        const yaml::Node* node = item.find(key);
        const yaml::Node& at = node == nullptr ? item : *node;
        const auto [before, isNew] = seen.emplace(word, source_.positionOf(at.offset));
        if (isNew || word.empty()) {
            return false;
        }
        blame(at, "two nodes have the " + key + " '" + word + "'", "The other one: " + before->second.text());
        return true;
    }

    const yaml::Source& source_;
    std::filesystem::path folder_;
    yaml::Report report_;
    std::map<std::string, yaml::Position> names_;
    std::map<std::string, yaml::Position> roles_;
};

}  // namespace

tl::expected<Inventory, yaml::Diagnostics> parseInventory(const yaml::Source& source) {
    const auto document = yaml::parseDocument(source);
    if (!document) {
        return tl::make_unexpected(document.error());
    }
    return Reader(source).read(*document);
}

tl::expected<Inventory, yaml::Diagnostics> loadInventory(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file || !std::filesystem::is_regular_file(path)) {
        yaml::Diagnostic unreadable;
        unreadable.where.file = path;
        unreadable.message = "the inventory cannot be read";
        unreadable.hint = "Is it a file, and may you read it?";
        return tl::make_unexpected(yaml::Diagnostics(1, unreadable));
    }
    const auto source = yaml::sourceOf(path, bytes.str());
    if (!source) {
        return tl::make_unexpected(yaml::Diagnostics(1, source.error()));
    }
    return parseInventory(*source);
}

Result<SshSettings> parseSshSettings(const std::string& output) {
    SshSettings settings;
    std::istringstream lines(output);
    std::string port;
    for (std::string line; std::getline(lines, line);) {
        const std::size_t space = std::min(line.find(' '), line.size());
        const std::string key = line.substr(0, space);
        const std::string value = line.substr(std::min(space + 1, line.size()));
        if (key == "hostname") {
            settings.host = value;
        } else if (key == "port") {
            port = value;
        } else if (key == "user") {
            settings.user = value;
        } else if (key == "identityfile") {
            settings.identities.push_back(value.starts_with("~/") ? homeDirectory() + value.substr(1)
                                                                  : value);
        } else if (key == "userknownhostsfile") {
            settings.knownHosts = value.substr(0, value.find(' '));
        } else if (key == "hostkeyalias") {
            settings.hostKeyAlias = value;
        } else if (key == "proxyjump" && value != "none") {
            settings.jump = value;
        } else if (key == "proxycommand" && value != "none") {
            settings.usesProxyCommand = true;
        }
    }
    std::erase_if(settings.identities,
                  [](const std::string& path) { return !std::filesystem::exists(path); });
    const auto number = portOf(port);
    if (settings.host.empty() || !number) {
        return fail(ErrorKind::InvalidInput, "the answer of `ssh -G` cannot be understood",
                    output.substr(0, 300));
    }
    settings.port = *number;
    return settings;
}

namespace {

tl::unexpected<Error> wrong(const InventoryNode& node, const std::string& message, std::string detail,
                            std::string hint) {
    return fail(ErrorKind::InvalidInput, node.where.text() + ": " + message, std::move(detail),
                std::move(hint));
}

Result<SshSettings> settingsOf(const InventoryNode& node, const std::string& sshConfig,
                               const RunProcess& run) {
    std::vector<std::string> argv{"ssh", "-G"};
    if (!sshConfig.empty()) {
        argv.insert(argv.end(), {"-F", sshConfig});
    }
    argv.insert(argv.end(), {"--", node.address});
    const ProcessResult answer = run({std::move(argv), {}});
    if (!answer.succeeded()) {
        return wrong(node, "the SSH configuration for " + node.address + " cannot be read", answer.err,
                     "Does `ssh -G " + node.address + "` work in a terminal?");
    }
    return parseSshSettings(answer.out);
}

Result<NodeInfo> resolve(const InventoryNode& node, const std::string& sshConfig, const RunProcess& run) {
    auto settings = settingsOf(node, sshConfig, run);
    if (!settings) {
        return fail(settings.error());
    }
    NodeInfo info;
    info.name = node.role;
    info.interface = node.interface;
    info.readOnly = node.readOnly;
    info.address = node.labAddress.empty() ? settings->host : node.labAddress;
    if (!isIpv4(info.address)) {
        return wrong(node, "'" + info.address + "' is no IPv4 address, and the other nodes need one", {},
                     "Give it as lab_address.");
    }
    const std::string jump = node.jump.empty() ? settings->jump : node.jump;
    if (jump.empty() && settings->usesProxyCommand) {
        return wrong(node, "its SSH configuration goes by a ProxyCommand, which Podwire does not run", {},
                     "Say ProxyJump in the configuration, or jump in the inventory.");
    }
    info.endpoint.name = node.role;
    info.endpoint.address = remote::TcpAddress{settings->host, node.port.value_or(settings->port)};
    info.endpoint.jump = {jump, sshConfig};
    info.endpoint.hostKeyAlias = settings->hostKeyAlias;
    info.endpoint.user = node.user.empty() ? settings->user : node.user;
    info.endpoint.identities =
        node.identity.empty() ? settings->identities : std::vector<std::string>{node.identity};
    info.endpoint.knownHosts = node.knownHosts.empty() ? settings->knownHosts : node.knownHosts;
    return info;
}

}  // namespace

Error inventoryError(const yaml::Diagnostics& all) {
    std::string rest;
    for (std::size_t i = 1; i < all.size(); ++i) {
        rest += (i > 1 ? "\n" : "") + all[i].text();
    }
    return {ErrorKind::InvalidInput, all.front().text(), std::move(rest), {}};
}

Result<std::vector<NodeInfo>> resolveInventory(const Inventory& inventory, const RunProcess& run) {
    std::vector<NodeInfo> nodes;
    for (const InventoryNode& node : inventory.nodes) {
        auto info = resolve(node, inventory.sshConfig, run);
        if (!info) {
            return fail(info.error());
        }
        nodes.push_back(std::move(*info));
    }
    return nodes;
}

}  // namespace podwire::nodes
