// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/netfilter/ruleset.h"
#include "core/netstate/netstate.h"

namespace podwire::plan {

struct FileState {
    bool exists = false;
    bool regular = false;
    std::string mode;    ///< "0644"
    std::string sha256;  ///< lower-case hex; empty when it cannot be read
};

/// What a node notes while a step is applied, in ~/.podwire/<lab>/ on the node: who wants a shared resource,
/// and what was there before. It never says whether something is applied; that is read from the kernel.
struct Note {
    std::set<std::string> wantedBy;  ///< ids of steps that were applied from a console
    std::optional<std::string> was;  ///< the sysctl's value, or the path of the kept copy of a file
};

/// The name of a resource's note on its node: 16 hex digits made from the resource's key.
std::string noteId(const std::string& resourceKey);

/// One node's state, read with one command.
struct Observed {
    std::string node;
    std::string hostname;
    std::string home;                               ///< the login user's home directory
    netfilter::Ruleset rules;                       ///< of what `iptables` manages
    std::optional<netfilter::Ruleset> legacyRules;  ///< of iptables-legacy when it is in use beside it
    std::vector<netstate::Netns> namespaces;        ///< the node's own first
    std::set<std::string> emptyNetns;               ///< names in /run/netns with no namespace behind them
    std::map<std::string, std::string> sysctls;     ///< key -> value; a key that does not exist is missing
    std::map<std::string, FileState> files;         ///< path -> state, for every path asked for
    std::map<std::string, std::string> units;       ///< name -> ActiveState, for every unit asked for
    std::map<std::string, bool> probes;             ///< Run::present command -> exited 0
    std::map<std::string, Note> notes;              ///< by noteId of the resource
    /// Rules inside namespaces, by name; of those namespaces only in which the lab has rules.
    std::map<std::string, netfilter::Ruleset> netnsRules;

    [[nodiscard]] const Note* findNote(const std::string& resourceKey) const;

    [[nodiscard]] const netstate::Netns* findNetns(std::string_view name) const;
};

}  // namespace podwire::plan
