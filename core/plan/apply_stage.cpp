// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/apply_stage.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/base/shellwords.h"
#include "core/plan/notes.h"
#include "core/plan/presence.h"

namespace podwire::plan {
namespace {

class ApplyStage {
public:
    ApplyStage(const lab::Step& step, const Assessment& assessment, const Sharers& sharers,
               const std::set<std::string>& removed, std::set<std::string>& added)
        : step_(step), assessment_(assessment), sharers_(sharers), removed_(removed), added_(added) {}

    Stage run() {
        stage_.step = step_.id;
        findTangledChains();
        for (const ResourceStatus& status : assessment_.at(step_.id).resources) {
            bring(status);
            added_.insert(status.resource->key);
        }
        noteFormerValues();
        return std::move(stage_);
    }

private:
    /// Chains in which the step's rules stand in the wrong order: they are taken out and appended anew.
    void findTangledChains() {
        for (const ResourceStatus& status : assessment_.at(step_.id).resources) {
            if (!status.inOrder) {
                tangled_.insert(chainKey(*status.resource));
            }
        }
        for (const ResourceStatus& status : assessment_.at(step_.id).resources) {
            const auto* rule = std::get_if<lab::IptablesRule>(&status.resource->what);
            if (rule != nullptr && tangled_.count(chainKey(*status.resource)) > 0) {
                removeCopies(status, status.copies, "taken out to be appended in order again");
            }
        }
    }

    void bring(const ResourceStatus& status) {
        const lab::Resource& resource = *status.resource;
        if (added_.count(resource.key) > 0) {
            noteOnly(resource);
            return;
        }
        const bool gone = removed_.count(resource.key) > 0;
        if (std::holds_alternative<lab::IptablesRule>(resource.what) && !gone) {
            rule(status);
        } else if (status.presence == Presence::Present && !gone) {
            noteOnly(resource);
        } else {
            const bool repairs = status.presence == Presence::Drifted;
            if (repairs && !gone && std::holds_alternative<lab::Netns>(resource.what)) {
                add(resource, lab::undoCommand(resource, std::nullopt), Action::Kind::Repair,
                    "a name without a namespace is in the way");
            }
            add(resource, resource.command, repairs ? Action::Kind::Repair : Action::Kind::Apply,
                resource.why);
        }
    }

    void rule(const ResourceStatus& status) {
        const lab::Resource& resource = *status.resource;
        if (tangled_.count(chainKey(resource)) > 0) {
            add(resource, resource.command, Action::Kind::Repair, resource.why);
        } else if (status.copies > 1) {
            removeCopies(status, status.copies - 1, "one copy is enough");
        } else if (status.copies == 1) {
            noteOnly(resource);
        } else if (const auto place = placeBeforeNext(status)) {
            add(resource, insertAt(std::get<lab::IptablesRule>(resource.what), *place), Action::Kind::Apply,
                "inserted, since a rule that comes after it is there already");
            ++inserted_[chainKey(resource)];
        } else {
            add(resource, resource.command, Action::Kind::Apply, resource.why);
        }
    }

    /// 1-based place in the chain before the first rule of the step that comes later in the lab and is there
    /// already.
    std::optional<size_t> placeBeforeNext(const ResourceStatus& status) const {
        const auto& rule = std::get<lab::IptablesRule>(status.resource->what);
        if (rule.command.verb != netfilter::RuleCommand::Verb::Append) {
            return std::nullopt;
        }
        const std::string chain = chainKey(*status.resource);
        bool later = false;
        for (const ResourceStatus& other : assessment_.at(step_.id).resources) {
            const auto* next = std::get_if<lab::IptablesRule>(&other.resource->what);
            if (later && next != nullptr && other.copies > 0 && chainKey(*other.resource) == chain &&
                removed_.count(other.resource->key) == 0) {
                const auto places = placesOf(*other.resource, assessment_.nodes.at(other.resource->node));
                const auto before = inserted_.find(chain);
                return places.front() + 1 + (before == inserted_.end() ? 0 : before->second);
            }
            later = later || &other == &status;
        }
        return std::nullopt;
    }

    static std::string insertAt(const lab::IptablesRule& rule, size_t place) {
        std::vector<std::string> words = rule.words;
        const auto chain = std::find(words.begin(), words.end(), rule.command.rule.chain);
        if (chain != words.end() && chain != words.begin()) {
            *(chain - 1) = "-I";
            words.insert(chain + 1, std::to_string(place));
        }
        return quoteCommand(words);
    }

    void removeCopies(const ResourceStatus& status, int count, const std::string& why) {
        for (int i = 0; i < count; ++i) {
            add(*status.resource, lab::undoCommand(*status.resource, std::nullopt), Action::Kind::Repair,
                why);
        }
    }

    void add(const lab::Resource& resource, std::string command, Action::Kind kind, std::string why) {
        Action action;
        action.kind = kind;
        action.step = step_.id;
        action.node = resource.node;
        action.command = std::move(command);
        action.why = std::move(why);
        action.resource = &resource;
        if (needsNote(resource, isShared(resource))) {
            action.before = takeNote(resource, step_.id);
        }
        stage_.actions.push_back(std::move(action));
    }

    /// What is there already is wanted by this step too from now on.
    void noteOnly(const lab::Resource& resource) {
        if (!isShared(resource)) {
            return;
        }
        const Note* note = assessment_.nodes.at(resource.node).findNote(resource.key);
        if (note == nullptr || note->wantedBy.count(step_.id) == 0) {
            add(resource, {}, Action::Kind::Apply, {});
        }
    }

    /// A sysctl that has its value before the rest of the step comes keeps it when the step goes.
    void noteFormerValues() {
        const bool begins = std::any_of(stage_.actions.begin(), stage_.actions.end(),
                                        [](const Action& action) { return !action.command.empty(); });
        for (const ResourceStatus& status : assessment_.at(step_.id).resources) {
            const lab::Resource& resource = *status.resource;
            if (begins && std::holds_alternative<lab::Sysctl>(resource.what) &&
                status.presence == Presence::Present &&
                assessment_.nodes.at(resource.node).findNote(resource.key) == nullptr &&
                !isShared(resource)) {
                add(resource, {}, Action::Kind::Apply, {});
            }
        }
    }

    bool isShared(const lab::Resource& resource) const {
        return !sharers_.others(resource.key, step_.id).empty();
    }

    const lab::Step& step_;
    const Assessment& assessment_;
    const Sharers& sharers_;
    const std::set<std::string>& removed_;
    std::set<std::string>& added_;
    std::set<std::string> tangled_;
    std::map<std::string, size_t> inserted_;
    Stage stage_;
};

}  // namespace

Stage makeApplyStage(const lab::Step& step, const Assessment& assessment, const Sharers& sharers,
                     const std::set<std::string>& removed, std::set<std::string>& added) {
    return ApplyStage(step, assessment, sharers, removed, added).run();
}

}  // namespace podwire::plan
