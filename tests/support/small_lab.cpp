// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/small_lab.h"

namespace podwire::test {
namespace {

lab::Resource rule(const std::string& target) {
    lab::IptablesRule what;
    what.command.table = "nat";
    what.command.rule.chain = "OUTPUT";
    lab::Resource resource;
    resource.node = "node1";
    resource.command =
        "sudo iptables -t nat -A OUTPUT -p tcp -d 10.96.1.100 --dport 8080 -j DNAT --to-destination " +
        target;
    resource.key = resource.command;
    resource.why = "Sends new connections to " + target;
    resource.what = what;
    return resource;
}

lab::Resource route() {
    lab::Resource resource;
    resource.node = "node2";
    resource.command = "sudo ip route add 192.168.1.10 via 10.30.45.100";
    resource.key = "route 192.168.1.10";
    resource.what = lab::Route{"192.168.1.10", "10.30.45.100", {}, {}, "main", {}};
    return resource;
}

lab::Check check(const std::string& id, const std::string& title, bool fails) {
    lab::Check result;
    result.id = id;
    result.title = title;
    result.node = "node1";
    result.command = "curl 10.96.1.100:8080";
    lab::HttpCheck http;
    http.address = "10.96.1.100:8080";
    http.failure = fails ? lab::Failure::Timeout : lab::Failure::None;
    http.answeredBy = {"192.168.1.10"};
    result.what = http;
    result.why = "The rule decides it.";
    return result;
}

lab::Step step(const std::string& part, const std::string& name, const std::string& title) {
    lab::Step result;
    result.id = part + "." + name;
    result.part = part;
    result.title = title;
    result.text =
        "Some *words* about it.\n\n|a|b|\n|---|---|\n|1|`2`|\n\nThen:\n\n> A note that is long enough to "
        "wrap in "
        "any window that a test opens, since the end of a page is where it would be cut off, and it would be "
        "the "
        "last line of the last note that is missing.";
    return result;
}

plan::Presence presenceFor(plan::StepState state, std::size_t index) {
    switch (state) {
        case plan::StepState::Applied:
            return plan::Presence::Present;
        case plan::StepState::Partial:
            return index == 0 ? plan::Presence::Present : plan::Presence::Absent;
        case plan::StepState::Drifted:
            return plan::Presence::Drifted;
        case plan::StepState::Unknown:
            return plan::Presence::Unknown;
        case plan::StepState::Absent:
            break;
    }
    return plan::Presence::Absent;
}

}  // namespace

lab::Lab smallLab() {
    lab::Step rules = step("service", "rules", "Two rules");
    rules.number = "3";
    rules.apply = {rule("192.168.1.10:80"), rule("192.168.1.20:80")};
    rules.before = {check("service.rules/before/1", "The address times out", true)};
    rules.after = {check("service.rules/after/1", "The address answers", false)};
    rules.predictions = {{"Who answers?", {"nobody", "pod1a"}, 1, "The first rule matches.", {}}};
    rules.hints = {"Look at the chain.", "Count the rules."};
    lab::Step shared = step("service", "route", "A route");
    shared.apply = {route()};
    lab::Step extra = step("service", "extra", "Going further");
    extra.apply = {rule("192.168.2.20:80")};
    extra.optional = true;

    lab::Lab lab;
    lab.id = "small";
    lab.title = "A small lab";
    lab.summary = "For tests.";
    lab.nodes = {{"node1", ""}, {"node2", ""}};
    lab.backends = {{"pod1a", "192.168.1.10", "node1"}, {"pod1b", "192.168.1.20", "node1"}};
    lab.virtualAddress = "10.96.1.100";
    lab.parts = {
        {"overview", "Overview", "What this part is about.", {}, {}, {step("overview", "read", "Read this")}},
        {"service", "Service", "", {}, {}, {rules, shared, extra}}};
    return lab;
}

plan::Assessment assessmentOf(const lab::Lab& lab, const std::map<std::string, plan::StepState>& states) {
    plan::Assessment assessment;
    for (const lab::Step* step : lab.steps()) {
        const auto found = states.find(step->id);
        plan::StepStatus status;
        status.id = step->id;
        status.state = found == states.end() ? plan::StepState::Absent : found->second;
        for (std::size_t i = 0; i < step->apply.size(); ++i) {
            plan::ResourceStatus resource;
            resource.resource = &step->apply[i];
            resource.presence = presenceFor(status.state, i);
            resource.found = resource.presence == plan::Presence::Drifted ? "the rule stands twice" : "";
            status.resources.push_back(resource);
        }
        assessment.steps.emplace(step->id, status);
    }
    return assessment;
}

}  // namespace podwire::test
