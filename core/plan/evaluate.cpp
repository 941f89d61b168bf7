// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/evaluate.h"

#include <algorithm>
#include <cmath>
#include <regex>

#include "core/base/shellwords.h"
#include "core/netstate/listeners.h"
#include "core/netstate/netstate.h"
#include "core/plan/dns_answer.h"
#include "core/plan/evidence.h"
#include "core/plan/http_answers.h"

namespace podwire::plan {
namespace {

std::string seconds(double value) {
    const double tenths = std::round(value * 10);
    return std::to_string(static_cast<long>(tenths) / 10) + "." +
           std::to_string(static_cast<long>(tenths) % 10) + " s";
}

std::string join(const std::vector<std::string>& items) {
    std::string all;
    for (const std::string& item : items) {
        all += (all.empty() ? "" : ", ") + item;
    }
    return all;
}

std::string trimmed(std::string text) {
    const char* blank = " \t\r\n";
    text.erase(text.find_last_not_of(blank) + 1);
    text.erase(0, text.find_first_not_of(blank));
    return text;
}

std::string failureName(lab::Failure failure) {
    switch (failure) {
        case lab::Failure::None:
            return "no failure";
        case lab::Failure::Any:
            return "no answer";
        case lab::Failure::Timeout:
            return "a time-out";
        case lab::Failure::Refused:
            return "connection refused";
        case lab::Failure::Unreachable:
            return "no way to the address";
        case lab::Failure::Lost:
            return "lost requests";
    }
    return "no answer";
}

std::string portName(const lab::PortCheck& port) {
    return (port.udp ? "UDP port " : "TCP port ") + std::to_string(port.port);
}

/// What the check expects, in words.
struct Expectation {
    std::string operator()(const lab::HttpCheck& http) const {
        if (http.failAtLeast) {
            return "at least " + std::to_string(*http.failAtLeast) + " of " + std::to_string(http.requests) +
                   " requests fail";
        }
        if (http.failure != lab::Failure::None) {
            return failureName(http.failure);
        }
        if (http.answeredBy.empty()) {
            return "an answer";
        }
        const std::string who = join(http.answeredBy);
        return http.everyOne && http.answeredBy.size() > 1 ? "answers from all of " + who
                                                           : "answered by " + who;
    }
    std::string operator()(const lab::PingCheck& ping) const {
        return ping.failure == lab::Failure::None ? "all replies come back" : "no reply";
    }
    std::string operator()(const lab::RouteCheck& route) const {
        if (route.via == "none") {
            return "no route";
        }
        return (route.via.empty() ? std::string("on the link") : "via " + route.via) +
               (route.device.empty() ? "" : " dev " + route.device);
    }
    std::string operator()(const lab::RuleCheck& rule) const {
        return rule.present ? "the rule is there" : "the rule is not there";
    }
    std::string operator()(const lab::SysctlCheck& sysctl) const { return sysctl.key + " = " + sysctl.value; }
    std::string operator()(const lab::UnitCheck& unit) const {
        return unit.active ? unit.name + " runs" : unit.name + " does not run";
    }
    std::string operator()(const lab::DnsCheck& dns) const {
        if (dns.failure != lab::Failure::None) {
            return failureName(dns.failure);
        }
        std::string text = dns.status.empty() ? "an answer" : dns.status;
        if (!dns.alias.empty()) {
            text += ", an alias of " + dns.alias;
        } else if (dns.noAlias) {
            text += " without an alias";
        }
        return text + (dns.addresses.empty() ? "" : ": " + join(dns.addresses));
    }
    std::string operator()(const lab::PortCheck& port) const {
        const std::string name = portName(port);
        if (!port.bound) {
            return "nobody listens on " + name;
        }
        return (port.process.empty() ? "somebody" : port.process) + " listens on " + name;
    }
    std::string operator()(const lab::CommandCheck& command) const {
        std::string text =
            command.exitCode ? "exit status " + std::to_string(*command.exitCode) : "any exit status";
        if (!command.output.empty()) {
            text += ", output matches /" + command.output + "/";
        }
        if (!command.notOutput.empty()) {
            text += ", output without /" + command.notOutput + "/";
        }
        return text;
    }
};

/// Judges each kind of check by the command's outcome; fills found and ok.
class Judge {
public:
    Judge(const remote::Outcome& outcome, const std::string& output, CheckResult& result)
        : outcome_(outcome), output_(output), result_(result) {}

    void operator()(const lab::HttpCheck& http) {
        const HttpAnswers answers = readHttpAnswers(output_, outcome_.exitCode, http.requests);
        result_.found = answers.text();
        if (answers.failed() == http.requests && http.requests == 1) {
            result_.found += " after " + seconds(result_.seconds);
        }
        if (http.failAtLeast) {
            result_.ok = answers.failed() >= *http.failAtLeast;
        } else if (http.failure != lab::Failure::None) {
            result_.ok = answers.failed() == http.requests && answers.allFailedAs(http.failure);
        } else {
            result_.ok = answers.failed() == 0 && answers.onlyFrom(http.answeredBy) &&
                         (!http.everyOne || answers.fromEach(http.answeredBy));
        }
    }

    void operator()(const lab::PingCheck& ping) {
        static const std::regex received("([0-9]+) received");
        std::smatch match;
        const bool read = std::regex_search(output_, match, received);
        const int replies = read ? std::stoi(match[1]) : 0;
        result_.found = read ? std::to_string(replies) + " of " + std::to_string(ping.count) + " replies"
                             : trimmed(outcome_.err.empty() ? output_ : outcome_.err);
        result_.ok = ping.failure == lab::Failure::None ? replies == ping.count : replies == 0;
    }

    void operator()(const lab::RouteCheck& route) {
        const auto looked =
            outcome_.exitCode == 0 ? netstate::parseRouteGet(output_) : fail(ErrorKind::NotFound, "no route");
        if (!looked) {
            result_.found = "no route";
            result_.ok = route.via == "none";
            return;
        }
        result_.found = (looked->gateway.empty() ? std::string("on the link") : "via " + looked->gateway) +
                        " dev " + looked->device;
        result_.ok = looked->gateway == route.via && (route.device.empty() || route.device == looked->device);
    }

    void operator()(const lab::RuleCheck& rule) {
        const bool there = outcome_.exitCode == 0;
        result_.found = there ? "the rule is there" : "the rule is not there";
        result_.ok = there == rule.present && outcome_.exitCode <= 1;
    }

    void operator()(const lab::SysctlCheck& sysctl) {
        result_.found = outcome_.exitCode == 0 ? trimmed(output_) : trimmed(outcome_.err);
        result_.ok = outcome_.exitCode == 0 && result_.found == sysctl.value;
    }

    void operator()(const lab::UnitCheck& unit) {
        result_.found = trimmed(output_);
        result_.ok = (result_.found == "active") == unit.active;
    }

    void operator()(const lab::DnsCheck& dns) {
        const DnsAnswer answer = readDnsAnswer(output_ + outcome_.err);
        result_.found = answer.text();
        result_.ok = isAsExpected(dns, answer);
    }

    void operator()(const lab::PortCheck& port) {
        std::vector<std::string> names;
        bool bound = false;
        for (const netstate::Listener& listener : netstate::parseListeners(output_)) {
            if (listener.port == port.port) {
                bound = true;
                for (const netstate::SocketHolder& holder : listener.processes) {
                    names.push_back(holder.name);
                }
            }
        }
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        result_.found = !bound          ? "nobody listens on " + portName(port)
                        : names.empty() ? "somebody listens on " + portName(port)
                                        : join(names) + " on " + portName(port);
        const bool right =
            port.process.empty() || std::binary_search(names.begin(), names.end(), port.process);
        result_.ok = outcome_.exitCode == 0 && bound == port.bound && (!bound || right);
    }

    void operator()(const lab::CommandCheck& command) {
        const std::string all = output_ + outcome_.err;
        const bool exitOk = !command.exitCode || *command.exitCode == outcome_.exitCode;
        const bool has = command.output.empty() || std::regex_search(all, std::regex(command.output));
        const bool hasNot =
            command.notOutput.empty() || !std::regex_search(all, std::regex(command.notOutput));
        result_.found = "exit status " + std::to_string(outcome_.exitCode);
        if (!has) {
            result_.found += ", output does not match";
        } else if (!hasNot) {
            result_.found += ", output matches what it should not";
        } else if (!command.output.empty()) {
            result_.found += ", output matches";
        }
        result_.ok = exitOk && has && hasNot;
    }

private:
    const remote::Outcome& outcome_;
    const std::string& output_;
    CheckResult& result_;
};

std::string endingText(const remote::Outcome& outcome) {
    switch (outcome.ending) {
        case remote::Ending::Timeout:
            return "the command did not end: " + outcome.reason;
        case remote::Ending::Lost:
            return outcome.reason.empty() ? "the connection was lost" : outcome.reason;
        case remote::Ending::Cancelled:
            return "cancelled";
        case remote::Ending::Exit:
            break;
    }
    return {};
}

}  // namespace

std::string checkScript(const lab::Check& check) {
    return check.command + "\nrc=$?\n" + evidenceScript(check) + "exit $rc\n";
}

bool counts(const lab::Check& check, const Assessment& assessment) {
    const bool during = check.whileStep.empty() || assessment.stateOf(check.whileStep) == StepState::Applied;
    const bool until =
        std::all_of(check.untilSteps.begin(), check.untilSteps.end(),
                    [&](const std::string& step) { return assessment.stateOf(step) == StepState::Absent; });
    return during && until;
}

std::string expectation(const lab::Check& check) {
    return std::visit(Expectation{}, check.what);
}

CheckResult evaluate(const std::string& step, const lab::Check& check, const remote::Outcome& outcome) {
    CheckResult result;
    result.step = step;
    result.check = check.id;
    result.title = check.title;
    result.expected = expectation(check);
    result.seconds = static_cast<double>(outcome.duration.count()) / 1000.0;
    result.exitCode = outcome.exitCode;
    const auto [output, evidence] = splitEvidence(outcome.out);
    result.output = output + outcome.err;
    if (outcome.ending != remote::Ending::Exit) {
        result.found = endingText(outcome);
        return result;
    }
    if (outcome.exitCode == 126 || outcome.exitCode == 127) {
        result.found = "the node lacks a command: " + trimmed(outcome.err);
        return result;
    }
    std::visit(Judge(outcome, output, result), check.what);
    result.evidence = readEvidence(check, evidence);
    return result;
}

}  // namespace podwire::plan
