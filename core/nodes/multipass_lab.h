// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "core/nodes/lab_record.h"
#include "core/nodes/multipass.h"
#include "core/nodes/node_info.h"

namespace podwire::nodes {

/// A lab on virtual machines: `host`, node1 and node2, named pw-LAB-NODE. The chapter's `host` is a machine
/// of its own as well, so that the user's laptop is never changed.
class MultipassLab {
public:
    struct Settings {
        std::string lab;        ///< isLabName()
        std::string directory;  ///< dataDirectory()
        std::string network;    ///< of the laptop, on which the nodes get the chapter's addresses; empty:
                                ///< Multipass' own
        std::chrono::milliseconds poll{2'000};  ///< between two looks at an instance that is coming up
        std::chrono::milliseconds patience{
            900'000};  ///< how long one may take when Multipass no longer waits
    };
    /// Called on any thread, never on two at once.
    using Report =
        std::function<void(const std::string& stage, const std::string& node, const std::string& text)>;

    MultipassLab(Settings settings, RunProcess run, const std::atomic<bool>& cancelled, Report report);

    /// Launches what is missing, starts what is stopped, learns addresses and host keys and remembers them.
    /// Blocks; may be called again on a lab that is up or half up. Conflict when an instance of that name is
    /// not Podwire's. What was launched stays when it fails or is cancelled; the record knows it.
    Result<void> up();
    /// Stops the instances that Podwire made for this lab.
    Result<void> down();
    /// Deletes them for good, and all that Podwire remembers of them. Others are never touched.
    Result<void> purge();

    struct NodeState {
        std::string node;
        std::string instance;
        std::string state;  ///< Multipass' word, or "absent"
        std::string address;
    };
    struct Status {
        std::string state;  ///< "up", "partial" or "down"
        std::vector<NodeState> nodes;
    };
    Result<Status> status();

private:
    Result<LabRecord> recordOf();
    Result<void> refuseStrangers(const LabRecord& record, const std::vector<Instance>& there);
    Result<void> checkNetwork();
    Result<void> bringAll(const LabRecord& record, const std::string& key);
    Result<void> bring(const RecordedInstance& one, const std::string& key);
    Result<bool> bringOnce(const RecordedInstance& one, const std::string& key);
    Result<bool> launch(const RecordedInstance& one, const std::string& key);
    Result<void> learn(LabRecord& record, const std::string& key);
    Result<void> learnOne(RecordedInstance& one, const std::string& key, std::string& hostKeys);
    Result<std::vector<std::string>> oursAmong(const std::vector<Instance>& there, bool running);
    [[nodiscard]] bool pause(std::chrono::milliseconds left) const;
    void say(const std::string& stage, const std::string& node, const std::string& text);

    Settings settings_;
    RunProcess run_;
    Multipass multipass_;
    const std::atomic<bool>& cancelled_;
    Report report_;
    std::mutex reporting_;
};

/// The nodes of a lab that was brought up, as remembered: asks no Multipass. Those that never came up are
/// left out.
std::vector<NodeInfo> multipassNodes(const std::string& directory, const std::string& lab,
                                     const LabRecord& record);

}  // namespace podwire::nodes
