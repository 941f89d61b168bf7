// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/trace/nft_trace.h"
#include "core/trace/rule_handles.h"
#include "core/walk/predict.h"

/// The kernel's trace of one connection's first packet each way, on one node. Pure: the script as text, and
/// the answer parsed.
///
/// Each namespace of the node gets an nft table of its own for as long as the trace lasts,
/// podwire_trace_EXPIRY_ID (EXPIRY: seconds of the node's clock). It marks SYN and SYN-ACK of the connection
/// before any other rule sees them, and touches no table of anybody else. What `iptables-legacy` manages is
/// not traced this way.
namespace podwire::trace {

/// What to trace: the client's port, which translation of the source keeps, together with one of the ports
/// that the service and those behind it have.
struct Tuple {
    std::uint16_t clientPort = 0;
    std::set<std::uint16_t> servicePorts;
};

/// The ports that a request may be sent to: its own, those of the foretold ways, and those that any rule
/// translates to.
std::set<std::uint16_t> servicePorts(const walk::World& world, const walk::Request& request,
                                     const walk::Prediction& predicted);

/// After this long nothing of a trace is left on a node, whatever became of who asked for it.
inline constexpr std::chrono::seconds kTraceLifetime{20};

/// For bash, as the login user. Says "ready" when the packet may come, waits for a line or the end of its
/// input, takes everything away again and prints what it saw. First it takes away what expired traces left.
/// `id`: letters and digits.
std::string tracingScript(const Tuple& tuple, const std::string& id);

/// What one namespace's kernel told.
struct NetnsTrace {
    std::string netns;  ///< empty: the node's own
    std::vector<TraceEvent> events;
    RuleHandles handles;
};

struct NodeTrace {
    std::string node;
    std::string table;  ///< the trace's own, "ip podwire_trace_1795467000_x"
    std::vector<NetnsTrace> namespaces;
};

/// Of all that tracingScript() printed. InvalidInput when it was cut off.
Result<NodeTrace> parseTracing(const std::string& node, std::string_view output);

/// For `python3 -c`, in the client's namespace, with the arguments ADDRESS PORT SECONDS: says "port N", waits
/// for a line, sends one HTTP request from that port and says "result KIND SERVER" (see RequestResult).
extern const char* const kRequestScript;

struct RequestResult {
    std::string
        kind;  ///< "answered", "refused", "timeout", "reset", "unreachable", "bad"; empty: none was sent
    std::string server;  ///< the address that the answer names; empty: none
};
RequestResult parseRequestResult(std::string_view output);
/// 0 when it said none.
std::uint16_t parseClientPort(std::string_view output);

}  // namespace podwire::trace
