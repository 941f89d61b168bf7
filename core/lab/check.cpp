// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/check.h"

namespace podwire::lab {
namespace {

struct ExpectsFailure {
    bool operator()(const HttpCheck& http) const {
        return http.failure != Failure::None && !http.failAtLeast;
    }
    bool operator()(const PingCheck& ping) const { return ping.failure != Failure::None; }
    bool operator()(const RouteCheck& route) const { return route.via == "none"; }
    bool operator()(const RuleCheck& rule) const { return !rule.present; }
    bool operator()(const SysctlCheck&) const { return false; }
    bool operator()(const UnitCheck& unit) const { return !unit.active; }
    bool operator()(const DnsCheck& dns) const { return dns.failure != Failure::None; }
    bool operator()(const PortCheck& port) const { return !port.bound; }
    bool operator()(const CommandCheck& command) const { return command.exitCode.value_or(0) != 0; }
};

}  // namespace

bool Check::expectsFailure() const {
    return std::visit(ExpectsFailure{}, what);
}

}  // namespace podwire::lab
