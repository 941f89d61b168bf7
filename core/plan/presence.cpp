// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/presence.h"

#include <algorithm>

namespace podwire::plan {
namespace {

Presence presentIf(bool there) {
    return there ? Presence::Present : Presence::Absent;
}

/// Finds each kind of resource in a node's state.
class Finder {
public:
    Finder(const lab::Resource& resource, const Observed& node, ResourceStatus& status)
        : resource_(resource), node_(node), netns_(node.findNetns(resource.netns)), status_(status) {}

    void operator()(const lab::IptablesRule& rule) {
        status_.copies = static_cast<int>(placesOf(resource_, node_).size());
        status_.presence = presentIf(status_.copies > 0);
        if (status_.copies > 1) {
            drifted("the rule stands " + std::to_string(status_.copies) + " times in " +
                    rule.command.rule.chain);
        }
    }

    void operator()(const lab::Route& route) {
        if (netns_ == nullptr) {
            status_.presence = Presence::Absent;
            return;
        }
        for (const netstate::Route& seen : netns_->routes) {
            if (seen.destination != route.destination || seen.table != route.table ||
                seen.metric != route.metric.value_or(0)) {
                continue;
            }
            if (matches(route, seen)) {
                status_.presence = Presence::Present;
                return;
            }
            status_.found = "there is another route to " + route.destination +
                            (seen.gateway.empty() ? " on " + seen.device : " via " + seen.gateway);
        }
        status_.presence = Presence::Absent;
    }

    void operator()(const lab::Sysctl& sysctl) {
        const auto at = node_.sysctls.find(sysctl.key);
        status_.presence = presentIf(at != node_.sysctls.end() && at->second == sysctl.value);
    }

    void operator()(const lab::Netns& netns) {
        status_.presence = presentIf(node_.findNetns(netns.name) != nullptr);
        if (node_.emptyNetns.count(netns.name) > 0) {
            drifted("the name " + netns.name + " is there, but there is no namespace behind it");
        }
    }

    void operator()(const lab::Veth& veth) {
        const netstate::Link* near = link(veth.name);
        const netstate::Netns* farNetns = veth.peerNetns.empty() ? netns_ : node_.findNetns(veth.peerNetns);
        const netstate::Link* far = farNetns == nullptr ? nullptr : farNetns->findLink(veth.peer);
        if (near == nullptr) {
            status_.presence = Presence::Absent;
        } else if (far == nullptr || near->kind != "veth" || near->peerIndex != far->index) {
            drifted(veth.name + " is there, but " + veth.peer + " is not its other end");
        } else {
            status_.presence = Presence::Present;
        }
    }

    void operator()(const lab::Bridge& bridge) {
        const netstate::Link* seen = link(bridge.name);
        status_.presence = presentIf(seen != nullptr);
        if (seen != nullptr && seen->kind != "bridge") {
            drifted(bridge.name + " is there, but it is no bridge");
        }
    }

    void operator()(const lab::InterfaceAddress& address) {
        const netstate::Link* seen = link(address.device);
        status_.presence = presentIf(
            seen != nullptr && std::any_of(seen->addresses.begin(), seen->addresses.end(),
                                           [&](const auto& one) { return one.text() == address.cidr; }));
    }

    void operator()(const lab::LinkUp& up) {
        const netstate::Link* seen = link(up.device);
        status_.presence = presentIf(seen != nullptr && seen->up);
    }

    void operator()(const lab::BridgePort& port) {
        const netstate::Link* seen = link(port.device);
        status_.presence = presentIf(seen != nullptr && seen->master == port.bridge);
    }

    void operator()(const lab::File& file) {
        const auto at = node_.files.find(file.path);
        if (at == node_.files.end() || !at->second.exists) {
            status_.presence = Presence::Absent;
        } else if (at->second.sha256 == file.sha256 && at->second.mode == file.mode) {
            status_.presence = Presence::Present;
        } else if (const Note* note = node_.findNote(resource_.key);
                   note != nullptr && !note->wantedBy.empty()) {
            drifted(file.path + " was changed: another " +
                    (at->second.sha256 == file.sha256 ? "mode" : "content"));
        } else {
            status_.presence = Presence::Absent;
            status_.found = "another " + file.path + " is there; it is kept and put back by undo";
        }
    }

    void operator()(const lab::Download& download) {
        const auto at = node_.files.find(download.path);
        status_.presence = presentIf(at != node_.files.end() && at->second.exists);
    }

    void operator()(const lab::Unit& unit) {
        const auto at = node_.units.find(unit.name);
        const std::string state = at == node_.units.end() ? "inactive" : at->second;
        status_.presence = presentIf(state == "active" || state == "reloading");
        if (state == "failed" || state == "activating") {
            drifted(unit.name + " is " + state);
        }
    }

    void operator()(const lab::Run& run) {
        const auto at = node_.probes.find(noteId(run.present));
        status_.presence = presentIf(at != node_.probes.end() && at->second);
    }

private:
    static bool matches(const lab::Route& wanted, const netstate::Route& seen) {
        return (wanted.gateway == seen.gateway) && (wanted.device.empty() || wanted.device == seen.device) &&
               (wanted.source.empty() || wanted.source == seen.source);
    }

    const netstate::Link* link(const std::string& name) const {
        return netns_ == nullptr ? nullptr : netns_->findLink(name);
    }

    void drifted(std::string found) {
        status_.presence = Presence::Drifted;
        status_.found = std::move(found);
    }

    const lab::Resource& resource_;
    const Observed& node_;
    const netstate::Netns* netns_;
    ResourceStatus& status_;
};

}  // namespace

ResourceStatus findResource(const lab::Resource& resource, const Observed& node) {
    ResourceStatus status;
    status.resource = &resource;
    std::visit(Finder(resource, node, status), resource.what);
    return status;
}

const netfilter::Ruleset* rulesetFor(const lab::Resource& rule, const Observed& node) {
    if (!rule.netns.empty()) {
        const auto inside = node.netnsRules.find(rule.netns);
        return inside == node.netnsRules.end() ? nullptr : &inside->second;
    }
    const std::string& tool = std::get<lab::IptablesRule>(rule.what).command.tool;
    if (tool == "iptables-legacy" && node.legacyRules) {
        return &*node.legacyRules;
    }
    const bool legacy = node.rules.generator.find("nf_tables") == std::string::npos;
    return tool == "iptables-legacy" && !legacy ? nullptr : &node.rules;
}

const netfilter::Chain* chainOf(const lab::Resource& rule, const Observed& node) {
    const auto& command = std::get<lab::IptablesRule>(rule.what).command;
    const netfilter::Ruleset* rules = rulesetFor(rule, node);
    return rules == nullptr ? nullptr : rules->find(command.table, command.rule.chain);
}

std::vector<size_t> placesOf(const lab::Resource& rule, const Observed& node) {
    std::vector<size_t> places;
    const netfilter::Chain* chain = chainOf(rule, node);
    if (chain == nullptr) {
        return places;
    }
    const std::string wanted = netfilter::specification(std::get<lab::IptablesRule>(rule.what).command.rule);
    for (size_t i = 0; i < chain->rules.size(); ++i) {
        if (netfilter::specification(chain->rules[i].rule) == wanted) {
            places.push_back(i);
        }
    }
    return places;
}

}  // namespace podwire::plan
