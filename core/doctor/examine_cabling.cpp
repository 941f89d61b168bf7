// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/base/shellwords.h"
#include "core/doctor/examine.h"

namespace podwire::doctor {
namespace {

using plan::Presence;

/// How a kind of cabling is spoken of.
struct Words {
    std::string id;
    std::string object;
    std::string title;
    std::string command;
    std::string meaning;
};

std::string in(const std::string& netns) {
    return netns.empty() ? "" : " in " + netns;
}

struct Describe {
    const lab::Resource& resource;
    std::string place;  ///< the namespace, or the node

    Words operator()(const lab::Netns& netns) const {
        return {"netns.missing", netns.name, netns.name + " has no network namespace", "ip netns list",
                "A pod is its namespace. Without it there are no addresses, no routes and no server."};
    }
    Words operator()(const lab::Veth& veth) const {
        return {"veth.missing", veth.peerNetns.empty() ? veth.name : veth.peerNetns,
                "The cable " + veth.name + " is not there as it should be", "ip -d link show " + veth.name,
                "The veth pair is the only way between the node and the pod."};
    }
    Words operator()(const lab::Bridge& bridge) const {
        return {"bridge.missing", bridge.name, "There is no bridge " + bridge.name,
                "ip -d link show " + bridge.name,
                "The bridge joins the pods' cables and holds their gateway's address."};
    }
    Words operator()(const lab::InterfaceAddress& address) const {
        return {"address.missing", resource.netns.empty() ? address.device : resource.netns,
                place + " does not have the address " + address.cidr,
                ipIn(resource.netns) + " -br addr show " + address.device,
                resource.netns.empty()
                    ? "With the address goes the route to its subnet, and the gateway that the pods use."
                    : "Nobody answers for the address any more."};
    }
    Words operator()(const lab::LinkUp& link) const {
        return {
            "link.down", resource.netns.empty() ? link.device : resource.netns,
            link.device + in(resource.netns) + " is down", ipIn(resource.netns) + " link show " + link.device,
            "Nothing passes a link that is down. The kernel also forgets the routes that lead out of it."};
    }
    Words operator()(const lab::BridgePort& port) const {
        return {"bridge.port", port.device, port.device + " is not plugged into " + port.bridge,
                "ip link show " + port.device,
                "The pod behind it is cut off from " + port.bridge + ", its gateway included."};
    }
    template <class Other>
    Words operator()(const Other&) const {
        return {};
    }
};

class Cabling {
public:
    Cabling(const Case& theCase, const Mends& mends, Findings& findings)
        : case_(theCase), mends_(mends), findings_(findings) {}

    void run() {
        for (const Wanted& wanted : case_.picture.wanted) {
            const Presence presence = wanted.status->presence;
            if (presence == Presence::Present || presence == Presence::Unknown || isExplained(wanted)) {
                continue;
            }
            const Words words = describe(wanted);
            if (!words.id.empty()) {
                report(wanted, words);
            }
        }
        for (const Pod& pod : case_.picture.pods) {
            if (!isWrong(findings_, pod.node, pod.name) && !isWrong(findings_, pod.node, pod.hostDevice) &&
                case_.observed(pod.node) != nullptr) {
                fine(pod);
            }
        }
    }

private:
    static Words describe(const Wanted& wanted) {
        const lab::Resource& resource = *wanted.resource;
        return std::visit(Describe{resource, resource.netns.empty() ? resource.node : resource.netns},
                          resource.what);
    }

    /// What hangs on a namespace or link that is gone is no finding of its own.
    bool isExplained(const Wanted& wanted) const {
        const lab::Resource& resource = *wanted.resource;
        if (gone_.count({resource.node, resource.netns, ""}) > 0) {
            return true;
        }
        const auto isGone = [&](const std::string& device) {
            return gone_.count({resource.node, resource.netns, device}) > 0;
        };
        if (const auto* veth = std::get_if<lab::Veth>(&resource.what)) {
            return gone_.count({resource.node, veth->peerNetns, ""}) > 0;
        }
        if (const auto* address = std::get_if<lab::InterfaceAddress>(&resource.what)) {
            return isGone(address->device);
        }
        if (const auto* link = std::get_if<lab::LinkUp>(&resource.what)) {
            return isGone(link->device);
        }
        const auto* port = std::get_if<lab::BridgePort>(&resource.what);
        return port != nullptr && (isGone(port->device) || isGone(port->bridge));
    }

    void report(const Wanted& wanted, const Words& words) {
        Finding finding;
        finding.id = words.id;
        finding.layer = Layer::Cabling;
        finding.node = wanted.resource->node;
        finding.object = words.object;
        finding.title = words.title;
        finding.verdict = Verdict::Wrong;
        finding.command = words.command;
        finding.found = wanted.status->found.empty() ? words.title : wanted.status->found;
        finding.meaning = words.meaning;
        finding.mend = mend(wanted);
        findings_.push_back(std::move(finding));
    }

    Mend mend(const Wanted& wanted) {
        const lab::Resource& resource = *wanted.resource;
        if (const auto* netns = std::get_if<lab::Netns>(&resource.what)) {
            gone_.insert({resource.node, netns->name, ""});
            return makeAnew(wanted, "Makes " + netns->name + " anew.");
        }
        if (const auto* veth = std::get_if<lab::Veth>(&resource.what)) {
            gone_.insert({resource.node, resource.netns, veth->name});
            gone_.insert({resource.node, veth->peerNetns, veth->peer});
            return wanted.status->presence == Presence::Drifted
                       ? makeAnew(wanted, "Makes the pod anew.")
                       : mends_.bringGroup(wanted, "Lays the cable again.");
        }
        if (const auto* bridge = std::get_if<lab::Bridge>(&resource.what)) {
            gone_.insert({resource.node, resource.netns, bridge->name});
            Mend all = mends_.bringGroup(wanted, "Makes the bridge again, with its address and ports.");
            if (wanted.status->presence == Presence::Drifted) {
                all.command = "sudo ip link del " + quoteWord(bridge->name) + "\n" + all.command;
            }
            return all;
        }
        return mends_.bring(wanted, "Runs the lab's own command again.");
    }

    /// Whatever is left of the compound goes; then all its commands run. The cable goes first: the kernel
    /// takes it away by itself, a little later, when the last process in a namespace without a name ends.
    Mend makeAnew(const Wanted& wanted, std::string what) const {
        std::string cables;
        std::string others;
        std::string commands;
        for (const Wanted& other : case_.picture.wanted) {
            const lab::Resource& resource = *other.resource;
            if (!isOfSameCompound(resource, *wanted.resource)) {
                continue;
            }
            const bool inTheWay = std::holds_alternative<lab::Unit>(resource.what) ||
                                  std::holds_alternative<lab::Netns>(resource.what);
            if (inTheWay && other.status->presence != Presence::Absent) {
                others = lab::undoCommand(resource, std::nullopt) + "\n" + others;
            }
            if (const auto* veth = std::get_if<lab::Veth>(&resource.what);
                veth != nullptr && isLink(resource.node, veth->name)) {
                cables += "sudo ip link del " + quoteWord(veth->name) + "\n";
            }
            commands += resource.command + "\n";
        }
        return {wanted.resource->node, cables + others + commands.substr(0, commands.size() - 1),
                std::move(what), wanted.step};
    }

    bool isLink(const std::string& node, const std::string& name) const {
        const netstate::Netns* own = case_.observed(node)->findNetns("");
        return own != nullptr && own->findLink(name) != nullptr;
    }

    void fine(const Pod& pod) {
        Finding finding;
        finding.id = "cabling";
        finding.layer = Layer::Cabling;
        finding.node = pod.node;
        finding.object = pod.name;
        finding.title = pod.name + " is cabled as it should be";
        finding.command = ipIn(pod.name) + " -br addr";
        finding.found = pod.device + " is up and has " + pod.address;
        findings_.push_back(std::move(finding));
    }

    const Case& case_;
    const Mends& mends_;
    Findings& findings_;
    /// Node, namespace and device; an empty device stands for the whole namespace.
    std::set<std::tuple<std::string, std::string, std::string>> gone_;
};

}  // namespace

void examineCabling(const Case& theCase, const Mends& mends, Findings& findings) {
    Cabling(theCase, mends, findings).run();
}

}  // namespace podwire::doctor
