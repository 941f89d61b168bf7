// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/world_reader.h"

#include <memory>

#include "core/remote/conversation.h"

namespace podwire::live {

Result<WorldReading> readWorld(const std::vector<session::LabSession::Node>& nodes,
                               const std::stop_token& stop) {
    std::vector<std::unique_ptr<remote::Conversation>> asked;
    for (const session::LabSession::Node& node : nodes) {
        remote::Command command;
        command.argv = {"bash", "-c", trace::readingScript()};
        command.effect = remote::Effect::Reads;
        asked.push_back(std::make_unique<remote::Conversation>(*node.shell, std::move(command), stop));
        asked.back()->closeInput();
    }
    WorldReading reading;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto outcome =
            remote::expectSuccess(asked[i]->outcome(), nodes[i].name, "reading what decides about packets");
        if (!outcome) {
            return fail(outcome.error());
        }
        auto node = trace::parseReading(nodes[i].name, outcome->out);
        if (!node) {
            Error error = node.error();
            error.kind = ErrorKind::CommandFailed;  // it is not the user who said that
            return fail(error);
        }
        reading.world.push_back(node->node);
        reading.nodes.push_back(std::move(*node));
    }
    return reading;
}

}  // namespace podwire::live
