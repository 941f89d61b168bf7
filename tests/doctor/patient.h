// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/doctor/diagnose.h"
#include "core/doctor/wanted.h"
#include "core/lab/lab.h"

namespace podwire::test {

/// What three real nodes said when all of fixtures/labs/doctor was applied. A test changes it as a fault
/// would and asks the doctor.
class Patient {
public:
    Patient();

    plan::Observed& node(const std::string& name) { return observed.at(name); }
    netstate::Netns& netns(const std::string& node, const std::string& name);
    netstate::Link& link(const std::string& node, const std::string& netns, const std::string& device);
    netfilter::Chain& chain(const std::string& node, const std::string& table, const std::string& chain);
    /// Puts a rule, "-A CHAIN ..." as iptables-save prints it, at a place of its chain; -1: at the end.
    void addRule(const std::string& node, const std::string& table, const std::string& line, int place = -1);
    /// Makes the requests to this address, by whomever, end in time-outs.
    void silence(const std::string& address);

    /// Paints, looks and thinks. The looks are those of the fixture with the test's changes.
    doctor::Report examine(const doctor::Question& question = {});

    lab::Lab lab;
    std::map<std::string, plan::Observed> observed;
    std::map<std::string, doctor::Look> looks;
    std::map<std::string, Error> unread;

private:
    std::map<std::string, std::string> outputs_;
};

}  // namespace podwire::test
