// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/option_match.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "core/netfilter/canonical.h"

namespace podwire::netfilter {
namespace {

struct Known {
    std::string_view module;
    std::string_view option;
    Field field;
    std::string_view name;
};

/// The fields that rules of services ask for come first.
constexpr std::array kKnown{
    Known{"comment", "--comment", Field::Comment, "comment"},
    Known{"nfacct", "--nfacct-name", Field::Comment, "comment"},  // it only counts
    Known{"tcp", "--dport", Field::DestinationPort, "destination port"},
    Known{"udp", "--dport", Field::DestinationPort, "destination port"},
    Known{"multiport", "--dports", Field::DestinationPort, "destination port"},
    Known{"mark", "--mark", Field::Mark, "mark"},
    Known{"addrtype", "--dst-type", Field::DestinationType, "type of the destination"},
    Known{"conntrack", "--ctstate", Field::Tracking, "conntrack state"},
    Known{"tcp", "--sport", Field::SourcePort, "source port"},
    Known{"udp", "--sport", Field::SourcePort, "source port"},
    Known{"multiport", "--sports", Field::SourcePort, "source port"},
    Known{"multiport", "--ports", Field::EitherPort, "port"},
    Known{"tcp", "--tcp-flags", Field::TcpFlags, "TCP flags"},
    Known{"state", "--state", Field::Tracking, "conntrack state"},
    Known{"conntrack", "--ctdir", Field::Direction, "conntrack direction"},
    Known{"conntrack", "--ctorigsrc", Field::OriginalSource, "original source"},
    Known{"conntrack", "--ctorigdst", Field::OriginalDestination, "original destination"},
    Known{"conntrack", "--ctorigsrcport", Field::OriginalSourcePort, "original source port"},
    Known{"conntrack", "--ctorigdstport", Field::OriginalDestinationPort, "original destination port"},
    Known{"conntrack", "--ctreplsrc", Field::ReplySource, "source of replies"},
    Known{"conntrack", "--ctrepldst", Field::ReplyDestination, "destination of replies"},
    Known{"conntrack", "--ctreplsrcport", Field::ReplySourcePort, "source port of replies"},
    Known{"conntrack", "--ctrepldstport", Field::ReplyDestinationPort, "destination port of replies"},
    Known{"connmark", "--mark", Field::ConnectionMark, "mark of the connection"},
    Known{"addrtype", "--src-type", Field::SourceType, "type of the source"},
    Known{"iprange", "--src-range", Field::SourceRange, "source"},
    Known{"iprange", "--dst-range", Field::DestinationRange, "destination"},
};

struct OwnField {
    Field field;
    std::string_view name;
};
constexpr std::array kOwnFields{
    OwnField{Field::Protocol, "protocol"},       OwnField{Field::Source, "source"},
    OwnField{Field::Destination, "destination"}, OwnField{Field::In, "incoming device"},
    OwnField{Field::Out, "outgoing device"},     OwnField{Field::Fragment, "fragment"},
};

constexpr std::array<std::string_view, 5> kTrackingNames{"NEW", "ESTABLISHED", "RELATED", "INVALID",
                                                         "UNTRACKED"};

struct FlagName {
    std::string_view name;
    TcpFlag flag;
};
constexpr std::array kFlagNames{FlagName{"FIN", kFin}, FlagName{"SYN", kSyn}, FlagName{"RST", kRst},
                                FlagName{"PSH", kPsh}, FlagName{"ACK", kAck}, FlagName{"URG", kUrg}};

Answer whether(bool yes, bool negated) {
    return yes != negated ? Answer::Yes : Answer::No;
}

/// Calls `visit` with each item of a list; true as soon as that is.
template <class Visit>
bool anyOf(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (visit(list.substr(0, comma))) {
            return true;
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

std::optional<std::uint16_t> portOf(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool isWhole = error == std::errc() && end == text.data() + text.size();
    return isWhole ? std::optional(port) : std::nullopt;
}

std::optional<PortRange> rangeOf(std::string_view text) {
    const std::size_t colon = text.find(':');
    const auto first = portOf(text.substr(0, colon));
    const auto last = colon == std::string_view::npos ? first : portOf(text.substr(colon + 1));
    return first && last ? std::optional(PortRange{*first, *last}) : std::nullopt;
}

Answer fitPorts(std::string_view wanted, const std::optional<PortRange>& port) {
    if (!port) {
        return Answer::Unknown;
    }
    bool meets = false;
    const bool contains = anyOf(wanted, [&](std::string_view item) {
        const auto range = rangeOf(item);
        meets = meets || !range || (range->first <= port->last && port->first <= range->last);
        return range && range->first <= port->first && port->last <= range->last;
    });
    if (contains) {
        return Answer::Yes;
    }
    return meets ? Answer::Unknown : Answer::No;
}

Answer inverted(Answer answer, bool negated) {
    if (!negated || answer == Answer::Unknown) {
        return answer;
    }
    return answer == Answer::Yes ? Answer::No : Answer::Yes;
}

Answer either(Answer a, Answer b) {
    return std::max(a, b);
}

Answer fitPrefix(const Option& option, const std::optional<std::uint32_t>& address) {
    const auto prefix = parsePrefix(option.values.front());
    return prefix && address ? whether(prefix->contains(*address), option.negated) : Answer::Unknown;
}

Answer fitAddressRange(const Option& option, const std::optional<std::uint32_t>& address) {
    const std::string_view text = option.values.front();
    const std::size_t dash = text.find('-');
    const auto first = parseAddress(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : parseAddress(text.substr(dash + 1));
    return first && last && address ? whether(*first <= *address && *address <= *last, option.negated)
                                    : Answer::Unknown;
}

Answer fitMark(const Option& option, const std::optional<std::uint32_t>& mark) {
    const std::string_view text = option.values.front();
    const std::size_t slash = text.find('/');
    const auto value = canonical::number(text.substr(0, slash));
    const auto mask =
        slash == std::string_view::npos ? 0xffffffffU : canonical::number(text.substr(slash + 1));
    return value && mask && mark ? whether((*mark & *mask) == *value, option.negated) : Answer::Unknown;
}

Answer fitTracking(const Option& option, const Packet& packet) {
    if (!packet.tracking) {
        return Answer::Unknown;
    }
    const std::string_view state = kTrackingNames[static_cast<std::size_t>(*packet.tracking)];
    const bool isListed = anyOf(option.values.front(), [&](std::string_view item) {
        return item == state || (item == "SNAT" && packet.isSourceNat) ||
               (item == "DNAT" && packet.isDestinationNat);
    });
    return whether(isListed, option.negated);
}

Answer fitType(const Option& option, const std::optional<std::string>& type) {
    if (!type) {
        return Answer::Unknown;
    }
    return whether(anyOf(option.values.front(), [&](std::string_view item) { return item == *type; }),
                   option.negated);
}

std::uint8_t flagsOf(std::string_view list) {
    unsigned flags = 0;
    for (const FlagName& one : kFlagNames) {
        const bool has =
            anyOf(list, [&](std::string_view item) { return item == one.name || item == "ALL"; });
        flags |= has ? static_cast<unsigned>(one.flag) : 0U;
    }
    return static_cast<std::uint8_t>(flags);
}

Answer fitTcpFlags(const Option& option, const Packet& packet) {
    if (!packet.tcpFlags || option.values.size() < 2) {
        return Answer::Unknown;
    }
    const bool has = (*packet.tcpFlags & flagsOf(option.values[0])) == flagsOf(option.values[1]);
    return whether(has, option.negated);
}

std::string portText(const std::optional<PortRange>& port) {
    if (!port) {
        return {};
    }
    const std::string first = std::to_string(port->first);
    return port->isOne() ? first : first + " to " + std::to_string(port->last);
}

std::string addressText(const std::optional<std::uint32_t>& address) {
    return address ? formatAddress(*address) : std::string();
}

std::string markText(const std::optional<std::uint32_t>& mark) {
    return mark ? canonical::hex(*mark) : std::string();
}

std::string flagsText(std::uint8_t flags) {
    std::string text;
    for (const FlagName& one : kFlagNames) {
        if ((flags & one.flag) != 0) {
            text += (text.empty() ? "" : ",") + std::string(one.name);
        }
    }
    return text.empty() ? "NONE" : text;
}

const Option* findOption(const Match& match, std::string_view name) {
    const auto found = std::find_if(match.options.begin(), match.options.end(),
                                    [&](const Option& each) { return each.name == name; });
    return found == match.options.end() || found->values.empty() ? nullptr : &*found;
}

std::optional<double> decimal(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

}  // namespace

Field fieldOf(const Match& match, const Option& option) {
    if (option.values.empty()) {
        return Field::Other;
    }
    for (const Known& known : kKnown) {
        if (match.module == known.module && option.name == known.option) {
            return known.field;
        }
    }
    return Field::Other;
}

bool isPlain(const Match& match) {
    return match.module == "tcp" || match.module == "udp" || match.module == "comment";
}

std::optional<double> chanceOf(const Match& match) {
    if (match.module != "statistic") {
        return std::nullopt;
    }
    const Option* option = findOption(match, "--probability");
    std::optional<double> chance;
    if (option != nullptr) {
        chance = decimal(option->values.front());
    } else if ((option = findOption(match, "--every")) != nullptr) {
        const auto every = decimal(option->values.front());
        chance = every && *every >= 1 ? std::optional(1 / *every) : std::nullopt;
    }
    return chance && option->negated ? 1 - *chance : chance;
}

Answer answerTo(Field field, const Option& option, const Packet& packet) {
    const auto ports = [&](const std::optional<PortRange>& port) {
        return inverted(fitPorts(option.values.front(), port), option.negated);
    };
    switch (field) {
        case Field::Comment:
            return Answer::Yes;
        case Field::SourcePort:
            return ports(packet.sourcePort);
        case Field::DestinationPort:
            return ports(packet.destinationPort);
        case Field::EitherPort:
            return inverted(either(fitPorts(option.values.front(), packet.sourcePort),
                                   fitPorts(option.values.front(), packet.destinationPort)),
                            option.negated);
        case Field::TcpFlags:
            return fitTcpFlags(option, packet);
        case Field::Tracking:
            return fitTracking(option, packet);
        case Field::Direction:
            return whether((option.values.front() == "REPLY") == packet.isReply, option.negated);
        case Field::OriginalSource:
            return fitPrefix(option, packet.original.source);
        case Field::OriginalDestination:
            return fitPrefix(option, packet.original.destination);
        case Field::OriginalSourcePort:
            return ports(packet.original.sourcePort);
        case Field::OriginalDestinationPort:
            return ports(packet.original.destinationPort);
        case Field::ReplySource:
            return fitPrefix(option, packet.reply.source);
        case Field::ReplyDestination:
            return fitPrefix(option, packet.reply.destination);
        case Field::ReplySourcePort:
            return ports(packet.reply.sourcePort);
        case Field::ReplyDestinationPort:
            return ports(packet.reply.destinationPort);
        case Field::Mark:
            return fitMark(option, packet.mark);
        case Field::ConnectionMark:
            return fitMark(option, packet.connectionMark);
        case Field::SourceType:
            return fitType(option, packet.sourceType);
        case Field::DestinationType:
            return fitType(option, packet.destinationType);
        case Field::SourceRange:
            return fitAddressRange(option, packet.source);
        case Field::DestinationRange:
            return fitAddressRange(option, packet.destination);
        default:
            return Answer::Unknown;
    }
}

std::string foundIn(Field field, const Packet& packet) {
    switch (field) {
        case Field::Protocol:
            return packet.protocol;
        case Field::Source:
        case Field::SourceRange:
            return addressText(packet.source);
        case Field::Destination:
        case Field::DestinationRange:
            return addressText(packet.destination);
        case Field::In:
            return packet.in.value_or("");
        case Field::Out:
            return packet.out.value_or("");
        case Field::SourcePort:
            return portText(packet.sourcePort);
        case Field::DestinationPort:
            return portText(packet.destinationPort);
        case Field::EitherPort:
            return portText(packet.sourcePort) + " or " + portText(packet.destinationPort);
        case Field::TcpFlags:
            return packet.tcpFlags ? flagsText(*packet.tcpFlags) : std::string();
        case Field::Tracking:
            return packet.tracking ? std::string(kTrackingNames[static_cast<std::size_t>(*packet.tracking)])
                                   : std::string();
        case Field::Direction:
            return packet.isReply ? "REPLY" : "ORIGINAL";
        case Field::OriginalSource:
            return addressText(packet.original.source);
        case Field::OriginalDestination:
            return addressText(packet.original.destination);
        case Field::OriginalSourcePort:
            return portText(packet.original.sourcePort);
        case Field::OriginalDestinationPort:
            return portText(packet.original.destinationPort);
        case Field::ReplySource:
            return addressText(packet.reply.source);
        case Field::ReplyDestination:
            return addressText(packet.reply.destination);
        case Field::ReplySourcePort:
            return portText(packet.reply.sourcePort);
        case Field::ReplyDestinationPort:
            return portText(packet.reply.destinationPort);
        case Field::Mark:
            return markText(packet.mark);
        case Field::ConnectionMark:
            return markText(packet.connectionMark);
        case Field::SourceType:
            return packet.sourceType.value_or("");
        case Field::DestinationType:
            return packet.destinationType.value_or("");
        default:
            return {};
    }
}

std::string nameOf(Field field) {
    for (const OwnField& own : kOwnFields) {
        if (own.field == field) {
            return std::string(own.name);
        }
    }
    for (const Known& known : kKnown) {
        if (known.field == field) {
            return std::string(known.name);
        }
    }
    return {};
}

}  // namespace podwire::netfilter
