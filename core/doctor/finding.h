// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace podwire::doctor {

enum class Verdict {
    Ok,
    Note,     ///< worth knowing; nothing of the lab fails for it
    Unknown,  ///< it could not be looked at
    Wrong,
};

/// Where in a node a finding belongs. In this order a cause stands before its symptoms, from the bottom up.
enum class Layer {
    Node,
    Step,
    Cabling,  ///< namespaces, links, addresses, bridges
    File,
    Server,      ///< the processes of the pods and other units
    Forwarding,  ///< ip_forward, route_localnet and other sysctls
    Route,       ///< routes, neighbours, reverse-path filter
    Filter,      ///< whatever drops packets, or keeps them away from nat
    Rule,        ///< the nat rules
    Port,
    Log,
    Connection,  ///< entries of the connection table
    Dns,
    Request,  ///< what real requests got
};

std::string_view toString(Verdict verdict);  ///< "ok", "note", "unknown", "wrong"
std::string_view toString(Layer layer);      ///< "node", "cabling", ...
std::string_view titleOf(Layer layer);       ///< for people: "Namespaces, links and addresses"

/// What puts a finding right.
struct Mend {
    std::string node;
    std::string command;  ///< shell lines, run to the letter; the first that fails ends it
    std::string what;     ///< what it does, as a sentence
    std::string step;     ///< whose resource it brings back; may be empty
};

/// One thing that was looked at.
struct Finding {
    std::string id;  ///< what was found, the same in every lab: "server.stopped", "rule.twice", "route"
    Layer layer = Layer::Node;
    std::string node;
    std::string object;  ///< what it is about: "pod1b", "br0", "192.168.2.20", "nat OUTPUT"
    std::string title;   ///< a sentence
    Verdict verdict = Verdict::Ok;
    std::string command;  ///< what shows the same on the node, to the letter; may be empty
    std::string found;
    std::string meaning;
    /// What the live rules make of the request that this is about, or that fails because of this: see
    /// foretell(). May be empty.
    std::string foretold;
    std::optional<Mend> mend;
    /// A note that explains lost requests if nothing else does.
    bool suspect = false;
};

/// All that was looked at, bottom-up, and the first thing that is wrong.
struct Report {
    std::vector<Finding> findings;
    std::optional<std::size_t> diagnosis;  ///< index of the first finding that is wrong
    std::vector<std::string> unreached;    ///< nodes
    double seconds = 0;

    [[nodiscard]] const Finding* cause() const { return diagnosis ? &findings.at(*diagnosis) : nullptr; }
};

}  // namespace podwire::doctor
