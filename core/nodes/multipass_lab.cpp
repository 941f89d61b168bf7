// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/multipass_lab.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <future>
#include <thread>

#include "core/nodes/cloud_init.h"
#include "core/nodes/instance_facts.h"
#include "core/nodes/own_files.h"

namespace podwire::nodes {
namespace {

using Clock = std::chrono::steady_clock;

/// The chapter's machines, with what they get on a network of their own.
struct Machine {
    const char* node;
    const char* address;
    const char* mac;
};
constexpr std::array<Machine, 3> kMachines{{{"host", "10.30.45.1", "52:54:00:1e:2d:01"},
                                            {"node1", "10.30.45.100", "52:54:00:1e:2d:64"},
                                            {"node2", "10.30.45.200", "52:54:00:1e:2d:c8"}}};

const Machine& machineOf(const std::string& node) {
    return *std::find_if(kMachines.begin(), kMachines.end(),
                         [&](const Machine& m) { return node == m.node; });
}

std::string keyPath(const std::string& directory) {
    return directory + "/multipass/id_ed25519";
}

std::string knownHostsPath(const std::string& directory, const std::string& lab) {
    return directory + "/multipass/" + lab + ".known_hosts";
}

const Instance* find(const std::vector<Instance>& instances, const std::string& name) {
    const auto found =
        std::find_if(instances.begin(), instances.end(), [&](const Instance& i) { return i.name == name; });
    return found == instances.end() ? nullptr : &*found;
}

bool runs(const Instance& instance) {
    return instance.state != InstanceState::Stopped && instance.state != InstanceState::Suspended &&
           instance.state != InstanceState::Deleted;
}

/// The first failure among threads that all have ended.
Result<void> joined(std::vector<std::future<Result<void>>> all) {
    Result<void> first;
    for (auto& one : all) {
        auto result = one.get();
        if (first && !result) {
            first = std::move(result);
        }
    }
    return first;
}

}  // namespace

MultipassLab::MultipassLab(Settings settings, RunProcess run, const std::atomic<bool>& cancelled,
                           Report report)
    : settings_(std::move(settings)),
      run_(std::move(run)),
      multipass_(run_),
      cancelled_(cancelled),
      report_(std::move(report)) {}

void MultipassLab::say(const std::string& stage, const std::string& node, const std::string& text) {
    const std::lock_guard lock(reporting_);
    if (report_) {
        report_(stage, node, text);
    }
}

bool MultipassLab::pause(std::chrono::milliseconds left) const {
    const auto again = Clock::now() + settings_.poll;
    while (!cancelled_ && Clock::now() < again) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return !cancelled_ && left > settings_.poll;
}

Result<LabRecord> MultipassLab::recordOf() {
    auto read = readRecord(settings_.directory, settings_.lab);
    if (!read) {
        return fail(read.error());
    }
    LabRecord record = read->value_or(LabRecord{"multipass", {}, {}});
    if (record.provider != "multipass") {
        return fail(
            ErrorKind::Conflict, "The lab '" + settings_.lab + "' is on hosts of an inventory", {},
            "Choose another name with --name, or forget it: podwirectl nodes down --name " + settings_.lab);
    }
    return record;
}

Result<void> MultipassLab::refuseStrangers(const LabRecord& record, const std::vector<Instance>& there) {
    for (const Machine& machine : kMachines) {
        const std::string name = "pw-" + settings_.lab + "-" + machine.node;
        if (find(there, name) != nullptr && !record.made(name)) {
            return fail(ErrorKind::Conflict, "There is an instance " + name + " that Podwire did not make",
                        {},
                        "Choose another name with --name, or delete it: multipass delete --purge " + name);
        }
    }
    return {};
}

Result<void> MultipassLab::checkNetwork() {
    if (settings_.network.empty()) {
        return {};
    }
    const auto networks = multipass_.networks();
    if (!networks) {
        return fail(networks.error());
    }
    std::string names;
    for (const HostNetwork& network : *networks) {
        if (network.name == settings_.network) {
            return {};
        }
        names += (names.empty() ? "" : ", ") + network.name;
    }
    return fail(ErrorKind::InvalidInput, "Multipass knows no network '" + settings_.network + "'", {},
                names.empty() ? "`multipass networks` lists none." : "Networks: " + names);
}

Result<void> MultipassLab::up() {
    auto record = recordOf();
    if (!record) {
        return fail(record.error());
    }
    if (auto version = multipass_.version(); !version) {
        return fail(version.error());
    }
    if (auto network = checkNetwork(); !network) {
        return network;
    }
    const auto there = multipass_.list();
    if (!there) {
        return fail(there.error());
    }
    if (auto ours = refuseStrangers(*record, *there); !ours) {
        return ours;
    }
    const auto key = ownPublicKey(keyPath(settings_.directory), run_);
    if (!key) {
        return fail(key.error());
    }
    for (const Machine& machine : kMachines) {
        const std::string name = "pw-" + settings_.lab + "-" + machine.node;
        if (!record->made(name)) {
            record->instances.push_back({machine.node, name, {}, {}});
        }
    }
    // Before the first launch: what is launched is remembered whatever happens then.
    if (auto written = writeRecord(settings_.directory, settings_.lab, *record); !written) {
        return written;
    }
    if (auto brought = bringAll(*record, *key); !brought) {
        return brought;
    }
    return learn(*record, *key);
}

/// The first one alone: it downloads the image that the others share.
Result<void> MultipassLab::bringAll(const LabRecord& record, const std::string& key) {
    if (auto first = bring(record.instances.front(), key); !first) {
        return first;
    }
    std::vector<std::future<Result<void>>> others;
    for (auto one = record.instances.begin() + 1; one != record.instances.end(); ++one) {
        others.push_back(std::async(std::launch::async, [this, one, &key] { return bring(*one, key); }));
    }
    return joined(std::move(others));
}

Result<void> MultipassLab::bring(const RecordedInstance& one, const std::string& key) {
    for (auto left = settings_.patience;; left -= settings_.poll) {
        const auto done = bringOnce(one, key);
        if (!done) {
            return fail(done.error());
        }
        if (*done) {
            return {};
        }
        if (!pause(left)) {
            return cancelled_
                       ? fail(ErrorKind::Cancelled, "Cancelled while " + one.instance + " was coming up", {},
                              "It stays: `podwirectl nodes up` goes on, `nodes down --purge` deletes it.")
                       : fail(ErrorKind::Timeout, one.instance + " does not come up", {},
                              "`multipass list` shows its state; `podwirectl nodes up` goes on with it.");
        }
    }
}

/// True when it runs and has an address, false when it is to be looked at again.
Result<bool> MultipassLab::bringOnce(const RecordedInstance& one, const std::string& key) {
    const auto there = multipass_.list();
    if (!there) {
        return fail(there.error());
    }
    const Instance* instance = find(*there, one.instance);
    if (instance == nullptr) {
        return launch(one, key);
    }
    switch (instance->state) {
        case InstanceState::Running:
            return !instance->addresses.empty();
        case InstanceState::Starting:
        case InstanceState::Restarting:
        case InstanceState::Suspending:
            say("start", one.node, instance->stateText);
            return false;
        case InstanceState::Unavailable:
            return fail(ErrorKind::Unsupported, one.instance + " is in a zone that is switched off", {},
                        "multipass enable-zones --all");
        case InstanceState::Deleted:
            if (auto back = multipass_.recover(one.instance); !back) {
                return fail(back.error());
            }
            [[fallthrough]];
        case InstanceState::Stopped:
        case InstanceState::Suspended:
        case InstanceState::DelayedShutdown:
        case InstanceState::Unknown:
            break;
    }
    say("start", one.node, "starting");
    if (auto started = multipass_.start(one.instance); !started) {
        return started;
    }
    return false;  // its address is in the next look
}

Result<bool> MultipassLab::launch(const RecordedInstance& one, const std::string& key) {
    const Machine& machine = machineOf(one.node);
    const bool own = !settings_.network.empty();
    LaunchRequest request;
    request.instance = one.instance;
    request.network = settings_.network;
    request.macAddress = own ? machine.mac : "";
    request.userData = cloudInit(
        {one.node, key, request.macAddress, own ? std::string(machine.address) + "/24" : std::string()});
    say("launch", one.node, "launching: the first time an image is downloaded");
    const auto launched = multipass_.launch(request);
    if (launched && !*launched) {
        say("launch", one.node, "Multipass no longer waits, the machine still comes up");
    }
    return launched ? Result<bool>(false) : launched;
}

Result<void> MultipassLab::learn(LabRecord& record, const std::string& key) {
    std::vector<std::string> hostKeys(record.instances.size());
    std::vector<std::future<Result<void>>> all;
    for (std::size_t i = 0; i < record.instances.size(); ++i) {
        all.push_back(std::async(std::launch::async, [this, &record, &hostKeys, &key, i] {
            return learnOne(record.instances[i], key, hostKeys[i]);
        }));
    }
    if (auto learnt = joined(std::move(all)); !learnt) {
        return learnt;
    }
    std::string lines;
    for (const std::string& keys : hostKeys) {
        lines += keys;
    }
    if (auto written = writeOwnFile(knownHostsPath(settings_.directory, settings_.lab), lines); !written) {
        return written;
    }
    return writeRecord(settings_.directory, settings_.lab, record);
}

Result<void> MultipassLab::learnOne(RecordedInstance& one, const std::string& key, std::string& hostKeys) {
    say("prepare", one.node, "waiting for its packages and keys");
    for (auto left = settings_.patience;; left -= settings_.poll) {
        const auto output = multipass_.exec(one.instance, factsCommand(key));
        auto facts = output ? parseFacts(one.instance, *output) : fail(output.error());
        if (!facts) {
            if (pause(left)) {
                continue;
            }
            return fail(facts.error());
        }
        const auto there = multipass_.list();
        const Instance* instance = there ? find(*there, one.instance) : nullptr;
        const std::string wanted = machineOf(one.node).address;
        const bool hasWanted = !settings_.network.empty() && !facts->interfaceOf(wanted).empty();
        one.address = hasWanted ? wanted
                      : instance != nullptr && !instance->addresses.empty()
                          ? instance->addresses.front()
                          : facts->addresses.front().address;
        one.interface = facts->interfaceOf(one.address);
        for (const std::string& hostKey : facts->hostKeys) {
            hostKeys += one.node + "." + settings_.lab + " " + hostKey + "\n";
        }
        return {};
    }
}

Result<std::vector<std::string>> MultipassLab::oursAmong(const std::vector<Instance>& there, bool running) {
    const auto record = recordOf();
    if (!record) {
        return fail(record.error());
    }
    std::vector<std::string> names;
    for (const RecordedInstance& one : record->instances) {
        const Instance* instance = find(there, one.instance);
        if (instance != nullptr && (!running || runs(*instance))) {
            names.push_back(one.instance);
        }
    }
    return names;
}

Result<void> MultipassLab::down() {
    const auto there = multipass_.list();
    if (!there) {
        return fail(there.error());
    }
    const auto names = oursAmong(*there, true);
    if (!names) {
        return fail(names.error());
    }
    say("stop", {}, "stopping");
    return names->empty() ? Result<void>() : multipass_.stop(*names);
}

Result<void> MultipassLab::purge() {
    const auto there = multipass_.list();
    if (!there) {
        return fail(there.error());
    }
    const auto names = oursAmong(*there, false);
    if (!names) {
        return fail(names.error());
    }
    say("delete", {}, "deleting");
    if (!names->empty()) {
        if (auto purged = multipass_.purge(*names); !purged) {
            return purged;
        }
    }
    removeRecord(settings_.directory, settings_.lab);
    std::error_code ignored;
    std::filesystem::remove(knownHostsPath(settings_.directory, settings_.lab), ignored);
    return {};
}

Result<MultipassLab::Status> MultipassLab::status() {
    const auto record = recordOf();
    if (!record) {
        return fail(record.error());
    }
    const auto there = multipass_.list();
    if (!there) {
        return fail(there.error());
    }
    Status status;
    std::size_t running = 0;
    std::size_t present = 0;
    for (const RecordedInstance& one : record->instances) {
        const Instance* instance = find(*there, one.instance);
        status.nodes.push_back({one.node, one.instance, instance == nullptr ? "absent" : instance->stateText,
                                instance == nullptr ? std::string() : one.address});
        if (instance != nullptr && instance->state == InstanceState::Running) {
            ++running;
        }
        if (instance != nullptr && runs(*instance)) {
            ++present;
        }
    }
    status.state = running > 0 && running == record->instances.size() ? "up"
                   : present > 0                                      ? "partial"
                                                                      : "down";
    return status;
}

std::vector<NodeInfo> multipassNodes(const std::string& directory, const std::string& lab,
                                     const LabRecord& record) {
    std::vector<NodeInfo> nodes;
    for (const RecordedInstance& one : record.instances) {
        if (one.address.empty()) {
            continue;
        }
        NodeInfo info;
        info.name = one.node;
        info.address = one.address;
        info.interface = one.interface;
        info.endpoint.name = one.node;
        info.endpoint.address = remote::TcpAddress{one.address, 22};
        info.endpoint.hostKeyAlias = one.node + "." + lab;
        info.endpoint.identities = {keyPath(directory)};
        info.endpoint.useAgent = false;
        info.endpoint.knownHosts = knownHostsPath(directory, lab);
        nodes.push_back(std::move(info));
    }
    return nodes;
}

}  // namespace podwire::nodes
