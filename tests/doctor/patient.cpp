// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/doctor/patient.h"

#include <stdexcept>

#include "core/lab/loader.h"
#include "core/plan/observe.h"
#include "tests/support/fixture.h"
#include "tests/support/rules.h"

namespace podwire::test {
namespace {

constexpr int kTimeout = 28;  // curl's status

template <class T>
T need(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().text());
    }
    return std::move(*result);
}

}  // namespace

Patient::Patient() {
    auto loaded = podwire::lab::load(std::string(PODWIRE_TEST_DATA) + "/labs/doctor");
    if (!loaded) {
        throw std::runtime_error(loaded.error().front().text());
    }
    lab = std::move(*loaded);
    for (const std::string name : {"host", "node1", "node2"}) {
        observed[name] = need(plan::parseObserved(name, testing::fixture("doctor/" + name + ".state")));
    }
    const plan::Assessment assessment = plan::assess(lab, observed);
    const doctor::Picture picture =
        doctor::paint(lab, assessment, need(doctor::wantedSteps(lab, assessment, {})));
    const auto requests = doctor::requestsOf(lab, picture);
    for (const std::string name : {"host", "node1", "node2"}) {
        looks[name] = need(doctor::parseLook(name, testing::fixture("doctor/" + name + ".look"), requests));
    }
}

netstate::Netns& Patient::netns(const std::string& node, const std::string& name) {
    for (netstate::Netns& one : observed.at(node).namespaces) {
        if (one.name == name) {
            return one;
        }
    }
    throw std::runtime_error("no namespace " + name);
}

netstate::Link& Patient::link(const std::string& node, const std::string& space, const std::string& device) {
    for (netstate::Link& one : netns(node, space).links) {
        if (one.name == device) {
            return one;
        }
    }
    throw std::runtime_error("no link " + device);
}

netfilter::Chain& Patient::chain(const std::string& node, const std::string& table, const std::string& name) {
    for (netfilter::Table& one : observed.at(node).rules.tables) {
        for (netfilter::Chain& each : one.chains) {
            if (one.name == table && each.name == name) {
                return each;
            }
        }
    }
    throw std::runtime_error("no chain " + name);
}

void Patient::addRule(const std::string& node, const std::string& table, const std::string& line, int place) {
    const std::string name = line.substr(3, line.find(' ', 3) - 3);
    netfilter::InstalledRule rule{rulesOf(table, ":" + name + " ACCEPT [0:0]\n" + line + "\n")
                                      .tables.front()
                                      .chains.front()
                                      .rules.front()};
    auto& rules = chain(node, table, name).rules;
    rules.insert(place < 0 ? rules.end() : rules.begin() + place, std::move(rule));
}

void Patient::silence(const std::string& address) {
    for (auto& [node, look] : looks) {
        for (auto& [id, answers] : look.answers) {
            if (id.ends_with(" " + address)) {
                int asked = answers.failed();
                for (const auto& [backend, hits] : answers.hits) {
                    asked += hits;
                }
                answers.hits.clear();
                answers.failures = {{kTimeout, asked}};
            }
        }
    }
}

doctor::Report Patient::examine(const doctor::Question& question) {
    const plan::Assessment assessment = plan::assess(lab, observed);
    const doctor::Picture picture =
        doctor::paint(lab, assessment, need(doctor::wantedSteps(lab, assessment, question)));
    return doctor::diagnose({lab, assessment, picture, doctor::requestsOf(lab, picture), looks, unread});
}

}  // namespace podwire::test
