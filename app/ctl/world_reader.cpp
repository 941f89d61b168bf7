// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/world_reader.h"

#include <future>

#include "app/ctl/output.h"

namespace podwire::ctl {
namespace {

Result<trace::NodeReading> readNode(const session::LabSession::Node& node) {
    remote::Command command;
    command.argv = {"bash", "-c", trace::readingScript()};
    const auto outcome = remote::expectSuccess(node.shell->runAndWait(std::move(command)), node.name,
                                               "reading what decides about packets");
    return outcome ? trace::parseReading(node.name, outcome->out) : fail(outcome.error());
}

}  // namespace

tl::expected<WorldReading, int> readWorld(const session::LabSession& session) {
    std::vector<std::future<Result<trace::NodeReading>>> asked;
    for (const session::LabSession::Node& node : session.shells()) {
        asked.push_back(std::async(std::launch::async, readNode, std::cref(node)));
    }
    WorldReading reading;
    int status = kDone;
    for (auto& one : asked) {
        auto node = one.get();
        if (!node) {
            printError(node.error());
            status = node.error().kind == ErrorKind::CommandFailed ? static_cast<int>(kFailed)
                                                                   : static_cast<int>(kUnreachable);
            continue;
        }
        reading.world.push_back(node->node);
        reading.nodes.push_back(std::move(*node));
    }
    if (status != kDone) {
        return tl::make_unexpected(status);
    }
    return reading;
}

}  // namespace podwire::ctl
