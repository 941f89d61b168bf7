// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/walk/predict.h"

/// The chapter's network: host 10.30.45.1; node1 10.30.45.100 with pod1a and pod1b on br0; node2 10.30.45.200
/// with pod2 on its cable; each pod listens on port 80. Both nodes have the other's pods in their routes.
namespace podwire::test {

walk::World chapterWorld();

walk::Namespace& netns(walk::World& world, const std::string& node, const std::string& name = {});

/// Replaces a table of a namespace; `lines` as iptables-save prints them, without "*TABLE" and "COMMIT".
void setTable(walk::Namespace& to, const std::string& table, const std::string& lines);

netstate::Route route(const std::string& destination, const std::string& gateway, const std::string& device);
void removeRoute(walk::Namespace& from, const std::string& destination);

/// ":OUTPUT ACCEPT [0:0]" and the like for nat, and the lines after them.
std::string nat(const std::string& lines);
/// A rule per backend for what is asked at `-d address --dport port`, by the chapter's chances.
std::string threeRules(const std::string& chain, const std::string& address, int port);
/// Rules 4 and 5 of NodePort.
extern const char* const kMasqueradeExternal;
/// Rules 9 and 10.
extern const char* const kMasqueradeInternal;

/// The ways, after a look that their probabilities add up to 1.
std::vector<walk::Way> waysOf(const walk::World& world, const std::string& node, const std::string& pod,
                              const std::string& address, int port);

/// "192.168.1.10:80 answered 0.33": server, end and probability of each way; "lost StrayReply node1/pod1a" by
/// cause and place where it ends.
std::vector<std::string> endsOf(const std::vector<walk::Way>& ways);

/// One line for each hop: "node1 nat OUTPUT 1 dnat 10.96.1.100:8080 > 192.168.1.10:80".
std::vector<std::string> linesOf(const walk::Way& way);

}  // namespace podwire::test
