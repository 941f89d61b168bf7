// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/shellwords.h"
#include "core/doctor/examine.h"

namespace podwire::doctor {
namespace {

/// Variables like `NODE1_IP`, `from: node1.address`.
std::string fact(const lab::Lab& lab, const std::string& name) {
    const auto at = std::find_if(lab.variables.begin(), lab.variables.end(),
                                 [&](const lab::Variable& one) { return one.from == name; });
    return at == lab.variables.end() ? std::string() : at->value;
}

class Uplinks {
public:
    Uplinks(const Case& theCase, Findings& findings) : case_(theCase), findings_(findings) {}

    void run() {
        for (const auto& [name, node] : case_.assessment.nodes) {
            const netstate::Netns* own = node.findNetns("");
            if (own == nullptr) {
                continue;
            }
            for (const netstate::Link& link : own->links) {
                if (!link.up && isOfConcern(link) && !isOfTheLab(name, link.name)) {
                    down(name, link);
                }
            }
            if (const std::string address = fact(case_.lab, name + ".address"); !address.empty()) {
                holdsAddress(name, *own, address);
            }
        }
    }

private:
    /// A link without an address that is down does no harm.
    static bool isOfConcern(const netstate::Link& link) {
        return link.name == "lo" || !addressOf(link).empty();
    }

    bool isOfTheLab(const std::string& node, const std::string& device) const {
        return std::any_of(case_.picture.wanted.begin(), case_.picture.wanted.end(),
                           [&](const Wanted& wanted) {
                               const auto* up = std::get_if<lab::LinkUp>(&wanted.resource->what);
                               return up != nullptr && up->device == device &&
                                      wanted.resource->node == node && wanted.resource->netns.empty();
                           });
    }

    Finding& add(const char* id, const std::string& node, const std::string& object) {
        Finding& finding = findings_.emplace_back();
        finding.id = id;
        finding.layer = Layer::Cabling;
        finding.node = node;
        finding.object = object;
        finding.verdict = Verdict::Wrong;
        return finding;
    }

    void down(const std::string& node, const netstate::Link& link) {
        Finding& finding = add("link.down", node, link.name);
        finding.title = link.name + " of " + node + " is down";
        finding.command = "ip link show " + quoteWord(link.name);
        finding.found = link.name + " has " + (addressOf(link).empty() ? "no address" : addressOf(link)) +
                        " and is not up";
        finding.meaning =
            "Nothing passes a link that is down. Its routes are gone, the default route too if it "
            "led that way; setting the link up does not bring those back.";
        finding.mend =
            Mend{node, "sudo ip link set " + quoteWord(link.name) + " up", "Sets the link up.", {}};
    }

    void holdsAddress(const std::string& node, const netstate::Netns& own, const std::string& address) {
        for (const netstate::Link& link : own.links) {
            for (const netstate::Address& one : link.addresses) {
                if (one.local == address) {
                    return;
                }
            }
        }
        Finding& finding = add("address.missing", node, address);
        finding.title = node + " does not have its address " + address;
        finding.command = "ip -br addr";
        finding.found = "no link holds " + address;
        finding.meaning = "The other nodes send packets for the pods to this address.";
        if (const auto [device, length] = usualPlace(node); !device.empty()) {
            finding.mend = Mend{
                node,
                "sudo ip addr add " + address + '/' + std::to_string(length) + " dev " + quoteWord(device),
                "Gives the node its address back.",
                {}};
        }
    }

    /// Device and prefix length as another node has them.
    std::pair<std::string, int> usualPlace(const std::string& node) const {
        for (const auto& [name, other] : case_.assessment.nodes) {
            const std::string address = fact(case_.lab, name + ".address");
            const netstate::Link* link = address.empty() ? nullptr : linkTowards(other, address);
            if (name == node || link == nullptr) {
                continue;
            }
            for (const netstate::Address& one : link->addresses) {
                if (one.local == address &&
                    case_.observed(node)->findNetns("")->findLink(link->name) != nullptr) {
                    return {link->name, one.prefixLength};
                }
            }
        }
        return {};
    }

    const Case& case_;
    Findings& findings_;
};

/// How files, and whatever else a command left on a node, are spoken of.
struct Kept {
    std::string id;
    std::string object;
    std::string title;
    std::string command;
};

struct Describe {
    const Wanted& wanted;

    Kept operator()(const lab::File& file) const {
        const bool other =
            wanted.status->presence == plan::Presence::Drifted || !wanted.status->found.empty();
        return {other ? "file.changed" : "file.missing", file.path, file.path + " is not as the lab wants it",
                "ls -l " + quoteWord(file.path)};
    }
    Kept operator()(const lab::Download& download) const {
        return {"file.missing", download.path, download.path + " is not there",
                "ls -l " + quoteWord(download.path)};
    }
    Kept operator()(const lab::Run& run) const {
        return {"command.undone", wanted.step,
                "What a command of " + wanted.step + " did is not there: " +
                    wanted.resource->command.substr(0, wanted.resource->command.find('\n')),
                run.present};
    }
    template <class Other>
    Kept operator()(const Other&) const {
        return {};
    }
};

/// Not there, and no other step stands in its place.
bool isSkipped(const Case& theCase, const lab::Step& step) {
    const bool replaced =
        std::any_of(theCase.picture.steps.begin(), theCase.picture.steps.end(), [&](const std::string& id) {
            const std::vector<std::string>& rivals = theCase.lab.find(id)->replaces;
            return std::find(rivals.begin(), rivals.end(), step.id) != rivals.end();
        });
    return step.changesNodes() && !step.optional && !replaced &&
           theCase.assessment.stateOf(step.id) == plan::StepState::Absent;
}

}  // namespace

bool isWrong(const Findings& findings, const std::string& node, const std::string& object) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& one) {
        return one.verdict == Verdict::Wrong && one.node == node && one.object == object;
    });
}

std::string nameOf(const Picture& picture, const std::string& address) {
    const Pod* pod = picture.podAt(address);
    return pod == nullptr ? address : pod->name;
}

std::string joined(const std::vector<std::string>& items) {
    std::string all;
    for (const std::string& item : items) {
        all += (all.empty() ? "" : ", ") + item;
    }
    return all;
}

std::string curlCommand(const Request& request) {
    const std::string inside =
        request.netns.empty() ? "" : "sudo ip netns exec " + quoteWord(request.netns) + " ";
    return inside + "curl -s --max-time 2 " + quoteWord(request.address);
}

void examineNodes(const Case& theCase, Findings& findings) {
    for (const lab::NodeRole& role : theCase.lab.nodes) {
        Finding finding;
        finding.layer = Layer::Node;
        finding.node = role.name;
        finding.object = role.name;
        finding.command = "true";
        if (const auto unread = theCase.unread.find(role.name); unread != theCase.unread.end()) {
            finding.id = "node.unreachable";
            finding.title = role.name + " cannot be reached";
            finding.verdict = Verdict::Wrong;
            finding.found = unread->second.text();
            finding.meaning =
                "Nothing can be said about this node, nor about what depends on it. Bring it "
                "back (`podwirectl nodes up` starts a node of Podwire's; a host of an inventory must be "
                "reachable by SSH), then ask again.";
        } else if (theCase.observed(role.name) != nullptr && theCase.look(role.name) == nullptr) {
            finding.id = "node.unseen";
            finding.title = role.name + " answers, but not to everything";
            finding.verdict = Verdict::Unknown;
            finding.found = "its state was read, the closer look did not come to its end";
            finding.meaning =
                "Its ports, look-ups of routes, rules in pods and requests were not judged. Examine again.";
        } else if (theCase.observed(role.name) != nullptr) {
            finding.id = "node";
            finding.title = role.name + " answers";
            finding.found = "its state was read";
        } else {
            continue;
        }
        findings.push_back(std::move(finding));
    }
}

void examineSteps(const Case& theCase, Findings& findings) {
    for (const lab::Part& part : theCase.lab.parts) {
        bool laterStands = false;
        for (auto step = part.steps.rbegin(); step != part.steps.rend(); ++step) {
            const bool stands = theCase.picture.steps.count(step->id) > 0;
            if (!stands && laterStands && isSkipped(theCase, *step)) {
                Finding& finding = findings.emplace_back();
                finding.id = "step.absent";
                finding.layer = Layer::Step;
                finding.node = step->apply.front().node;
                finding.object = step->id;
                finding.title = step->id + " is not applied, though a later step is";
                finding.verdict = Verdict::Note;
                finding.found = "nothing of it is on the nodes";
                finding.meaning =
                    "Whether somebody took it away or never began it cannot be told from the nodes. If it "
                    "should be there: podwirectl doctor " +
                    step->id;
            }
            laterStands = laterStands || (stands && step->changesNodes());
        }
    }
}

void examineUplinks(const Case& theCase, Findings& findings) {
    Uplinks(theCase, findings).run();
}

void examineFiles(const Case& theCase, const Mends& mends, Findings& findings) {
    for (const Wanted& wanted : theCase.picture.wanted) {
        const plan::Presence presence = wanted.status->presence;
        const Kept kept = std::visit(Describe{wanted}, wanted.resource->what);
        if (kept.object.empty() || presence == plan::Presence::Present ||
            presence == plan::Presence::Unknown) {
            continue;
        }
        Finding finding;
        finding.id = kept.id;
        finding.layer = Layer::File;
        finding.node = wanted.resource->node;
        finding.object = kept.object;
        finding.title = kept.title;
        finding.verdict = Verdict::Wrong;
        finding.command = kept.command;
        finding.found = wanted.status->found.empty() ? "it is not there" : wanted.status->found;
        finding.meaning =
            "What was started before keeps what it read then; what starts from now on reads what is "
            "there now.";
        finding.mend = mends.bring(wanted, "Runs the lab's own command again.");
        findings.push_back(std::move(finding));
    }
}

}  // namespace podwire::doctor
