// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/goal.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/lab/loader.h"
#include "core/plan/plan.h"
#include "tests/support/temp_dir.h"

namespace podwire::plan {
namespace {

using Verb = Request::Verb;

constexpr const char* kLab = R"(id: small
title: Small
summary: A row of routes.
nodes:
  - {name: node1}
parts: [part.yaml]
)";

/// One route for each step; its last figure tells them apart.
constexpr const char* kPart = R"(id: part
title: Part
steps:
  - id: first
    title: First
    text: A route.
    apply: [{on: node1, route: sudo ip route add 192.168.2.1 via 10.30.45.200}]
  - id: second
    title: Second
    text: A route.
    needs: [first]
    apply: [{on: node1, route: sudo ip route add 192.168.2.2 via 10.30.45.200}]
  - id: page
    title: Page
    text: To read.
  - id: rival
    title: Rival
    text: Another way to do the second.
    optional: true
    needs: [first]
    replaces: [second]
    apply: [{on: node1, route: sudo ip route add 192.168.2.3 via 10.30.45.200}]
  - id: aside
    title: Aside
    text: A route beside the others.
    optional: true
    apply: [{on: node1, route: sudo ip route add 192.168.2.4 via 10.30.45.200}]
  - id: third
    title: Third
    text: A route.
    needs: [second]
    apply: [{on: node1, route: sudo ip route add 192.168.2.5 via 10.30.45.200}]
  - id: fourth
    title: Fourth
    text: A route.
    apply: [{on: node1, route: sudo ip route add 192.168.2.6 via 10.30.45.200}]
  - id: further
    title: Further
    text: A route on top of the optional ones.
    optional: true
    needs: [rival]
    apply: [{on: node1, route: sudo ip route add 192.168.2.7 via 10.30.45.200}]
)";

const std::vector<std::string> kNames{"", "first", "second", "rival", "aside", "third", "fourth", "further"};
const std::vector<std::string> kAll(kNames.begin() + 1, kNames.end());

struct Case {
    const char* what;
    std::vector<std::string> there;  ///< steps that are applied
    Verb verb;
    const char* step;                ///< "" for none
    std::vector<std::string> wants;  ///< commands: "+first", "-first"
};

class GoalTest : public ::testing::Test {
protected:
    GoalTest() {
        podwire::testing::writeFile(folder_ / "lab.yaml", kLab);
        podwire::testing::writeFile(folder_ / "part.yaml", kPart);
        auto lab = lab::load(folder_.path());
        if (!lab) {
            throw std::runtime_error(lab.error().front().text());
        }
        lab_ = std::move(*lab);
    }

    [[nodiscard]] Assessment assessed(const std::vector<std::string>& there) const {
        Observed node;
        node.node = "node1";
        node.namespaces.push_back({});
        for (const std::string& step : there) {
            netstate::Route route;
            route.destination = "192.168.2." + std::to_string(numberOf(step));
            route.gateway = "10.30.45.200";
            route.device = "ens3";
            route.table = "main";
            node.namespaces.front().routes.push_back(route);
        }
        return assess(lab_, {{"node1", node}});
    }

    static long numberOf(const std::string& step) {
        return std::find(kNames.begin(), kNames.end(), step) - kNames.begin();
    }

    [[nodiscard]] Result<Plan> plan(const std::vector<std::string>& there, Verb verb,
                                    const std::string& step) const {
        const auto steps = step.empty() ? std::vector<std::string>() : std::vector{"part." + step};
        return makePlan(lab_, assessed(there), {verb, steps});
    }

    /// "+first" for the command that adds the first step's route, "-first" for the one that takes it away.
    static std::vector<std::string> changes(const Plan& plan) {
        std::vector<std::string> all;
        for (const Stage& stage : plan.stages) {
            for (const Action& action : stage.actions) {
                const std::string name = action.step.substr(std::string("part.").size());
                const std::string number = "192.168.2." + std::to_string(numberOf(name)) + ' ';
                EXPECT_NE(action.command.find(number), std::string::npos) << action.command;
                EXPECT_NE(action.command.find(stage.undo ? " del " : " add "), std::string::npos);
                all.push_back((stage.undo ? '-' : '+') + name);
            }
        }
        return all;
    }

    podwire::testing::TempDir folder_;
    lab::Lab lab_;
};

class GoalTable : public GoalTest, public ::testing::WithParamInterface<Case> {};

TEST_P(GoalTable, RunsJustTheseCommands) {
    const Case& one = GetParam();
    const auto made = plan(one.there, one.verb, one.step);
    ASSERT_TRUE(made) << made.error().text();
    EXPECT_EQ(changes(*made), one.wants) << one.what;
}

INSTANTIATE_TEST_SUITE_P(
    Ready, GoalTable,
    ::testing::Values(
        Case{"brings what comes before", {}, Verb::Ready, "third", {"+first", "+second"}},
        Case{"brings only what is missing", {"first"}, Verb::Ready, "third", {"+second"}},
        Case{"changes nothing when all is so", {"first", "second"}, Verb::Ready, "third", {}},
        Case{"takes the step and what comes after away, last first",
             {"first", "second", "third", "fourth"},
             Verb::Ready,
             "third",
             {"-fourth", "-third"}},
        Case{"goes both ways at once", {"second", "fourth"}, Verb::Ready, "third", {"-fourth", "+first"}},
        Case{"before the first step there is nothing",
             {"first", "second", "aside", "third"},
             Verb::Ready,
             "first",
             {"-third", "-aside", "-second", "-first"}},
        Case{"does not bring an optional step, nor take an earlier one away",
             {"aside"},
             Verb::Ready,
             "third",
             {"+first", "+second"}},
        Case{"takes a later optional step away",
             {"first", "rival", "further"},
             Verb::Ready,
             "second",
             {"-further", "-rival"}},
        Case{"puts back what an optional step had replaced",
             {"first", "rival"},
             Verb::Ready,
             "third",
             {"-rival", "+second"}},
        Case{"an optional step as the target goes",
             {"first", "second", "aside"},
             Verb::Ready,
             "aside",
             {"-aside"}},
        Case{"brings what an optional target needs, and makes room for it",
             {"first", "second", "third"},
             Verb::Ready,
             "further",
             {"-third", "-second", "+rival", "+fourth"}},
        Case{"a page has everything before it",
             {"first", "third"},
             Verb::Ready,
             "page",
             {"-third", "+second"}}));

INSTANTIATE_TEST_SUITE_P(
    GoTo, GoalTable,
    ::testing::Values(
        Case{"brings the step as well", {}, Verb::GoTo, "third", {"+first", "+second", "+third"}},
        Case{"an optional target replaces", {"first", "second"}, Verb::GoTo, "rival", {"-second", "+rival"}},
        Case{"what an optional target needs replaces, too",
             {"first", "second"},
             Verb::GoTo,
             "further",
             {"-second", "+rival", "+fourth", "+further"}}));

INSTANTIATE_TEST_SUITE_P(
    Reset, GoalTable,
    ::testing::Values(
        Case{"has nothing to do on empty nodes", {}, Verb::Reset, "", {}},
        Case{"takes everything away, optional steps too, last first",
             kAll,
             Verb::Reset,
             "",
             {"-further", "-fourth", "-third", "-aside", "-rival", "-second", "-first"}},
        Case{"takes what is there", {"second", "aside"}, Verb::Reset, "", {"-aside", "-second"}}));

TEST_F(GoalTest, AReadyOrAGoToNamesExactlyOneStep) {
    for (const Verb verb : {Verb::Ready, Verb::GoTo}) {
        const auto made = plan({}, verb, "");
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().kind, ErrorKind::InvalidInput);
    }
}

TEST_F(GoalTest, AReadyForAnUnknownStepSuggestsOne) {
    const auto made = plan({}, Verb::Ready, "thrid");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, ErrorKind::NotFound);
    EXPECT_NE(made.error().hint.find("part.third"), std::string::npos);
}

TEST_F(GoalTest, AResetConcernsEveryNodeAndNoStepComesAlong) {
    const auto made = plan(kAll, Verb::Reset, "");
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->broughtAlong.empty());
    EXPECT_EQ(*nodesFor(lab_, {Verb::Reset, {}}), std::set<std::string>{"node1"});
}

}  // namespace
}  // namespace podwire::plan
