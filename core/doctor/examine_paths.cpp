// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/base/shellwords.h"
#include "core/doctor/examine.h"

namespace podwire::doctor {
namespace {

constexpr int kStrict = 1;

/// Where a MAC address should be looked for.
struct Owner {
    std::string mac;
    std::string where;
};

bool holds(const netstate::Link& link, const std::string& address) {
    return std::any_of(link.addresses.begin(), link.addresses.end(),
                       [&](const netstate::Address& one) { return one.local == address; });
}

/// An address may stand on several links: namespaces that are kept apart need not care. Linux answers for
/// each of its addresses on any of its links (net.ipv4.conf.*.arp_ignore is 0), and asks in the name of any.
std::vector<Owner> ownersOf(const Case& theCase, const std::string& address) {
    std::vector<Owner> owners;
    for (const auto& [name, node] : theCase.assessment.nodes) {
        for (const netstate::Netns& netns : node.namespaces) {
            const auto holder = std::find_if(netns.links.begin(), netns.links.end(),
                                             [&](const auto& link) { return holds(link, address); });
            if (holder == netns.links.end()) {
                continue;
            }
            const std::string where = holder->name + " of " + (netns.name.empty() ? name : netns.name);
            owners.push_back({holder->mac, where});
            for (const netstate::Link& link : netns.links) {
                owners.push_back({link.mac, where});
            }
        }
    }
    return owners;
}

std::string settingCommand(const std::string& device) {
    return "sudo sysctl net.ipv4.conf.all.rp_filter net.ipv4.conf." + device + ".rp_filter";
}

void affirm(const Leg& leg, const std::string& arrival, const Lookup& back, const Look& look,
            Findings& findings) {
    Finding& finding = findings.emplace_back();
    finding.id = "rp_filter";
    finding.layer = Layer::Route;
    finding.node = leg.pod->node;
    finding.object = arrival;
    finding.title = "The reverse-path filter of " + arrival + " lets in what " + leg.node + " sends";
    finding.command = settingCommand(arrival);
    finding.found = "all " + look.sysctl("net.ipv4.conf.all.rp_filter") + ", " + arrival + ' ' +
                    look.sysctl("net.ipv4.conf." + arrival + ".rp_filter") +
                    (back.device == arrival ? "; the answers go out by the same link"
                                            : "; the answers go out by " + back.device);
}

void report(const Leg& leg, const std::string& arrival, const std::string& source, const Lookup& back,
            int all, Findings& findings) {
    const std::string& node = leg.pod->node;
    const std::string key = "net.ipv4.conf." + arrival + ".rp_filter";
    Finding& finding = findings.emplace_back();
    finding.id = "rp_filter.strict";
    finding.layer = Layer::Route;
    finding.node = node;
    finding.object = arrival;
    finding.title = node + " drops what " + leg.node + " sends: strict reverse-path filter on " + arrival;
    finding.verdict = Verdict::Note;
    finding.suspect = true;  // a packet that happens to arrive by the other link passes
    finding.command = settingCommand(arrival);
    finding.found = "packets from " + source + " arrive on " + arrival + ", but " + node +
                    " itself would send to " + source + " by " + back.device +
                    ", and the filter is strict (1)";
    finding.meaning =
        "A strict filter takes a packet only on the link by which the kernel would answer it. The "
        "larger of conf.all and the link's own value counts" +
        std::string(all == kStrict ? ", so setting only one of them to 0 may change nothing." : ".") +
        " 2 (loose) asks only that there is some way back.";
    finding.mend = Mend{node, "sudo sysctl -w " + key + "=2", "Makes the filter loose on this link.", {}};
}

void report(const Case& theCase, const std::string& node, const Neighbour& one, const Owner& owner,
            Findings& findings) {
    Finding& finding = findings.emplace_back();
    finding.id = one.permanent ? "neighbour.wrong" : "neighbour.stale";
    finding.layer = Layer::Route;
    finding.node = node;
    finding.object = nameOf(theCase.picture, one.address);
    finding.title = (one.netns.empty() ? node : one.netns) + " has a wrong MAC address for " + one.address;
    finding.verdict = one.permanent ? Verdict::Wrong : Verdict::Note;
    finding.suspect = !one.permanent;
    finding.command = ipIn(one.netns) + " neigh show " + one.address;
    finding.found = one.mac + (one.permanent ? " PERMANENT" : "") + "; " + owner.where + " has " + owner.mac;
    finding.meaning =
        one.permanent
            ? "The route is right, but the frames are addressed to nobody. The kernel never asks again "
              "for an entry that somebody made permanent."
            : "The address has moved to another link. Until the kernel asks again, within some seconds, "
              "its frames are addressed to nobody.";
    finding.mend = Mend{node,
                        ipIn(one.netns) + " neigh del " + one.address + " dev " + quoteWord(one.device),
                        "Deletes the entry, so that the kernel asks.",
                        {}};
}

}  // namespace

void examineReversePath(const Case& theCase, Findings& findings) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const Leg& leg : theCase.picture.legs) {
        const plan::Observed* from = theCase.observed(leg.node);
        const plan::Observed* to = theCase.observed(leg.pod->node);
        const Look* look = theCase.look(leg.pod->node);
        if (leg.isLocal() || from == nullptr || to == nullptr || look == nullptr) {
            continue;
        }
        const netstate::Link* out = from->findNetns("")->findLink(leg.device);
        const netstate::Link* arrival = linkTowards(*to, leg.gateway);
        const std::string source = out == nullptr ? std::string() : addressOf(*out);
        const Lookup* back = look->lookup({}, source);
        if (arrival == nullptr || back == nullptr || !back->found() ||
            !seen.insert({leg.pod->node, source}).second) {
            continue;
        }
        if (back->device == arrival->name || look->interfaceSetting(arrival->name, "rp_filter") != kStrict) {
            affirm(leg, arrival->name, *back, *look, findings);
            continue;
        }
        report(leg, arrival->name, source, *back,
               std::atoi(look->sysctl("net.ipv4.conf.all.rp_filter").c_str()), findings);
    }
}

void examineNeighbours(const Case& theCase, Findings& findings) {
    for (const auto& [node, look] : theCase.looks) {
        for (const Neighbour& one : look.neighbours) {
            const std::vector<Owner> owners = ownersOf(theCase, one.address);
            const bool isRight = std::any_of(owners.begin(), owners.end(),
                                             [&](const Owner& owner) { return owner.mac == one.mac; });
            if (!one.mac.empty() && !owners.empty() && !isRight) {
                report(theCase, node, one, owners.front(), findings);
            }
        }
    }
}

}  // namespace podwire::doctor
