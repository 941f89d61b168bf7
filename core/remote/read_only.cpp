// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/read_only.h"

#include <utility>

namespace podwire::remote {
namespace {

class ReadOnlyShell : public Shell {
public:
    explicit ReadOnlyShell(std::unique_ptr<Shell> shell) : shell_(std::move(shell)) {}

    [[nodiscard]] const std::string& name() const override { return shell_->name(); }
    [[nodiscard]] LinkStatus status() const override { return shell_->status(); }
    void onStatus(std::function<void(const LinkStatus&)> handler) override {
        shell_->onStatus(std::move(handler));
    }
    void reconnect() override { shell_->reconnect(); }

    std::shared_ptr<Job> start(Command command, JobEvents events) override {
        return command.effect == Effect::Reads ? shell_->start(std::move(command), std::move(events))
                                               : refuse(std::move(events));
    }

private:
    /// Something harmless takes the command's place: events come on the Shell's own thread only.
    std::shared_ptr<Job> refuse(JobEvents events) {
        Command nothing;
        nothing.argv = {"true"};
        nothing.effect = Effect::Reads;
        JobEvents instead;
        instead.out = [](std::string_view) {};
        instead.err = [](std::string_view) {};
        instead.ended = [ended = std::move(events.ended), node = name()](Outcome outcome) {
            if (outcome.ending == Ending::Exit) {
                outcome = {};
                outcome.cause = ErrorKind::Permission;
                outcome.reason = readOnlyError(node).message;
            }
            ended(std::move(outcome));
        };
        return shell_->start(std::move(nothing), std::move(instead));
    }

    std::unique_ptr<Shell> shell_;
};

}  // namespace

std::unique_ptr<Shell> readOnly(std::unique_ptr<Shell> shell) {
    return std::make_unique<ReadOnlyShell>(std::move(shell));
}

Error readOnlyError(const std::string& node) {
    return {ErrorKind::Permission,
            node + " is read-only; nothing was changed",
            {},
            "It is marked so in the inventory, or --read-only was given."};
}

}  // namespace podwire::remote
