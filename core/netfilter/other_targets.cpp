// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/extension.h"

namespace podwire::netfilter {
namespace {

using namespace canonical;

Reason logComplete(Options& options) {
    dropDefault(options, "--log-level", "4");
    return nullptr;
}

Reason nflogComplete(Options& options) {
    dropDefault(options, "--nflog-group", "0");
    dropDefault(options, "--nflog-threshold", "0");
    return nullptr;
}

Reason rejectComplete(Options& options) {
    addDefault(options, "--reject-with", "icmp-port-unreachable");
    return nullptr;
}

Reason queueComplete(Options& options) {
    if (!has(options, "--queue-balance")) {
        addDefault(options, "--queue-num", "0");
    }
    return nullptr;
}

Reason tcpmssComplete(Options& options) {
    return options.empty() ? "-j TCPMSS needs --set-mss or --clamp-mss-to-pmtu" : nullptr;
}

Reason conntrackZone(std::string_view text, std::string& out) {
    return text == "mark" ? asWritten(text, out) : word16(text, out);
}

Reason auditType(std::string_view text, std::string& out) {
    lowerCase(text, out);
    return out == "accept" || out == "drop" || out == "reject" ? nullptr : "is not accept, drop or reject";
}

constexpr std::array Log{
    OptionSpec{.name = "--log-prefix", .canonicalise = {logPrefix}, .quoting = Quoting::WhenNeeded},
    OptionSpec{.name = "--log-level", .canonicalise = {logLevel}},
    OptionSpec{.name = "--log-tcp-sequence", .values = 0},
    OptionSpec{.name = "--log-tcp-options", .values = 0},
    OptionSpec{.name = "--log-ip-options", .values = 0},
    OptionSpec{.name = "--log-uid", .values = 0},
    OptionSpec{.name = "--log-macdecode", .values = 0},
};

constexpr std::array Nflog{
    OptionSpec{.name = "--nflog-prefix", .canonicalise = {nflogPrefix}, .quoting = Quoting::WhenNeeded},
    OptionSpec{.name = "--nflog-group", .canonicalise = {word16}},
    OptionSpec{.name = "--nflog-size", .canonicalise = {word32}},
    OptionSpec{.name = "--nflog-threshold", .canonicalise = {word16}},
};

constexpr std::array Reject{OptionSpec{.name = "--reject-with", .canonicalise = {rejectWith}}};

constexpr std::array Ct{
    OptionSpec{.name = "--notrack", .values = 0},
    OptionSpec{.name = "--helper"},
    OptionSpec{.name = "--timeout"},
    OptionSpec{.name = "--ctevents", .canonicalise = {conntrackEvents}},
    OptionSpec{.name = "--expevents"},
    OptionSpec{.name = "--zone-orig", .canonicalise = {conntrackZone}},
    OptionSpec{.name = "--zone-reply", .canonicalise = {conntrackZone}},
    OptionSpec{.name = "--zone", .canonicalise = {conntrackZone}},
};

constexpr std::array Tcpmss{
    OptionSpec{.name = "--set-mss", .canonicalise = {word16}},
    OptionSpec{.name = "--clamp-mss-to-pmtu", .values = 0},
};

constexpr std::array Nfqueue{
    OptionSpec{.name = "--queue-num", .canonicalise = {word16}},
    OptionSpec{.name = "--queue-balance", .canonicalise = {range16}},
    OptionSpec{.name = "--queue-bypass", .values = 0},
    OptionSpec{.name = "--queue-cpu-fanout", .values = 0},
};

constexpr std::array Set{
    OptionSpec{.name = "--add-set", .values = 2},
    OptionSpec{.name = "--del-set", .values = 2},
    OptionSpec{.name = "--map-set", .values = 2},
    OptionSpec{.name = "--exist", .values = 0},
    OptionSpec{.name = "--timeout", .canonicalise = {word32}},
    OptionSpec{.name = "--map-mark", .values = 0},
    OptionSpec{.name = "--map-prio", .values = 0},
    OptionSpec{.name = "--map-queue", .values = 0},
};

constexpr std::array Synproxy{
    OptionSpec{.name = "--sack-perm", .values = 0},
    OptionSpec{.name = "--timestamp", .values = 0},
    OptionSpec{.name = "--wscale", .canonicalise = {byte}},
    OptionSpec{.name = "--mss", .canonicalise = {word16}},
    OptionSpec{.name = "--ecn", .values = 0},
};

constexpr std::array Checksum{OptionSpec{.name = "--checksum-fill", .values = 0}};
constexpr std::array Tee{OptionSpec{.name = "--gateway", .canonicalise = {address}},
                         OptionSpec{.name = "--oif"}};
constexpr std::array Audit{OptionSpec{.name = "--type", .canonicalise = {auditType}}};
constexpr std::span<const OptionSpec> None;

constexpr std::array Extensions{
    Extension{"ACCEPT", None},
    Extension{"DROP", None},
    Extension{"RETURN", None},
    Extension{"QUEUE", None},
    Extension{"TRACE", None},
    Extension{"NOTRACK", None},
    Extension{"LOG", Log, logComplete},
    Extension{"NFLOG", Nflog, nflogComplete},
    Extension{"REJECT", Reject, rejectComplete},
    Extension{"CT", Ct},
    Extension{"TCPMSS", Tcpmss, tcpmssComplete},
    Extension{"NFQUEUE", Nfqueue, queueComplete},
    Extension{"SET", Set},
    Extension{"SYNPROXY", Synproxy},
    Extension{"CHECKSUM", Checksum},
    Extension{"TEE", Tee},
    Extension{"AUDIT", Audit},
};

}  // namespace

std::span<const Extension> otherTargets() {
    return Extensions;
}

}  // namespace podwire::netfilter
