// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// What the values in a lab must look like. Each function says what is wrong with a value, or nothing.
namespace podwire::lab {

using Complaint = std::optional<std::string>;

Complaint complainAboutAddress(std::string_view value);           ///< IPv4, dotted quad
Complaint complainAboutInterfaceAddress(std::string_view value);  ///< "192.168.1.1/24"
Complaint complainAboutPort(std::string_view value);              ///< 1..65535
Complaint complainAboutDevice(std::string_view value);            ///< an interface name, at most 15 bytes
Complaint complainAboutNetns(std::string_view value);
Complaint complainAboutPath(std::string_view value);  ///< absolute, plain characters
Complaint complainAboutUrl(std::string_view value);   ///< "https://host/path/name", plain characters
Complaint complainAboutMode(std::string_view value);  ///< "0644"
Complaint complainAboutSysctlKey(std::string_view value);
Complaint complainAboutUnit(std::string_view value);         ///< a unit name, with or without ".service"
Complaint complainAboutHttpAddress(std::string_view value);  ///< "10.96.1.100:8080", "10.0.0.1:80/path"
Complaint complainAboutHostName(std::string_view value);     ///< "api.ipify.org", RFC 1123 labels and '_'
Complaint complainAboutWord(std::string_view value);         ///< a step's or part's own id
Complaint complainAboutName(std::string_view value);         ///< a node's, pod's or lab's name

/// The whole of `text` as a number without sign, at most `most`.
std::optional<unsigned> readNumber(std::string_view text, unsigned most);

/// "net.ipv4.ip_forward" for that and for "net/ipv4/ip_forward" (sysctl(8): whichever separator comes first
/// is the separator).
std::string dottedSysctlKey(std::string_view key);

/// `name` with ".service" unless it has it.
std::string unitName(std::string_view name);

/// White space at both ends taken away, and folded to single blanks in between.
std::string foldBlanks(std::string_view text);

}  // namespace podwire::lab
