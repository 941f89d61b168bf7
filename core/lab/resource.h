// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/netfilter/rule_command.h"
#include "core/yaml/position.h"

/// What a step adds to a node. A resource is one command as the chapter writes it, together with what the
/// command means, so that it can be found in the node's state and be taken back by its exact specification.
namespace podwire::lab {

/// `iptables -A ...` or `-I ...`.
struct IptablesRule {
    netfilter::RuleCommand command;
    std::vector<std::string> words;  ///< of the command, sudo included
};

/// `ip route add DESTINATION [via GATEWAY] [dev DEVICE] [src A] [metric N] [table T]`.
struct Route {
    std::string destination;  ///< as `ip route show` prints it: "default", "192.168.2.20", "192.168.2.0/24"
    std::string gateway;      ///< empty: none named
    std::string device;       ///< empty: left to the kernel
    std::string source;
    std::string table = "main";
    std::optional<unsigned> metric;
};

/// `sysctl -w KEY=VALUE`.
struct Sysctl {
    std::string key;              ///< dotted, "net.ipv4.ip_forward"
    std::string value;            ///< white space folded
    std::string otherwise = "0";  ///< what undo sets when nobody noted the value before
};

/// `ip netns add NAME`.
struct Netns {
    std::string name;
};

/// `ip link add NAME type veth peer name PEER [netns NS]`.
struct Veth {
    std::string name;
    std::string peer;
    std::string peerNetns;  ///< empty: the same namespace
};

/// `ip link add NAME type bridge`.
struct Bridge {
    std::string name;
};

/// `ip addr add CIDR dev DEVICE`.
struct InterfaceAddress {
    std::string device;
    std::string cidr;  ///< "192.168.1.1/24"
};

/// `ip link set DEVICE up`.
struct LinkUp {
    std::string device;
};

/// `ip link set DEVICE master BRIDGE`.
struct BridgePort {
    std::string device;
    std::string bridge;
};

/// A regular file with exactly this content and mode.
struct File {
    std::string path;  ///< absolute
    std::string mode;  ///< four octal digits, "0644"
    std::string content;
    std::string sha256;  ///< of content, lower-case hex
    bool sudo = false;
};

/// A file that the console brings to the node from this machine's cache when it has it there, so that a node
/// without a way to the internet has it too; where it has not, the command fetches it.
struct Download {
    std::string path;  ///< absolute
    std::string url;   ///< its last part is the name in the cache
};

/// A long-running process: `systemd-run --unit=NAME --collect ...`.
struct Unit {
    std::string name;  ///< with its suffix, "pod1a-http.service"
};

/// Any other command, with the lab author's own words for "is it there" and "take it back".
struct Run {
    std::string present;  ///< exits 0 when the command need not run
    std::string undo;
};

struct Resource {
    std::string node;
    std::string netns;    ///< the namespace in which it lives, "" for the node's own
    std::string command;  ///< to the letter what runs: variables replaced, nothing else
    std::string source;   ///< as the author wrote it, with variables
    std::string why;      ///< the author's remark, may be empty
    std::string group;    ///< "pod pod1a" for what a compound made, else empty
    std::string
        key;  ///< equal for resources that are the same thing on the same node, whichever step wants them
    std::variant<IptablesRule, Route, Sysctl, Netns, Veth, Bridge, InterfaceAddress, LinkUp, BridgePort, File,
                 Download, Unit, Run>
        what;
    yaml::Position position;
};

/// "iptables rule", "route", ... for people.
std::string kindName(const Resource& resource);

/// The command that takes the resource back, to the letter. `was` is the value or content noted before the
/// resource was applied, if there is a note: a sysctl's value; for a file the path of the copy that was kept.
/// For a Run it is the author's undo.
std::string undoCommand(const Resource& resource, const std::optional<std::string>& was);

}  // namespace podwire::lab
