// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/target_effect.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "core/netfilter/canonical.h"

namespace podwire::netfilter {
namespace {

struct Named {
    std::string_view name;
    Effect effect;
};
constexpr std::array kEffects{
    Named{"ACCEPT", Effect::Accepts},     Named{"DROP", Effect::Drops},
    Named{"REJECT", Effect::Drops},       Named{"RETURN", Effect::Returns},
    Named{"DNAT", Effect::Translates},    Named{"REDIRECT", Effect::Translates},
    Named{"SNAT", Effect::Translates},    Named{"MASQUERADE", Effect::Translates},
    Named{"MARK", Effect::Marks},         Named{"CONNMARK", Effect::Marks},
    Named{"NOTRACK", Effect::Untracks},   Named{"NETMAP", Effect::NotFollowed},
    Named{"QUEUE", Effect::HandsOver},    Named{"NFQUEUE", Effect::HandsOver},
    Named{"TPROXY", Effect::HandsOver},   Named{"SYNPROXY", Effect::HandsOver},
    Named{"LOG", Effect::GoesOn},         Named{"NFLOG", Effect::GoesOn},
    Named{"TRACE", Effect::GoesOn},       Named{"AUDIT", Effect::GoesOn},
    Named{"CLASSIFY", Effect::GoesOn},    Named{"CHECKSUM", Effect::GoesOn},
    Named{"TCPMSS", Effect::GoesOn},      Named{"TOS", Effect::GoesOn},
    Named{"DSCP", Effect::GoesOn},        Named{"TTL", Effect::GoesOn},
    Named{"TEE", Effect::GoesOn},         Named{"SET", Effect::GoesOn},
    Named{"SECMARK", Effect::GoesOn},     Named{"CONNSECMARK", Effect::GoesOn},
    Named{"RATEEST", Effect::GoesOn},     Named{"IDLETIMER", Effect::GoesOn},
    Named{"TCPOPTSTRIP", Effect::GoesOn}, Named{"ECN", Effect::GoesOn},
    Named{"LED", Effect::GoesOn},         Named{"ULOG", Effect::GoesOn},
};

const Option* findOption(const Target& target, std::string_view name) {
    const auto found = std::find_if(target.options.begin(), target.options.end(),
                                    [&](const Option& each) { return each.name == name; });
    return found == target.options.end() ? nullptr : &*found;
}

std::string_view valueOf(const Target& target, std::string_view name) {
    const Option* const option = findOption(target, name);
    return option == nullptr || option->values.empty() ? std::string_view()
                                                       : std::string_view(option->values.front());
}

/// `--set-xmark VALUE/MASK` zeroes the bits of the mask and turns over those of the value.
std::optional<std::uint32_t> marked(std::optional<std::uint32_t> mark, std::string_view words) {
    const std::size_t slash = words.find('/');
    const auto value = canonical::number(words.substr(0, slash));
    const auto mask =
        slash == std::string_view::npos ? 0xffffffffU : canonical::number(words.substr(slash + 1));
    if (!value || !mask || (!mark && *mask != 0xffffffffU)) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>((mark.value_or(0) & ~*mask) ^ *value);
}

std::optional<std::uint16_t> portOf(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(port) : std::nullopt;
}

/// "80" and "80-90"; of "80-90/8080" the range.
std::optional<PortRange> portsOf(std::string_view text) {
    text = text.substr(0, text.find('/'));
    const std::size_t dash = text.find('-');
    const auto first = portOf(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : portOf(text.substr(dash + 1));
    return first && last ? std::optional(PortRange{*first, *last}) : std::nullopt;
}

bool readAddresses(std::string_view text, Translation& to) {
    if (text.empty()) {
        return true;
    }
    const std::size_t dash = text.find('-');
    to.address = parseAddress(text.substr(0, dash));
    if (dash != std::string_view::npos) {
        to.lastAddress = parseAddress(text.substr(dash + 1));
    }
    return to.address && (dash == std::string_view::npos || to.lastAddress);
}

/// ADDRESS[-ADDRESS][:PORT[-PORT[/BASE]]]
bool readEnds(std::string_view text, Translation& to) {
    const std::size_t colon = text.find(':');
    to.text = text;
    if (!readAddresses(text.substr(0, colon), to)) {
        return false;
    }
    if (colon != std::string_view::npos) {
        to.port = portsOf(text.substr(colon + 1));
    }
    return colon == std::string_view::npos || to.port;
}

}  // namespace

Effect effectOf(const Rule& rule) {
    if (!rule.target) {
        return Effect::GoesOn;
    }
    const Target& target = *rule.target;
    if (target.name == "CT") {
        return findOption(target, "--notrack") == nullptr ? Effect::GoesOn : Effect::Untracks;
    }
    const auto* const found = std::find_if(kEffects.begin(), kEffects.end(),
                                           [&](const Named& each) { return each.name == target.name; });
    return found == kEffects.end() || target.isGoto ? Effect::Jumps : found->effect;
}

void setMarks(const Target& target, Packet& packet) {
    const std::string_view words = valueOf(target, "--set-xmark");
    if (target.name == "MARK") {
        packet.mark = marked(packet.mark, words);
        return;
    }
    const bool restores = findOption(target, "--restore-mark") != nullptr;
    if (restores) {
        packet.mark = std::nullopt;
    } else {
        packet.connectionMark = words.empty() ? std::nullopt : marked(packet.connectionMark, words);
    }
}

std::optional<Translation> translationOf(const Target& target) {
    Translation to;
    to.ofDestination = target.name == "DNAT" || target.name == "REDIRECT";
    if (target.name == "DNAT" || target.name == "SNAT") {
        const std::string_view words = valueOf(target, to.ofDestination ? "--to-destination" : "--to-source");
        return !words.empty() && readEnds(words, to) ? std::optional(to) : std::nullopt;
    }
    if (target.name != "MASQUERADE" && target.name != "REDIRECT") {
        return std::nullopt;
    }
    to.isOwnAddress = true;
    const std::string_view ports = valueOf(target, "--to-ports");
    to.port = portsOf(ports);
    to.text = ports.empty() ? std::string() : ":" + std::string(ports);
    return to.port || ports.empty() ? std::optional(to) : std::nullopt;
}

Endpoints translated(const Endpoints& ends, const Translation& translation) {
    Endpoints after = ends;
    auto& address = translation.ofDestination ? after.destination : after.source;
    auto& port = translation.ofDestination ? after.destinationPort : after.sourcePort;
    if (translation.lastAddress || translation.isOwnAddress) {
        address = std::nullopt;
    } else if (translation.address) {
        address = translation.address;
    }
    if (translation.port) {
        port = translation.port;
    }
    return after;
}

}  // namespace podwire::netfilter
