// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/netfilter/packet.h"
#include "core/netfilter/rule.h"

/// Whether a rule matches a packet, as far as the rule's text and what is known of the packet tell.
namespace podwire::netfilter {

enum class Answer { No, Unknown, Yes };

/// What of a packet a part of a rule asks for.
enum class Field {
    None,
    Protocol,
    Source,
    Destination,
    In,
    Out,
    Fragment,
    SourcePort,
    DestinationPort,
    EitherPort,
    TcpFlags,
    Tracking,
    Direction,
    OriginalSource,
    OriginalDestination,
    OriginalSourcePort,
    OriginalDestinationPort,
    ReplySource,
    ReplyDestination,
    ReplySourcePort,
    ReplyDestinationPort,
    Mark,
    ConnectionMark,
    SourceType,
    DestinationType,
    SourceRange,
    DestinationRange,
    Comment,
    Chance,
    Other,  ///< what cannot be told from here: a limit, a set, a socket's owner, ...
};

/// Cheap to make for thousands of rules. The field is the first that says No; without one, the first that is
/// not known.
struct RuleFit {
    Answer answer = Answer::Yes;
    /// With Yes: how likely `-m statistic` is to match, in the long run. `--mode nth` is taken as one in n.
    double chance = 1;
    Field field = Field::None;
    const Match* match = nullptr;  ///< of the rule, as long as that lives; nullptr: an option of its own
    const Option* option = nullptr;
};

RuleFit fit(const Rule& rule, const Packet& packet);

/// Why a rule does not match, or why that cannot be told.
struct Reason {
    Field field = Field::None;
    bool isKnown = true;   ///< false: cannot be told
    bool negated = false;  ///< the rule excludes what was found
    std::string what;      ///< "destination", "destination port", "-m limit"
    std::string found;     ///< of the packet
    std::string wanted;    ///< by the rule
    /// "destination 10.96.1.100 is not 10.0.0.0/8"
    [[nodiscard]] std::string text() const;
    bool operator==(const Reason&) const = default;
};

/// `fit` must be that of this rule and packet. Nothing when the rule matches.
std::optional<Reason> reasonOf(const Rule& rule, const Packet& packet, const RuleFit& fit);

}  // namespace podwire::netfilter
