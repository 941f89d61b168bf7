// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/conntrack/flow.h"
#include "core/netfilter/ruleset.h"
#include "core/netstate/netstate.h"

/// Which rules made a connection's translation, as far as the rules that stand now tell: a rule is asked for
/// the first packet only, and may have gone since.
namespace podwire::live {

/// A rule where it stands in table nat.
struct NatRule {
    std::string chain;
    std::size_t number = 0;     ///< in its chain, from 1
    std::string line;           ///< as iptables-save prints it
    std::string specification;  ///< netfilter::specification()
};

/// What made one half of a translation.
struct NatMaker {
    bool translated = false;      ///< false: there is nothing that a rule could have made
    std::optional<NatRule> rule;  ///< the first in the order of evaluation that matches and translates so
    std::string why;              ///< without a rule, a sentence why
};

struct NatMakers {
    NatMaker destination;  ///< DNAT
    NatMaker source;       ///< SNAT
};

/// `own`: the links and routes of the namespace whose rules these are, which tell its own addresses and the
/// device that a packet leaves by; null: not known.
NatMakers natMakersOf(const conntrack::Flow& flow, const netfilter::Ruleset& rules,
                      const netstate::Netns* own);

}  // namespace podwire::live
