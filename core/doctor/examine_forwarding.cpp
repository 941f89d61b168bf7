// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/doctor/examine.h"

namespace podwire::doctor {
namespace {

using plan::Presence;

std::string sysctlCommand(const std::string& key) {
    return "sudo sysctl " + key;
}

class Forwarding {
public:
    Forwarding(const Case& theCase, const Mends& mends, Findings& findings)
        : case_(theCase), mends_(mends), findings_(findings) {}

    void run() {
        for (const Wanted& wanted : case_.picture.wanted) {
            if (const auto* sysctl = std::get_if<lab::Sysctl>(&wanted.resource->what)) {
                wantedSetting(wanted, *sysctl);
            }
        }
        for (const Leg& leg : case_.picture.legs) {
            if (!leg.isLocal()) {
                interfacesOfCrossing(leg);
            }
        }
        for (const Translation& one : case_.picture.translations) {
            if (one.chain == "OUTPUT" && (one.destination.empty() || one.destination.starts_with("127."))) {
                routeLocalnet(one);
            }
        }
    }

private:
    Finding& add(const char* id, const std::string& node, const std::string& object, Verdict verdict) {
        Finding& finding = findings_.emplace_back();
        finding.id = id;
        finding.layer = Layer::Forwarding;
        finding.node = node;
        finding.object = object;
        finding.verdict = verdict;
        finding.command = sysctlCommand(object);
        return finding;
    }

    void wantedSetting(const Wanted& wanted, const lab::Sysctl& sysctl) {
        const std::string& node = wanted.resource->node;
        const plan::Observed* seen = case_.observed(node);
        if (wanted.status->presence == Presence::Unknown || seen == nullptr) {
            return;
        }
        const auto value = seen->sysctls.find(sysctl.key);
        const std::string found = value == seen->sysctls.end() ? "there is no such setting" : value->second;
        if (wanted.status->presence == Presence::Present) {
            Finding& fine = add("sysctl", node, sysctl.key, Verdict::Ok);
            fine.title = sysctl.key + " is " + sysctl.value;
            fine.found = found;
            return;
        }
        set_.insert(sysctl.key);
        const bool forward = sysctl.key == "net.ipv4.ip_forward";
        const bool localnet = sysctl.key.ends_with(".route_localnet");
        Finding& finding = add(forward    ? "ip_forward.off"
                               : localnet ? "route_localnet.off"
                                          : "sysctl.wrong",
                               node, sysctl.key, Verdict::Wrong);
        finding.title = sysctl.key + " is not " + sysctl.value;
        finding.found = found;
        finding.meaning = forward
                              ? node +
                                    " drops every packet that is not for itself: nothing passes from one of "
                                    "its links to another, and no counter moves."
                          : localnet ? kLocalnet
                                     : "The step " + wanted.step + " set it.";
        finding.mend = mends_.bring(wanted, "Sets it as the step did.");
    }

    /// ip_forward sets the switch of every link; somebody may have set a single one back.
    void interfacesOfCrossing(const Leg& leg) {
        const Pod& pod = *leg.pod;
        const Look* look = case_.look(pod.node);
        const plan::Observed* node = case_.observed(pod.node);
        const Leg* last = case_.picture.leg(pod.node, &pod);
        if (look == nullptr || node == nullptr || last == nullptr ||
            look->sysctl("net.ipv4.ip_forward") != "1") {
            return;
        }
        const netstate::Link* arrival = linkTowards(*node, leg.gateway);
        for (const std::string& device : {arrival == nullptr ? std::string() : arrival->name, last->device}) {
            const std::string key = "net.ipv4.conf." + device + ".forwarding";
            if (look->sysctl(key) == "0" && set_.insert(pod.node + key).second) {
                Finding& finding = add("forwarding.off", pod.node, device, Verdict::Wrong);
                finding.command = sysctlCommand(key);
                finding.title = pod.node + " does not forward what arrives on " + device;
                finding.found = key + " = 0, although net.ipv4.ip_forward is 1";
                finding.meaning =
                    "Each link has a switch of its own; ip_forward sets them all at once, and later "
                    "changes of a single one win.";
                finding.mend = Mend{
                    pod.node, "sudo sysctl -w " + key + "=1", "Switches forwarding on for the link.", {}};
            }
        }
    }

    /// A packet from 127.0.0.1 that is translated towards a pod leaves by the pod's link, and the kernel
    /// refuses such a source there unless it is told otherwise.
    void routeLocalnet(const Translation& one) {
        const Leg* leg = case_.picture.leg(one.node, case_.picture.podAt(one.backend));
        const Look* look = case_.look(one.node);
        if (leg == nullptr || leg->device.empty() || look == nullptr) {
            return;
        }
        const std::string key = "net.ipv4.conf." + leg->device + ".route_localnet";
        if (look->interfaceSetting(leg->device, "route_localnet") > 0 || set_.count(key) > 0 ||
            !set_.insert(one.node + key).second) {
            return;
        }
        Finding& finding = add("route_localnet.off", one.node, key, Verdict::Note);
        finding.title = "Requests for 127.0.0.1 cannot leave by " + leg->device;
        finding.found = key + " = 0";
        finding.meaning = std::string(kLocalnet) + " Requests for 127.0.0.1:" + std::to_string(one.port) +
                          " that fall on " + leg->pod->name + " time out.";
        finding.mend = Mend{one.node,
                            "sudo sysctl -w " + key + "=1",
                            "Lets packets with an address of 127.0.0.0/8 pass this link.",
                            {}};
    }

    static constexpr const char* kLocalnet =
        "127.0.0.0/8 never leaves the loopback device: the kernel drops packets with such a source or "
        "destination "
        "on any other link (\"martian\") unless that link's route_localnet is 1.";

    const Case& case_;
    const Mends& mends_;
    Findings& findings_;
    std::set<std::string> set_;
};

}  // namespace

void examineForwarding(const Case& theCase, const Mends& mends, Findings& findings) {
    Forwarding(theCase, mends, findings).run();
}

}  // namespace podwire::doctor
