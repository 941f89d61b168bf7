// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/netfilter/canonical.h"
#include "core/netfilter/rule.h"

/// What Podwire knows of the matches and targets of iptables-extensions(8): their options, spellings and
/// defaults, and the order in which iptables-save prints them. Seen in iptables 1.8's libxt_*.c and
/// libipt_*.c.
namespace podwire::netfilter {

/// How iptables-save writes a value.
enum class Quoting : std::uint8_t {
    Bare,
    WhenNeeded,  ///< in double quotes unless it has only letters, digits, '_' and '-'
    Always,
};

struct OptionSpec {
    std::string_view name;  ///< with its dashes
    std::array<std::string_view, 2> aliases{};
    std::uint8_t values = 1;
    bool negatable = false;
    std::array<canonical::Function, 2> canonicalise{};  ///< of each value; none: as written
    Quoting quoting = Quoting::Bare;
    /// Turns a canonical option into the one that iptables-save prints instead, e.g. --syn into --tcp-flags.
    canonical::Reason (*rewrite)(Option& option) = nullptr;
};

using Options = std::vector<Option>;

struct Extension {
    std::string_view name;
    std::span<const OptionSpec> options;  ///< in the order of iptables-save
    /// Adds the defaults that iptables-save prints, drops those that it does not, and says what is missing.
    canonical::Reason (*complete)(Options& options) = nullptr;
};

/// The extension, or nullptr for one that Podwire does not know.
const Extension* findMatch(std::string_view name);
const Extension* findTarget(std::string_view name);

/// The option of that very name or alias, or nullptr.
const OptionSpec* findOption(const Extension& extension, std::string_view name);

std::span<const Extension> protocolMatches();
std::span<const Extension> stateMatches();
std::span<const Extension> packetMatches();
std::span<const Extension> limitMatches();
std::span<const Extension> natTargets();
std::span<const Extension> markTargets();
std::span<const Extension> otherTargets();

/// Helpers of `complete`.
Option* find(Options& options, std::string_view name);
bool has(const Options& options, std::string_view name);
void drop(Options& options, std::string_view name);
/// Drops the option if it asks for exactly that value.
void dropDefault(Options& options, std::string_view name, std::string_view value);
void addDefault(Options& options, std::string_view name, std::string_view value);
void addFlag(Options& options, std::string_view name);

}  // namespace podwire::netfilter
