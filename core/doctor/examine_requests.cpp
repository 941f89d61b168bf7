// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/doctor/examine.h"
#include "core/doctor/foretell.h"

namespace podwire::doctor {
namespace {

const netfilter::InstalledRule* findRule(const netfilter::Ruleset& rules, const Translation& one) {
    const netfilter::Chain* chain = rules.find("nat", one.chain);
    const std::string wanted = netfilter::specification(*one.rule);
    for (std::size_t i = 0; chain != nullptr && i < chain->rules.size(); ++i) {
        if (netfilter::specification(chain->rules[i].rule) == wanted) {
            return &chain->rules[i];
        }
    }
    return nullptr;
}

class Requests {
public:
    Requests(const Case& theCase, Findings& findings)
        : case_(theCase), findings_(findings), below_(static_cast<std::ptrdiff_t>(findings.size())) {}

    void run() {
        std::vector<const Request*> order;
        for (const Request& request : case_.requests) {
            order.push_back(&request);
        }
        std::stable_sort(order.begin(), order.end(),
                         [this](const Request* a, const Request* b) { return rank(*a) < rank(*b); });
        for (const Request* request : order) {
            const Look* look = case_.look(request->node);
            const plan::HttpAnswers* answers = look == nullptr ? nullptr : look->answersTo(*request);
            if (answers != nullptr) {
                judge(*request, *answers);
            }
        }
    }

private:
    /// Inside the pod first, then from its node, from elsewhere, and the service last.
    int rank(const Request& request) const {
        const Pod* pod = case_.picture.podAt(request.host);
        if (pod == nullptr) {
            return 3;
        }
        if (request.netns == pod->name) {
            return 0;
        }
        return request.node == pod->node ? 1 : 2;
    }

    bool isDirect(const Request& request) const { return rank(request) < 3; }

    void judge(const Request& request, const plan::HttpAnswers& answers) {
        const bool ok = answers.failed() == 0 && answers.onlyFrom(request.answeredBy);
        Finding& finding = findings_.emplace_back();
        finding.layer = Layer::Request;
        finding.node = request.node;
        finding.object = isDirect(request) ? nameOf(case_.picture, request.host) : request.address;
        finding.command = commandFor(request);
        finding.found = answers.text();
        finding.verdict = ok ? Verdict::Ok : Verdict::Wrong;
        if (!ok) {
            foretellFailure(request, finding);
        }
        const std::string who = request.netns.empty() ? request.node : request.netns;
        if (isDirect(request)) {
            finding.id = ok ? "backend" : "backend.silent";
            finding.title =
                finding.object + (ok ? " answers " : " does not answer ") + who + ", NAT bypassed";
            finding.meaning = ok ? "" : directMeaning(request);
        } else {
            finding.id = ok ? "service" : "service.fails";
            finding.title = request.address + (ok ? " answers " : " does not answer ") + who +
                            (ok || answers.hits.empty() ? "" : " every time");
            finding.meaning = ok ? "" : serviceMeaning(request);
            counters(request, ok);
        }
    }

    /// The failure tells it, and so does what explains the failure, for the first request that shows it.
    void foretellFailure(const Request& request, Finding& failure) {
        const Foretold told = foretell(case_, request);
        failure.foretold = told.text;
        Finding* cause = causeOf(request);
        if (cause != nullptr && told.fails && cause->foretold.empty()) {
            cause->foretold = told.text;
        }
    }

    /// The chapter's own test for a port, which needs no client; from the node itself.
    std::string commandFor(const Request& request) const {
        if (!isDirect(request) || !request.netns.empty()) {
            return curlCommand(request);
        }
        return "sudo timeout 2 bash -lc 'echo >/dev/tcp/" + request.host + '/' +
               std::to_string(request.port) + " && echo open || echo closed'";
    }

    std::string directMeaning(const Request& request) const {
        const std::string meaning =
            "Without NAT the request fails as well, so the rules of the service are not to blame. ";
        const Finding* cause = causeOf(request);
        return meaning + (cause != nullptr
                              ? seeAbove(*cause)
                              : "`sudo tcpdump -ni any tcp port " + std::to_string(request.port) +
                                    "` along the way shows where it ends.");
    }

    std::string serviceMeaning(const Request& request) const {
        const Finding* cause = causeOf(request);
        return cause != nullptr ? seeAbove(*cause)
                                : "Everything looked at so far is as it should be. " + next(request);
    }

    static std::string seeAbove(const Finding& cause) {
        return "See above: " + cause.title + ". Mend that first.";
    }

    /// What was found below the requests: about the pod that was asked, else the first that is wrong, else
    /// the first suspect.
    Finding* causeOf(const Request& request) const {
        const Pod* pod = case_.picture.podAt(request.host);
        Finding* cause = firstBelow([&](const Finding& one) {
            return one.verdict == Verdict::Wrong && pod != nullptr && one.object == pod->name;
        });
        if (cause == nullptr) {
            cause = firstBelow([](const Finding& one) { return one.verdict == Verdict::Wrong; });
        }
        return cause != nullptr ? cause : firstBelow([](const Finding& one) { return one.suspect; });
    }

    template <class Test>
    Finding* firstBelow(Test test) const {
        const auto end = findings_.begin() + below_;
        const auto at = std::find_if(findings_.begin(), end, test);
        return at == end ? nullptr : &*at;
    }

    std::string next(const Request& request) const {
        const Look* look = case_.look(request.node);
        const std::string rule =
            "sudo iptables -t nat -I POSTROUTING 1 -p tcp --dport " + backendPort(request);
        if (look != nullptr && look->kernelLog) {
            return "A log rule shows whether packets leave the NAT: `" + rule +
                   " -j LOG --log-prefix POSTROUTING-DEBUG`, then `journalctl -kf | grep POSTROUTING-DEBUG`.";
        }
        return "A log rule shows whether packets leave the NAT. This node has no kernel log, so it is NFLOG "
               "in place "
               "of LOG: `" +
               rule + " -j NFLOG --nflog-group 5`, then `sudo tcpdump -n -i nflog:5`.";
    }

    std::string backendPort(const Request& request) const {
        for (const Translation& one : case_.picture.translations) {
            if (one.port == request.port && one.backendPort > 0) {
                return std::to_string(one.backendPort);
            }
        }
        return std::to_string(request.port);
    }

    /// How far the counters of the rules for this address moved while all requests were under way.
    void counters(const Request& request, bool answered) {
        std::map<std::pair<std::string, std::string>, long> moved;
        for (const Translation& one : case_.picture.translations) {
            const bool local = one.node == request.node;
            const Look* look = case_.look(one.node);
            if (one.port != request.port || look == nullptr || (one.chain == "OUTPUT") != local ||
                (!one.destination.empty() && one.destination != request.host)) {
                continue;
            }
            const netfilter::InstalledRule* before = findRule(look->natBefore, one);
            const netfilter::InstalledRule* after = findRule(look->natAfter, one);
            if (before != nullptr && after != nullptr) {
                moved[{one.node, one.chain}] +=
                    static_cast<long>(after->counters.packets) - static_cast<long>(before->counters.packets);
            }
        }
        for (const auto& [where, packets] : moved) {
            tell(request, where.first, where.second, packets, answered);
        }
    }

    void tell(const Request& request, const std::string& node, const std::string& chain, long packets,
              bool answered) {
        const bool still = packets <= 0;
        if ((still && answered && node != request.node) ||  // the nodes' looks need not fall together
            !counted_.insert({node, chain + ' ' + request.address}).second) {
            return;
        }
        Finding& finding = findings_.emplace_back();
        finding.layer = Layer::Request;
        finding.node = node;
        finding.object = "nat " + chain;
        finding.command = "sudo iptables -t nat -L " + chain + " -n -v";
        finding.found = std::to_string(std::max(packets, 0L)) + " new connections counted during " +
                        std::to_string(request.count) + " requests";
        finding.id = still ? "counters.still" : "counters";
        finding.verdict = still ? (answered ? Verdict::Note : Verdict::Wrong) : Verdict::Ok;
        finding.title = still ? "The counters for " + request.address + " do not move"
                              : "The rules for " + request.address + " are met";
        finding.meaning =
            still ? "The requests do not reach these rules: something before them takes the packets, or "
                    "they are not tracked as new connections."
                  : "Each new connection counts once; later packets bypass table nat.";
    }

    const Case& case_;
    Findings& findings_;
    std::ptrdiff_t below_;  ///< how many findings there were before the requests
    std::set<std::pair<std::string, std::string>> counted_;
};

}  // namespace

void examineRequests(const Case& theCase, Findings& findings) {
    Requests(theCase, findings).run();
}

}  // namespace podwire::doctor
