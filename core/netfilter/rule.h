// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace podwire::netfilter {

/// A value that the rule may ask for or, with a '!' before the option, exclude.
template <class T>
struct Negatable {
    T value;
    bool negated = false;
    bool operator==(const Negatable&) const = default;
};

/// An IPv4 prefix in host byte order: `address` has no bit outside `mask`. The mask may have holes, as
/// iptables allows.
struct Prefix {
    std::uint32_t address = 0;
    std::uint32_t mask = 0xffffffff;
    bool operator==(const Prefix&) const = default;
    [[nodiscard]] bool contains(std::uint32_t other) const { return (other & mask) == address; }
};

/// One option of a match or target in canonical spelling (long name, canonical values): {"--dport", {"8080"},
/// false}.
struct Option {
    std::string name;
    std::vector<std::string> values;
    bool negated = false;
    bool operator==(const Option&) const = default;
};

/// One `-m module` with its options in canonical order.
struct Match {
    std::string module;
    std::vector<Option> options;
    bool operator==(const Match&) const = default;
};

/// `-j name ...` or `-g name`.
struct Target {
    std::string name;
    bool isGoto = false;
    std::vector<Option> options;
    bool operator==(const Target&) const = default;
};

struct Counters {
    std::uint64_t packets = 0;
    std::uint64_t bytes = 0;
    bool operator==(const Counters&) const = default;
};

/// One rule of a chain, iptables(8) and iptables-extensions(8). What was written differently but means the
/// same (`-d 10.0.0.1` and `-d 10.0.0.1/32`, `--out-interface` and `-o`, `-p tcp --dport 80` and `-p tcp -m
/// tcp --dport 80`, 0.33 and 0.33000000007, quoted and bare comments, named and numeric protocols and ports)
/// is equal here.
struct Rule {
    std::string chain;
    std::optional<Negatable<std::string>>
        protocol;  ///< lower-case name if it has one ("tcp"), else the number
    std::optional<Negatable<Prefix>> source;
    std::optional<Negatable<Prefix>> destination;
    std::optional<Negatable<std::string>> inInterface;  ///< "br0", "veth+"
    std::optional<Negatable<std::string>> outInterface;
    std::optional<bool> fragment;  ///< -f is true, ! -f is false
    std::vector<Match> matches;    ///< in the order of the rule
    std::optional<Target> target;  ///< a rule without one only counts

    /// Text of the first `-m comment`, or empty.
    [[nodiscard]] std::string comment() const;

    bool operator==(const Rule&) const = default;
};

/// A rule as it stands in a chain on a node.
struct InstalledRule {
    Rule rule;
    Counters counters;
    std::string line;  ///< the iptables-save line without counters, as the tool printed it
};

/// The rule's meaning as one string: equal for rules that `iptables -C` would call the same, whatever order
/// their `-m` modules come in. For look-ups and for telling rules apart across reads.
std::string specification(const Rule& rule);

/// `-A CHAIN ...` as iptables-save prints it (iptables 1.8), without the table.
std::string saveLine(const Rule& rule);

/// Dotted quad.
std::string formatAddress(std::uint32_t address);
/// "10.0.0.1" for a host, "10.0.0.0/24" for a prefix, "10.0.0.0/255.0.255.0" for a mask with holes.
std::string formatPrefix(const Prefix& prefix);
/// Dotted quad with all four parts, 0..255, no leading zeros; nothing else.
std::optional<std::uint32_t> parseAddress(std::string_view text);
/// address, address/len or address/mask; host bits past the mask are cleared, as iptables does.
std::optional<Prefix> parsePrefix(std::string_view text);

}  // namespace podwire::netfilter
