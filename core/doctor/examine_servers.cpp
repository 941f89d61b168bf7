// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/shellwords.h"
#include "core/doctor/examine.h"

namespace podwire::doctor {
namespace {

using plan::Presence;

class Servers {
public:
    Servers(const Case& theCase, const Mends& mends, Findings& findings)
        : case_(theCase), mends_(mends), findings_(findings) {}

    void run() {
        for (const Pod& pod : case_.picture.pods) {
            if (pod.server != nullptr && pod.server->status->presence != Presence::Unknown &&
                pod.netns->status->presence == Presence::Present) {
                look(pod);
            }
        }
        for (const Wanted& wanted : case_.picture.wanted) {
            const auto* unit = std::get_if<lab::Unit>(&wanted.resource->what);
            if (unit != nullptr && !belongsToPod(wanted) && !isDns(wanted) &&
                wanted.status->presence != Presence::Present &&
                wanted.status->presence != Presence::Unknown) {
                Finding& finding = add("unit.stopped", wanted.resource->node, unit->name, Verdict::Wrong);
                finding.title = unit->name + " does not run";
                finding.command = "systemctl status " + quoteWord(unit->name);
                finding.found = stateOf(wanted, unit->name);
                finding.meaning = "Whatever it serves gets no answer.";
                finding.mend = startAgain(wanted, unit->name);
            }
        }
    }

private:
    bool belongsToPod(const Wanted& wanted) const {
        return std::any_of(case_.picture.pods.begin(), case_.picture.pods.end(),
                           [&](const Pod& pod) { return pod.server == &wanted; });
    }
    bool isDns(const Wanted& wanted) const {
        return std::any_of(case_.picture.dns.begin(), case_.picture.dns.end(),
                           [&](const DnsServer& server) { return server.unit == &wanted; });
    }

    Finding& add(const char* id, const std::string& node, const std::string& object, Verdict verdict) {
        Finding& finding = findings_.emplace_back();
        finding.id = id;
        finding.layer = Layer::Server;
        finding.node = node;
        finding.object = object;
        finding.verdict = verdict;
        return finding;
    }

    Finding& wrong(const char* id, const Pod& pod) {
        Finding& finding = add(id, pod.node, pod.name, Verdict::Wrong);
        finding.command = "sudo ip netns exec " + quoteWord(pod.name) + " ss -ltnp";
        return finding;
    }

    void look(const Pod& pod) {
        const std::string& unit = std::get<lab::Unit>(pod.server->resource->what).name;
        const Socket* socket = listener(pod);
        if (pod.server->status->presence != Presence::Present) {
            stopped(pod, unit, socket);
        } else if (case_.look(pod.node) == nullptr || pod.port.empty()) {
            return;
        } else if (socket == nullptr) {
            elsewhere(pod, unit);
        } else if (const Process* process = case_.look(pod.node)->processOf(*socket);
                   process != nullptr && process->isStopped()) {
            frozen(pod, unit, *socket);
        } else {
            fine(pod, *socket);
        }
    }

    /// Who listens on the server's own address and port in the pod.
    const Socket* listener(const Pod& pod) const {
        const Look* look = case_.look(pod.node);
        if (look == nullptr) {
            return nullptr;
        }
        const auto at = std::find_if(look->sockets.begin(), look->sockets.end(), [&](const Socket& one) {
            return one.netns == pod.name && one.protocol == "tcp" && one.covers(pod.address, pod.port);
        });
        return at == look->sockets.end() ? nullptr : &*at;
    }

    void stopped(const Pod& pod, const std::string& unit, const Socket* socket) {
        Finding& finding = wrong("server.stopped", pod);
        finding.title = "The server of " + pod.name + " does not run";
        finding.command = "systemctl status " + quoteWord(unit);
        finding.found = stateOf(*pod.server, unit);
        finding.meaning = "The address answers, the port does not: connections to " + pod.address + ':' +
                          pod.port +
                          " are refused. A service that picks this pod fails for that share of its requests.";
        finding.mend = startAgain(*pod.server, unit);
        if (socket != nullptr && socket->pid > 0) {
            finding.found += "; the port is held by " + socket->text();
            finding.mend->command = "sudo kill " + std::to_string(socket->pid) + "\n" + finding.mend->command;
        }
    }

    void elsewhere(const Pod& pod, const std::string& unit) {
        std::vector<std::string> others;
        for (const Socket& one : case_.look(pod.node)->sockets) {
            if (one.netns == pod.name && one.protocol == "tcp") {
                others.push_back(one.text());
            }
        }
        Finding& finding = wrong("server.elsewhere", pod);
        finding.title = "The server of " + pod.name + " does not listen on " + pod.address + ':' + pod.port;
        finding.found = others.empty() ? unit + " runs, but nothing listens in " + pod.name
                                       : unit + " runs, but it listens on " + joined(others);
        finding.meaning = "The rules send connections to " + pod.address + ':' + pod.port +
                          ", where the kernel refuses them.";
        finding.mend = startAgain(*pod.server, unit);
    }

    void frozen(const Pod& pod, const std::string& unit, const Socket& socket) {
        Finding& finding = wrong("server.frozen", pod);
        finding.title = "The server of " + pod.name + " is stopped by a signal";
        finding.command = "ps -o pid,stat,args -p " + std::to_string(socket.pid);
        finding.found = socket.process + ", process " + std::to_string(socket.pid) + ", is in state T";
        finding.meaning =
            "The kernel still takes connections for it, so they open, and then nobody answers: a "
            "time-out although the port is open.";
        finding.mend = Mend{
            pod.node, "sudo systemctl kill --signal=CONT " + quoteWord(unit), "Lets the process go on.", {}};
    }

    void fine(const Pod& pod, const Socket& socket) {
        Finding& finding = add("server", pod.node, pod.name, Verdict::Ok);
        finding.title = "The server of " + pod.name + " listens";
        finding.command = "sudo ip netns exec " + quoteWord(pod.name) + " ss -ltnp";
        finding.found = socket.text();
    }

    std::string stateOf(const Wanted& wanted, const std::string& unit) const {
        const plan::Observed* node = case_.observed(wanted.resource->node);
        const auto at = node->units.find(unit);
        return unit + " is " + (at == node->units.end() ? "not there" : at->second);
    }

    /// Whatever holds the unit's name goes first.
    Mend startAgain(const Wanted& wanted, const std::string& unit) const {
        const plan::Observed* node = case_.observed(wanted.resource->node);
        const auto at = node->units.find(unit);
        Mend mend = mends_.bring(wanted, "Starts the server again.");
        const std::string state = at == node->units.end() ? "inactive" : at->second;
        if (state == "failed") {
            mend.command = "sudo systemctl reset-failed " + quoteWord(unit) + "\n" + mend.command;
        } else if (state != "inactive") {
            mend.command = "sudo systemctl stop " + quoteWord(unit) + "\n" + wanted.resource->command;
        }
        return mend;
    }

    const Case& case_;
    const Mends& mends_;
    Findings& findings_;
};

}  // namespace

void examineServers(const Case& theCase, const Mends& mends, Findings& findings) {
    Servers(theCase, mends, findings).run();
}

}  // namespace podwire::doctor
