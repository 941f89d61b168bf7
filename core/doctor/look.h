// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/doctor/picture.h"
#include "core/plan/http_answers.h"

/// A second, closer look at a node, with one command: what the steps need not know but a fault may hide in,
/// and a bounded number of real requests. Pure: the script as text, and the answer parsed.
namespace podwire::doctor {

/// HTTP requests that the lab expects to be answered in the wanted state.
struct Request {
    std::string node;
    std::string netns;    ///< "" for the node's own
    std::string address;  ///< "10.96.1.100:8080"
    std::string host;
    int port = 80;
    std::vector<std::string> answeredBy;  ///< empty: anybody
    int count = 1;
};

/// From the checks of the wanted steps; and one to each pod's server in its own namespace, unless the lab
/// itself has something to say about that.
std::vector<Request> requestsOf(const lab::Lab& lab, const Picture& picture);

struct Socket {
    std::string netns;
    std::string protocol;  ///< "tcp", "udp"
    std::string address;   ///< "127.0.0.1", "0.0.0.0", "*", "[::]"; without its device
    std::string port;
    std::string process;
    int pid = 0;  ///< 0: not told
    [[nodiscard]] bool covers(const std::string& host, const std::string& wantedPort) const;
    [[nodiscard]] bool isOnAll() const;
    [[nodiscard]] std::string text() const;  ///< "192.168.1.20:8081 (python3, process 512)"
};

struct Process {
    std::string state;  ///< as ps(1) prints it, "Ssl"
    std::string unit;   ///< "pod1a-http.service", or "-"
    std::string line;   ///< its command line
    [[nodiscard]] bool isStopped() const { return state.starts_with('T') || state.starts_with('t'); }
};

/// What `ip route get` says.
struct Lookup {
    std::string gateway;
    std::string device;
    std::string type;  ///< "unicast", "local", ...; empty: the kernel found no way
    std::string error;
    [[nodiscard]] bool found() const { return !type.empty(); }
};

struct Neighbour {
    std::string netns;
    std::string address;
    std::string device;
    std::string mac;
    bool permanent = false;
    bool failed = false;
};

/// An entry of the connection table, as far as it matters here.
struct Connection {
    std::string protocol;
    std::string state;  ///< "ESTABLISHED"; empty for udp
    bool replied = true;
    std::string source, destination, destinationPort, sourcePort;  ///< as asked for
    std::string answersFrom;                                       ///< who replies
};

/// A verdict of a native nft rule or policy, outside of what iptables manages.
struct NftVerdict {
    std::string table;  ///< "inet guard"
    std::string chain;
    std::string hook;  ///< "forward"
    std::string rule;  ///< "tcp dport 80 drop"; empty: the chain's policy
    int handle = 0;
};

struct DnsAnswer {
    bool answered = false;  ///< with at least one address or name
    std::string text;       ///< what dig said
};

struct Look {
    std::string node;
    std::vector<Socket> sockets;
    std::map<int, Process> processes;
    std::map<std::string, std::string> sysctls;  ///< dotted keys
    std::vector<std::string> policyRules;        ///< lines of `ip rule` beyond the usual three
    std::map<std::pair<std::string, std::string>, Lookup> lookups;  ///< by namespace and address
    std::vector<Neighbour> neighbours;
    std::vector<Connection> connections;
    std::map<std::string, netfilter::Ruleset> podRules;  ///< by namespace
    std::vector<NftVerdict> nft;
    netfilter::Ruleset natBefore,
        natAfter;  ///< around the requests; without tables when they could not be read
    std::string resolvConf;
    std::string resolved;    ///< `systemctl is-active systemd-resolved`
    bool stubIsOff = false;  ///< resolved.conf says DNSStubListener=no
    bool kernelLog = false;
    std::map<std::string, plan::HttpAnswers> answers;  ///< by requestId
    std::map<std::string, DnsAnswer> dns;  ///< by "UNIT NAME" for a server of the lab, "ADDRESS NAME" else

    [[nodiscard]] const Lookup* lookup(const std::string& netns, const std::string& address) const;
    [[nodiscard]] std::string sysctl(const std::string& key) const;  ///< empty: there is none
    /// The larger of `all` and the device's own value, as the kernel takes it for rp_filter and
    /// route_localnet.
    [[nodiscard]] int interfaceSetting(const std::string& device, const std::string& name) const;
    [[nodiscard]] const netfilter::Ruleset* rulesIn(const std::string& netns) const;  ///< of a pod
    [[nodiscard]] const plan::HttpAnswers* answersTo(const Request& request) const;
    [[nodiscard]] const Process* processOf(const Socket& socket) const;
};

/// "NETNS ADDRESS", by which an answer is found again.
std::string requestId(const Request& request);

/// For bash, as the login user. Ends within about six seconds whatever hangs, and leaves nothing behind.
std::string lookScript(const plan::Assessment& assessment, const Picture& picture,
                       const std::vector<Request>& requests, const std::string& node);

/// InvalidInput for an output that was cut off. A section that failed is left out.
Result<Look> parseLook(const std::string& node, std::string_view output,
                       const std::vector<Request>& requests);

}  // namespace podwire::doctor
