// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/plan/dns_answer.h"
#include "core/remote/command.h"

namespace podwire::live {

/// A question to a DNS server, asked in one namespace of a node.
struct DnsQuestion {
    std::string netns;   ///< empty: the node's own
    std::string name;    ///< "my-ip-service.default.svc.cluster.local"
    std::string type;    ///< one of dnsTypes()
    std::string server;  ///< an IPv4 address; empty: whom /etc/resolv.conf names
    int port = 53;
};

const std::vector<std::string>& dnsTypes();

/// Checks what somebody typed: white space around the name is dropped, of an IPv4 address the PTR record's
/// name is asked for. InvalidInput with a sentence for people.
Result<DnsQuestion> askDns(DnsQuestion typed);

/// dig(1), as root, so that it can enter the namespace.
remote::Command dnsCommand(const DnsQuestion& question);

/// What dig said. NotFound when the node has no dig, Lost and Timeout as the outcome; that a server did not
/// answer is an answer.
Result<plan::DnsAnswer> readDns(const remote::Outcome& outcome);

}  // namespace podwire::live
