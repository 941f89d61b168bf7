// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/trace_run.h"

#include <QRandomGenerator>
#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "core/netfilter/rule.h"
#include "core/remote/conversation.h"

namespace podwire::live {
namespace {

constexpr std::chrono::seconds kRequestDeadline{3};
constexpr std::chrono::seconds kReadyDeadline{10};
constexpr std::chrono::seconds kCommandDeadline{60};
constexpr std::chrono::seconds kCleaning{10};
// The kernel tells of a packet after it is through; the last reply's events are on their way when the answer
// is here.
constexpr std::chrono::milliseconds kLastEvents{200};

remote::Command requestCommand(const walk::Request& request) {
    remote::Command command;
    if (!request.netns.empty()) {
        command.argv = {"sudo", "-n", "env", "LC_ALL=C", "ip", "netns", "exec", request.netns};
    }
    command.argv.insert(
        command.argv.end(),
        {"python3", "-I", "-c", trace::kRequestScript, netfilter::formatAddress(request.destination),
         std::to_string(request.port), std::to_string(kRequestDeadline.count())});
    command.deadline = kCommandDeadline;
    return command;
}

remote::Command tracingCommand(const trace::Tuple& tuple, const std::string& id) {
    remote::Command command;
    command.argv = {"bash", "-c", trace::tracingScript(tuple, id)};
    command.deadline = kCommandDeadline;
    command.graceWhenLost = kCleaning;
    return command;
}

tl::unexpected<Error> failed(remote::Conversation& with, const std::string& node, const std::string& what) {
    with.closeInput();
    auto outcome = remote::expectSuccess(with.outcome(), node, what);
    return outcome ? fail(ErrorKind::CommandFailed, what + " on " + node + " ended too early")
                   : fail(outcome.error());
}

struct Tracer {
    std::string node;
    std::unique_ptr<remote::Conversation> talk;
};

Result<std::vector<Tracer>> startTracers(const std::vector<session::LabSession::Node>& nodes,
                                         const trace::Tuple& tuple, const std::stop_token& stop) {
    const std::string id = QString::number(QRandomGenerator::system()->generate64(), 36).toStdString();
    std::vector<Tracer> tracers;
    for (const session::LabSession::Node& node : nodes) {
        tracers.push_back({node.name, std::make_unique<remote::Conversation>(
                                          *node.streams, tracingCommand(tuple, id), stop)});
    }
    for (Tracer& one : tracers) {
        if (!one.talk->waitForLine("ready", kReadyDeadline)) {
            return failed(*one.talk, one.node, "tracing");
        }
    }
    return tracers;
}

Result<std::vector<trace::NodeTrace>> takeTraces(std::vector<Tracer>& tracers) {
    for (Tracer& one : tracers) {
        one.talk->say("enough");
    }
    std::vector<trace::NodeTrace> traces;
    for (Tracer& one : tracers) {
        const auto outcome = remote::expectSuccess(one.talk->outcome(), one.node, "tracing");
        auto read = outcome ? trace::parseTracing(one.node, outcome->out) : fail(outcome.error());
        if (!read) {
            return fail(read.error());
        }
        traces.push_back(std::move(*read));
    }
    return traces;
}

void waitFor(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait_for(lock, stop, time, [] { return false; });
}

}  // namespace

Result<TraceRun> runTrace(const std::vector<session::LabSession::Node>& nodes, const walk::World& world,
                          const walk::Request& request, const walk::Prediction& predicted,
                          const std::stop_token& stop) {
    const auto node =
        std::find_if(nodes.begin(), nodes.end(), [&](const auto& one) { return one.name == request.node; });
    if (node == nodes.end()) {
        return fail(ErrorKind::NotFound, "There is no node " + request.node);
    }
    TraceRun run;
    remote::Conversation client(*node->shell, requestCommand(request), stop);
    if (!client.waitForLine("port ", kReadyDeadline)) {
        return failed(client, node->name, "the request");
    }
    run.clientPort = trace::parseClientPort(client.outputSoFar());
    auto tracers =
        startTracers(nodes, {run.clientPort, trace::servicePorts(world, request, predicted)}, stop);
    if (!tracers) {
        return fail(tracers.error());
    }
    client.say("go");
    const auto sent = remote::expectSuccess(client.outcome(), node->name, "the request");
    waitFor(kLastEvents, stop);
    auto traces = takeTraces(*tracers);
    if (!sent) {
        return fail(sent.error());
    }
    if (!traces) {
        return fail(traces.error());
    }
    run.result = trace::parseRequestResult(sent->out);
    run.traces = std::move(*traces);
    return run;
}

}  // namespace podwire::live
