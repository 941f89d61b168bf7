// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/netfilter/rule_command.h"
#include "core/yaml/position.h"

namespace podwire::lab {

/// How a request is expected to fail. Any: in whatever way.
enum class Failure { None, Any, Timeout, Refused, Unreachable, Lost };

/// HTTP requests, one connection each, by curl. The command prints the answers' bodies one after the other. A
/// single request is one curl, whose exit code tells how it failed (curl(1): 28 time-out, 7 refused or
/// unreachable, 52 and 56 lost); several are a bash loop that prints "curl: exit CODE" on a line of its own
/// for each request that failed, and itself exits 0. The author's own line in place of Podwire's may be any
/// of both.
struct HttpCheck {
    std::string address;  ///< "10.96.1.100:8080"
    int requests = 1;
    std::vector<std::string> answeredBy;  ///< addresses that may answer; empty: any that answers
    bool everyOne = false;                ///< each of answeredBy answers at least once
    Failure failure = Failure::None;      ///< the expected outcome of every request
    std::optional<int> failAtLeast;       ///< of `requests`, for losses that hit a share only
};

/// ICMP echo requests.
struct PingCheck {
    std::string address;
    int count = 1;
    Failure failure = Failure::None;  ///< None: all replies come; Lost/Any: none comes
};

/// `ip route get`.
struct RouteCheck {
    std::string address;
    std::string via;  ///< expected gateway; empty with a device: on the link; "none": there must be no route
    std::string device;  ///< expected device; empty: not checked
};

/// A rule that must (not) be in its chain, exactly once.
struct RuleCheck {
    netfilter::RuleCommand command;
    bool present = true;
};

struct SysctlCheck {
    std::string key;
    std::string value;
};

struct UnitCheck {
    std::string name;
    bool active = true;
};

/// A look-up with dig(1). The command prints dig's whole answer.
struct DnsCheck {
    std::string name;                    ///< "api.ipify.org", without a dot at its end
    std::vector<std::string> addresses;  ///< the A records, in any order; empty: not checked
    std::string alias;                   ///< the CNAME target that `name` itself has; empty: not checked
    bool noAlias = false;                ///< the answer holds no CNAME record
    std::string status;                  ///< "NXDOMAIN", ...: the answer's status; empty: NOERROR
    Failure failure = Failure::None;     ///< Any, Timeout or Refused: there is no answer at all
};

/// A listening socket, by ss(8).
struct PortCheck {
    unsigned port = 0;
    bool udp = false;
    bool bound = true;
    std::string process;  ///< the program's name as ss shows it; empty: any
};

/// Any command.
struct CommandCheck {
    std::optional<int> exitCode = 0;  ///< nullopt: any
    std::string
        output;  ///< ECMAScript regular expression that standard output + error must contain; empty: any
    std::string notOutput;  ///< one that they must not contain; empty: none
};

struct Check {
    std::string id;     ///< "clusterip.load_balancing/after/2" unless the author named it
    std::string title;  ///< what is expected, as a sentence
    std::string node;
    std::string netns;    ///< run inside this namespace; "" for the node's own
    std::string command;  ///< to the letter what runs on the node
    std::string source;   ///< the same with variables
    std::variant<HttpCheck, PingCheck, RouteCheck, RuleCheck, SysctlCheck, UnitCheck, DnsCheck, PortCheck,
                 CommandCheck>
        what;
    std::string why;                      ///< why the expected thing happens
    std::string otherwise;                ///< what it means when something else is found
    std::string whileStep;                ///< counts only while this step is applied; empty: always
    std::vector<std::string> untilSteps;  ///< counts only while all of these steps are absent
    double timeoutSeconds = 2;            ///< of a single request
    yaml::Position position;

    [[nodiscard]] bool expectsFailure() const;
};

}  // namespace podwire::lab
