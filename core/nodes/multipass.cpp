// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/multipass.h"

#include "core/nodes/multipass_error.h"

namespace podwire::nodes {
namespace {

constexpr const char* kImage = "24.04";
constexpr const char* kTimeout = "900";  // seconds, for Multipass
constexpr std::chrono::milliseconds kLonger{
    960'000};  // for the program, so that its own time-out comes first
constexpr std::chrono::milliseconds kStopping{180'000};

std::vector<std::string> with(std::vector<std::string> argv, const std::vector<std::string>& more) {
    argv.insert(argv.end(), more.begin(), more.end());
    return argv;
}

}  // namespace

Result<std::string> Multipass::ask(const std::string& what, std::vector<std::string> argv) const {
    ProcessResult result = run_({std::move(argv), {}, kStopping});
    if (!result.succeeded()) {
        return fail(multipassError(what, result));
    }
    return std::move(result.out);
}

Result<MultipassVersion> Multipass::version() const {
    const auto json = ask("Multipass cannot be used", {"multipass", "version", "--format", "json"});
    if (!json) {
        return fail(json.error());
    }
    auto version = parseMultipassVersion(*json);
    if (version && !version->daemon) {
        return fail(ErrorKind::Unreachable,
                    "Multipass cannot be used: its daemon does not run, or you may not use it",
                    "multipass " + version->client,
                    "`multipass list` says which; sudo snap start multipass starts it.");
    }
    return version;
}

Result<std::vector<Instance>> Multipass::list() const {
    const auto json = ask("The instances cannot be listed", {"multipass", "list", "--format", "json"});
    return json ? parseInstanceList(*json) : fail(json.error());
}

Result<std::vector<HostNetwork>> Multipass::networks() const {
    const auto json = ask("The networks cannot be listed", {"multipass", "networks", "--format", "json"});
    return json ? parseHostNetworks(*json) : fail(json.error());
}

Result<bool> Multipass::comeUp(const std::string& what, const ProcessRequest& request) const {
    const ProcessResult result = run_(request);
    if (result.succeeded()) {
        return true;
    }
    if (mayStillComeUp(result)) {
        return false;
    }
    return fail(multipassError(what, result));
}

Result<bool> Multipass::launch(const LaunchRequest& request) const {
    std::vector<std::string> argv{"multipass", "launch",    kImage,     "--name",       request.instance,
                                  "--cpus",    "1",         "--memory", "1G",           "--disk",
                                  "5G",        "--timeout", kTimeout,   "--cloud-init", "-"};
    if (!request.network.empty()) {
        argv =
            with(argv, {"--network", "name=" + request.network + ",mode=manual,mac=" + request.macAddress});
    }
    return comeUp(request.instance + " cannot be launched", {std::move(argv), request.userData, kLonger});
}

Result<bool> Multipass::start(const std::string& instance) const {
    return comeUp(instance + " cannot be started",
                  {{"multipass", "start", instance, "--timeout", kTimeout}, {}, kLonger});
}

Result<void> Multipass::stop(const std::vector<std::string>& instances) const {
    const auto done = ask("The instances cannot be stopped", with({"multipass", "stop"}, instances));
    return done ? Result<void>() : fail(done.error());
}

Result<void> Multipass::recover(const std::string& instance) const {
    const auto done = ask(instance + " cannot be recovered", {"multipass", "recover", instance});
    return done ? Result<void>() : fail(done.error());
}

Result<void> Multipass::purge(const std::vector<std::string>& instances) const {
    const auto done =
        ask("The instances cannot be deleted", with({"multipass", "delete", "--purge"}, instances));
    return done ? Result<void>() : fail(done.error());
}

Result<std::string> Multipass::exec(const std::string& instance, std::vector<std::string> argv) const {
    return ask(instance + " cannot be asked",
               with({"multipass", "exec", "--no-map-working-directory", instance, "--"}, argv));
}

}  // namespace podwire::nodes
