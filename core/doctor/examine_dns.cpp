// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/base/shellwords.h"
#include "core/doctor/examine.h"
#include "core/plan/sections.h"

namespace podwire::doctor {
namespace {

using plan::Presence;

constexpr int kStandardPort = 53;
constexpr const char* kPorts = "sudo ss -tulpen";
constexpr const char* kProcesses = "ps aux | grep -E '(resolv|dns)'";
constexpr const char* kResolver = "resolvectl status";

std::string firstNameserver(const std::string& resolvConf) {
    for (const std::string_view line : plan::lines(resolvConf)) {
        constexpr std::string_view key = "nameserver ";
        if (line.starts_with(key)) {
            return std::string(line.substr(key.size()));
        }
    }
    return {};
}

class Dns {
public:
    Dns(const Case& theCase, const Mends& mends, const DnsServer& server, Findings& findings)
        : case_(theCase),
          mends_(mends),
          server_(server),
          findings_(findings),
          look_(theCase.look(server.node)) {}

    void run() {
        const plan::Observed* node = case_.observed(server_.node);
        if (node == nullptr || look_ == nullptr || server_.unit->status->presence == Presence::Unknown) {
            return;
        }
        unit_ = std::get<lab::Unit>(server_.unit->resource->what).name;
        const auto state = node->units.find(unit_);
        state_ = state == node->units.end() ? "inactive" : state->second;
        const bool runs = server_.unit->status->presence == Presence::Present;
        const Socket* rival = rivalForPort();
        if (rival != nullptr && !(runs && isListening())) {
            portTaken(*rival);
        }
        if (!runs) {
            stopped();
        } else if (!isListening()) {
            notListening();
        } else {
            answers();
        }
        if (server_.port == kStandardPort) {
            resolver();
        }
    }

private:
    Finding& add(const char* id, Verdict verdict, const char* command) {
        Finding& finding = findings_.emplace_back();
        finding.id = id;
        finding.layer = Layer::Dns;
        finding.node = server_.node;
        finding.object = server_.name;
        finding.verdict = verdict;
        finding.command = command;
        return finding;
    }

    bool isOwn(const Socket& socket) const {
        const Process* process = look_->processOf(socket);
        return process != nullptr && process->unit == unit_;
    }

    bool isListening() const {
        return std::any_of(look_->sockets.begin(), look_->sockets.end(), [this](const Socket& one) {
            return one.netns.empty() && one.protocol == "udp" && one.port == std::to_string(server_.port) &&
                   isOwn(one);
        });
    }

    /// Somebody else on the port; the wildcard of the server collides with any address.
    const Socket* rivalForPort() const {
        const auto at = std::find_if(look_->sockets.begin(), look_->sockets.end(), [this](const Socket& one) {
            return one.netns.empty() && one.port == std::to_string(server_.port) && !isOwn(one);
        });
        return at == look_->sockets.end() ? nullptr : &*at;
    }

    std::string startCommand() const {
        if (state_ == "failed") {
            return "sudo systemctl reset-failed " + quoteWord(unit_) + "\n" + server_.unit->resource->command;
        }
        return state_ == "inactive"
                   ? mends_.bring(*server_.unit, {}).command
                   : "sudo systemctl stop " + quoteWord(unit_) + "\n" + server_.unit->resource->command;
    }

    Mend start(std::string what) const {
        return {server_.node, startCommand(), std::move(what), server_.unit->step};
    }

    void portTaken(const Socket& rival) {
        const bool stub = rival.process.starts_with("systemd-resolve");
        Finding& finding = add("dns.port_taken", Verdict::Wrong, kPorts);
        finding.object = std::to_string(server_.port);
        finding.title =
            rival.process + " holds port " + finding.object + ", which " + server_.name + " needs";
        finding.found = rival.text();
        finding.meaning =
            stub ? "systemd-resolved's stub listener is on. DNSStubListener=no in its configuration "
                   "switches it off, once the service has been restarted."
                 : "Two servers cannot share a port; the one that came first keeps it.";
        const Process* process = look_->processOf(rival);
        if (stub) {
            const std::string verb = look_->stubIsOff ? "restart" : "stop";
            finding.mend = Mend{
                server_.node,
                "sudo systemctl " + verb + " systemd-resolved",
                look_->stubIsOff ? "Lets systemd-resolved read its configuration again." : "Frees the port.",
                {}};
        } else if (process != nullptr && process->unit.ends_with(".service")) {
            finding.mend =
                Mend{server_.node, "sudo systemctl stop " + quoteWord(process->unit), "Frees the port.", {}};
        } else if (rival.pid > 0) {
            finding.mend =
                Mend{server_.node, "sudo kill " + std::to_string(rival.pid), "Frees the port.", {}};
        }
    }

    void stopped() {
        Finding& finding = add("dns.stopped", Verdict::Wrong, kProcesses);
        finding.title = server_.name + " does not run on " + server_.node;
        finding.found = unit_ + " is " + state_;
        finding.meaning = "Nobody answers on port " + std::to_string(server_.port) +
                          ": names of the cluster resolve no "
                          "more, on this node neither do any others that go through it.";
        finding.mend = start("Starts " + server_.name + " again.");
    }

    void notListening() {
        Finding& finding = add("dns.silent", Verdict::Wrong, kPorts);
        finding.title = server_.name + " runs, but does not listen on port " + std::to_string(server_.port);
        finding.found = "no udp socket of " + unit_ + " on port " + std::to_string(server_.port);
        finding.meaning =
            "It may have been started with another configuration than the one that stands there now.";
        finding.mend = start("Starts it anew.");
    }

    const DnsAnswer* answer(const std::string& server, const std::string& name) const {
        const auto at = look_->dns.find(server + ' ' + name);
        return at == look_->dns.end() ? nullptr : &at->second;
    }

    void answers() {
        Finding& listens = add("dns", Verdict::Ok, kPorts);
        listens.title = server_.name + " listens on port " + std::to_string(server_.port);
        listens.found = unit_ + " is active";
        if (server_.rewrites.empty()) {
            return;
        }
        const Rewrite& rewrite = server_.rewrites.front();
        bool anyUpstream = server_.upstreams.empty();
        std::vector<std::string> silent;
        for (const std::string& upstream : server_.upstreams) {
            const DnsAnswer* one = answer(upstream, rewrite.to);
            anyUpstream = anyUpstream || (one != nullptr && one->answered);
            if (one != nullptr && !one->answered) {
                silent.push_back(upstream);
            }
        }
        if (!silent.empty()) {
            upstreams(silent, rewrite, anyUpstream);
        }
        own(rewrite, anyUpstream);
    }

    void upstreams(const std::vector<std::string>& silent, const Rewrite& rewrite, bool anyUpstream) {
        const std::string command = "dig @" + silent.front() + ' ' + rewrite.to;
        Finding& finding = add("dns.upstream", anyUpstream ? Verdict::Note : Verdict::Wrong, command.c_str());
        finding.object = silent.front();
        finding.title = "No answer from " + joined(silent);
        finding.found = answer(silent.front(), rewrite.to)->text;
        finding.meaning = anyUpstream
                              ? server_.name + " asks the other server instead."
                              : server_.name +
                                    " passes on what it does not know itself, and nobody there answers. "
                                    "Look at the node's way out, or name other servers in `forward`.";
    }

    void own(const Rewrite& rewrite, bool anyUpstream) {
        const DnsAnswer* one = answer(server_.name, rewrite.from);
        const std::string port = server_.port == kStandardPort ? "" : " -p " + std::to_string(server_.port);
        const std::string command = "dig @127.0.0.1" + port + ' ' + rewrite.from;
        if (one == nullptr || (!one->answered && !anyUpstream)) {
            return;
        }
        Finding& finding = add(one->answered ? "dns.answer" : "dns.no_answer",
                               one->answered ? Verdict::Ok : Verdict::Wrong, command.c_str());
        finding.object = rewrite.from;
        finding.title = server_.name + (one->answered ? " knows " : " does not know ") + rewrite.from;
        finding.found = one->text.empty() ? "an empty answer" : one->text;
        if (!one->answered) {
            finding.meaning =
                "It runs with a configuration that does not name it: it read its file before the file "
                "was as it is now.";
            finding.mend = start("Starts it anew, so that it reads its configuration.");
        }
    }

    void resolver() {
        const std::string first = firstNameserver(look_->resolvConf);
        const bool toUs = first == "127.0.0.1";
        const bool byResolved = first == "127.0.0.53" && look_->resolved == "active";
        Finding& finding = add(toUs || byResolved ? "dns.client" : "dns.resolver",
                               toUs || byResolved ? Verdict::Ok : Verdict::Note, kResolver);
        finding.object = "/etc/resolv.conf";
        finding.title = toUs         ? "Programs on " + server_.node + " ask " + server_.name
                        : byResolved ? "Programs on " + server_.node + " ask systemd-resolved"
                                     : "Programs on " + server_.node + " do not ask " + server_.name;
        finding.found = first.empty() ? "/etc/resolv.conf names no server" : "nameserver " + first;
        finding.meaning = toUs || byResolved ? ""
                                             : "`dig` and most programs take the first nameserver of "
                                               "/etc/resolv.conf. `dig @127.0.0.1` asks " +
                                                   server_.name + " all the same.";
    }

    const Case& case_;
    const Mends& mends_;
    const DnsServer& server_;
    Findings& findings_;
    const Look* look_;
    std::string unit_;
    std::string state_;
};

}  // namespace

void examineDns(const Case& theCase, const Mends& mends, Findings& findings) {
    for (const DnsServer& server : theCase.picture.dns) {
        Dns(theCase, mends, server, findings).run();
    }
}

}  // namespace podwire::doctor
