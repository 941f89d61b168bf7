// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace podwire::nodes {

/// A virtual machine that Podwire made.
struct RecordedInstance {
    std::string node;      ///< "node1"
    std::string instance;  ///< "pw-podwire-node1"
    std::string address;   ///< as of the last start; empty: it never came up
    std::string interface;
};

/// What Podwire remembers of a lab whose nodes come from elsewhere than the local lab. Only instances that
/// stand in here are Podwire's to stop or delete.
struct LabRecord {
    std::string provider;  ///< "multipass" or "ssh"
    std::vector<RecordedInstance> instances;
    std::string inventory;  ///< for "ssh": the file's absolute path

    [[nodiscard]] bool made(const std::string& instance) const;
};

/// Nothing when there is none; InvalidInput when it cannot be understood. `directory` is dataDirectory().
Result<std::optional<LabRecord>> readRecord(const std::string& directory, const std::string& lab);
Result<void> writeRecord(const std::string& directory, const std::string& lab, const LabRecord& record);
void removeRecord(const std::string& directory, const std::string& lab);

}  // namespace podwire::nodes
