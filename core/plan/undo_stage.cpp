// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/undo_stage.h"

#include <algorithm>

#include "core/base/shellwords.h"
#include "core/netfilter/rule_command.h"
#include "core/plan/notes.h"
#include "core/plan/presence.h"

namespace podwire::plan {
namespace {

/// True when the resource goes by itself with a namespace or link that this step takes away.
class Covered {
public:
    explicit Covered(const StepStatus& step) {
        for (const ResourceStatus& status : step.resources) {
            const lab::Resource& resource = *status.resource;
            if (const auto* netns = std::get_if<lab::Netns>(&resource.what)) {
                netnses_.insert(resource.node + ' ' + netns->name);
            } else if (const auto* veth = std::get_if<lab::Veth>(&resource.what)) {
                links_.insert(resource.node + ' ' + resource.netns + ' ' + veth->name);
                links_.insert(resource.node + ' ' + veth->peerNetns + ' ' + veth->peer);
            } else if (const auto* bridge = std::get_if<lab::Bridge>(&resource.what)) {
                links_.insert(resource.node + ' ' + resource.netns + ' ' + bridge->name);
            }
        }
    }

    [[nodiscard]] bool covers(const lab::Resource& resource) const {
        if (std::holds_alternative<lab::Unit>(resource.what) ||
            std::holds_alternative<lab::Veth>(resource.what)) {
            return false;
        }
        if (!resource.netns.empty() && netnses_.count(resource.node + ' ' + resource.netns) > 0) {
            return true;
        }
        if (const auto* up = std::get_if<lab::LinkUp>(&resource.what)) {
            return goes(resource, up->device);
        }
        if (const auto* address = std::get_if<lab::InterfaceAddress>(&resource.what)) {
            return goes(resource, address->device);
        }
        if (const auto* port = std::get_if<lab::BridgePort>(&resource.what)) {
            return goes(resource, port->device) || goes(resource, port->bridge);
        }
        return false;
    }

private:
    [[nodiscard]] bool goes(const lab::Resource& resource, const std::string& device) const {
        return links_.count(resource.node + ' ' + resource.netns + ' ' + device) > 0;
    }

    std::set<std::string> netnses_, links_;
};

/// `-D` with the words of the lab; with the kernel's own words when the student wrote the modules in another
/// order.
std::string deleteRule(const lab::Resource& resource, const netfilter::Rule& seen) {
    const auto& rule = std::get<lab::IptablesRule>(resource.what);
    const std::string enter =
        resource.netns.empty() ? "" : "ip netns exec " + quoteWord(resource.netns) + " ";
    if (netfilter::sameOrder(rule.command.rule, seen)) {
        return lab::undoCommand(resource, std::nullopt);
    }
    std::string line = netfilter::saveLine(seen);
    line.replace(0, 2, "-D");
    return "sudo " + enter + rule.command.tool + " -t " + quoteWord(rule.command.table) + " " + line;
}

/// The commands that take the resource back as it is now: one for each copy of a rule.
std::vector<std::string> undoCommands(const ResourceStatus& status, const Observed& node) {
    const lab::Resource& resource = *status.resource;
    if (std::holds_alternative<lab::IptablesRule>(resource.what)) {
        std::vector<std::string> commands;
        const netfilter::Chain* chain = chainOf(resource, node);
        for (const size_t place : placesOf(resource, node)) {
            commands.push_back(deleteRule(resource, chain->rules[place].rule));
        }
        return commands;
    }
    const Note* note = node.findNote(resource.key);
    const std::optional<std::string> was = note == nullptr ? std::nullopt : note->was;
    if (const auto* sysctl = std::get_if<lab::Sysctl>(&resource.what);
        sysctl != nullptr && was == sysctl->value) {
        return {};  // it had this value before
    }
    return {lab::undoCommand(resource, was)};
}

}  // namespace

UndoStages::UndoStages(const Assessment& assessment, const Sharers& sharers, const Goal& goal)
    : assessment_(assessment), sharers_(sharers), goal_(goal) {}

Stage UndoStages::make(const lab::Step& step, std::vector<Kept>& kept) {
    Stage stage;
    stage.step = step.id;
    stage.undo = true;
    const StepStatus& status = assessment_.at(step.id);
    const Covered covered(status);
    for (auto at = status.resources.rbegin(); at != status.resources.rend(); ++at) {
        const bool there = at->presence == Presence::Present || at->presence == Presence::Drifted;
        if (!there || removed_.count(at->resource->key) > 0) {
            forgetOnly(step, *at->resource, stage);
        } else if (!covered.covers(*at->resource)) {
            takeBack(step, *at, stage, kept);
        }
    }
    return stage;
}

void UndoStages::takeBack(const lab::Step& step, const ResourceStatus& status, Stage& stage,
                          std::vector<Kept>& kept) {
    const lab::Resource& resource = *status.resource;
    if (auto others = holders(status); !others.empty()) {
        kept.push_back({step.id, &resource, std::move(others)});
        forgetOnly(step, resource, stage);
        return;
    }
    // A sysctl's value says nothing about who set it: without our note, and with the rest of the step absent,
    // it is not ours.
    const Note* note = assessment_.nodes.at(resource.node).findNote(resource.key);
    if (std::holds_alternative<lab::Sysctl>(resource.what) && note == nullptr &&
        assessment_.stateOf(step.id) == StepState::Absent) {
        return;
    }
    const std::vector<std::string> commands = undoCommands(status, assessment_.nodes.at(resource.node));
    for (const std::string& command : commands) {
        Action action;
        action.kind = Action::Kind::Undo;
        action.step = step.id;
        action.node = resource.node;
        action.command = command;
        action.resource = &resource;
        if (needsNote(resource, !status.sharedWith.empty()) && &command == &commands.back()) {
            action.after = dropNote(resource, step.id);
        }
        stage.actions.push_back(std::move(action));
    }
    if (commands.empty()) {
        forgetOnly(step, resource, stage);
    } else {
        removed_.insert(resource.key);
    }
}

std::vector<std::string> UndoStages::holders(const ResourceStatus& status) const {
    const Note* note = assessment_.nodes.at(status.resource->node).findNote(status.resource->key);
    std::vector<std::string> found;
    for (const std::string& other : status.sharedWith) {
        if (goal_.unwanted.count(other) == 0 && (goal_.wanted.count(other) > 0 || holds(other, note))) {
            found.push_back(other);
        }
    }
    return found;
}

/// Another step holds a shared resource when a note says so; or, where it was all typed by hand and there are
/// no notes, when something that only this step wants is there.
bool UndoStages::holds(const std::string& step, const Note* note) const {
    if (note != nullptr && note->wantedBy.count(step) > 0) {
        return true;
    }
    const auto& resources = assessment_.at(step).resources;
    return std::any_of(resources.begin(), resources.end(), [](const ResourceStatus& one) {
        return one.sharedWith.empty() && one.presence == Presence::Present &&
               !std::holds_alternative<lab::Sysctl>(one.resource->what);
    });
}

void UndoStages::forgetOnly(const lab::Step& step, const lab::Resource& resource, Stage& stage) const {
    const Note* note = assessment_.nodes.at(resource.node).findNote(resource.key);
    if (note == nullptr || note->wantedBy.count(step.id) == 0) {
        return;
    }
    Action action;
    action.kind = Action::Kind::Undo;
    action.step = step.id;
    action.node = resource.node;
    action.resource = &resource;
    action.after = dropNote(resource, step.id);
    stage.actions.push_back(std::move(action));
}

}  // namespace podwire::plan
