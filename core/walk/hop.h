// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/netfilter/packet.h"

namespace podwire::walk {

/// A rule that was looked at and did not match.
struct Miss {
    std::size_t position = 1;  ///< in the chain, from 1
    std::string rule;          ///< as iptables-save prints it
    std::string reason;  ///< "destination 10.96.1.100 is not 10.0.0.0/8", "its chance let the packet pass"
    double chance = 1;   ///< that it does not match; less than 1 where -m statistic decided
    bool operator==(const Miss&) const = default;
};

/// One thing that happened to a packet, whether it was foretold or seen by the kernel's trace. What a source
/// does not tell stays empty.
struct Hop {
    enum class Kind {
        Rule,         ///< matched
        Policy,       ///< of a built-in chain
        Translation,  ///< by conntrack, of a packet of a known connection
        Route,        ///< a routing decision
        Bridge,       ///< switched by one
        Socket,       ///< taken by one
    };
    Kind kind = Kind::Rule;
    bool isReply = false;
    std::string node;
    std::string netns;  ///< empty: the node's own
    std::string in;     ///< devices; of a Bridge its ports
    std::string out;
    std::string hook;          ///< "PREROUTING"; empty for Bridge and Socket
    std::string table;         ///< of Rule and Policy
    std::string chain;         ///< of Rule and Policy
    std::size_t position = 0;  ///< of the rule in the chain, from 1; 0: not known
    std::string rule;          ///< as iptables-save prints it; of a Route the route, of a Bridge its name
    /// Rule, Policy: "accept", "drop", "reject", "continue", "return", "jump CHAIN", "goto CHAIN", "dnat",
    /// "redirect", "snat", "masquerade". Route: "local", "via GATEWAY", "on link". Else empty.
    std::string verdict;
    netfilter::Endpoints before;
    netfilter::Endpoints after;     ///< the same as `before` but where the packet was translated
    double chance = 1;              ///< of the rule to match
    std::vector<Miss> misses;       ///< rules of the same chain that were looked at just before, in order
    std::size_t earlierMisses = 0;  ///< and how many more before them
};

/// Whether the kernel's trace shows such a hop.
bool isTraced(const Hop& hop);

/// Where and how a way ends.
struct End {
    enum class Kind {
        Answered,  ///< the reply fits the client's connection
        Refused,   ///< the client is told at once: nobody listens, or a rule rejects it
        Lost,      ///< the client hears nothing that it can use
        Undecided  ///< cannot be told from here on
    };
    enum class Cause {
        None,
        NoRoute,
        RouteForbids,
        DroppedByRule,  ///< or by a policy
        RejectedByRule,
        NotForwarding,    ///< ip_forward or forwarding is 0
        ReversePath,      ///< rp_filter
        LoopbackOutside,  ///< an address of 127.0.0.0/8 on another link without route_localnet
        OwnSource,        ///< from outside, and its source is an address of the receiver
        NobodyThere,      ///< nobody on the link has the address
        NoListener,
        StrayReply,  ///< it does not fit the connection that the client began
        Circle,      ///< its time to live runs out
        Unclear,     ///< see `text`
    };
    Kind kind = Kind::Lost;
    Cause cause = Cause::None;
    bool isReply = false;  ///< what ended was the reply
    std::string node;
    std::string netns;
    std::string text;  ///< a sentence for people, without its full stop
};

/// One way that a request can take, and its reply.
struct Way {
    double probability = 1;
    std::vector<Hop> hops;  ///< of the request, then of the reply
    End end;
    std::string server;      ///< "192.168.1.10:80", who got the request; empty: nobody did
    std::string serverNode;  ///< and where that is
    std::string serverNetns;
    std::string seenClient;  ///< the address that the server takes for its client's
};

}  // namespace podwire::walk
