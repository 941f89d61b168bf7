// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/packet.h"

#include <algorithm>

#include "core/doctor/port_set.h"

namespace podwire::doctor {
namespace {

using netfilter::Match;
using netfilter::Option;
using netfilter::Rule;

Fit both(Fit a, Fit b) {
    return std::min(a, b);
}

Fit whether(bool yes) {
    return yes ? Fit::Yes : Fit::No;
}

Fit inverted(Fit fit, bool negated) {
    if (!negated || fit == Fit::Perhaps) {
        return fit;
    }
    return fit == Fit::Yes ? Fit::No : Fit::Yes;
}

bool isWildcard(const std::string& device) {
    return device.ends_with('+');
}

bool deviceMatches(const std::string& pattern, const std::string& device) {
    return isWildcard(pattern) ? device.starts_with(pattern.substr(0, pattern.size() - 1))
                               : device == pattern;
}

Fit fitDevice(const std::optional<netfilter::Negatable<std::string>>& wanted,
              const std::optional<std::string>& device) {
    if (!wanted) {
        return Fit::Yes;
    }
    return device ? inverted(whether(deviceMatches(wanted->value, *device)), wanted->negated) : Fit::Perhaps;
}

Fit fitAddress(const std::optional<netfilter::Negatable<netfilter::Prefix>>& wanted,
               const std::optional<std::uint32_t>& address) {
    if (!wanted) {
        return Fit::Yes;
    }
    return address ? inverted(whether(wanted->value.contains(*address)), wanted->negated) : Fit::Perhaps;
}

Fit fitPort(const Option& option, int port) {
    const auto ports = PortSet::parse(option.values.front());
    const PortSet clients = PortSet::ofClients();
    if (!ports || (port == 0 && ports->meets(clients) && !ports->contains(clients))) {
        return Fit::Perhaps;
    }
    if (port == 0) {
        return inverted(whether(ports->meets(clients)), option.negated);
    }
    return inverted(whether(ports->contains(port)), option.negated);
}

Fit fitPorts(const Option& option, const Packet& packet) {
    if (option.name == "--dport" || option.name == "--dports") {
        return fitPort(option, packet.destinationPort);
    }
    if (option.name == "--sport" || option.name == "--sports") {
        return fitPort(option, packet.sourcePort);
    }
    if (option.name == "--tcp-flags" && option.values == std::vector<std::string>{"FIN,SYN,RST,ACK", "SYN"}) {
        return inverted(whether(!packet.isReply), option.negated);
    }
    return Fit::Perhaps;
}

Fit fitState(const Option& option, const Packet& packet) {
    if (option.name != "--ctstate" && option.name != "--state") {
        return Fit::Perhaps;
    }
    const std::string list = "," + option.values.front() + ",";
    const bool named = list.find(packet.isReply ? ",ESTABLISHED," : ",NEW,") != std::string::npos;
    const bool byNat = list.find("NAT,") != std::string::npos;
    return named || !byNat ? inverted(whether(named), option.negated) : Fit::Perhaps;
}

Fit fitAddressType(const Option& option, const Packet& packet) {
    if (option.values.empty() || option.values.front() != "LOCAL") {
        return Fit::Perhaps;
    }
    if (option.name == "--dst-type") {
        return inverted(whether(packet.toHere), option.negated);
    }
    return option.name == "--src-type" ? inverted(whether(packet.fromHere), option.negated) : Fit::Perhaps;
}

Fit fitMatch(const Match& match, const Packet& packet) {
    if (match.module == "comment") {
        return Fit::Yes;
    }
    Fit fit = Fit::Yes;
    const bool ports = match.module == "tcp" || match.module == "udp" || match.module == "multiport";
    const bool state = match.module == "conntrack" || match.module == "state";
    if (!ports && !state && match.module != "addrtype") {
        return Fit::Perhaps;
    }
    for (const Option& option : match.options) {
        fit = both(fit, ports   ? fitPorts(option, packet)
                        : state ? fitState(option, packet)
                                : fitAddressType(option, packet));
    }
    return fit;
}

using WantedPrefix = std::optional<netfilter::Negatable<netfilter::Prefix>>;

bool liesIn(const netfilter::Prefix& outer, const netfilter::Prefix& inner) {
    return (inner.mask & outer.mask) == outer.mask && outer.contains(inner.address);
}

bool areApart(const netfilter::Prefix& a, const netfilter::Prefix& b) {
    const std::uint32_t common = a.mask & b.mask;
    return (a.address & common) != (b.address & common);
}

bool coversAddress(const WantedPrefix& outer, const WantedPrefix& inner) {
    if (!outer || outer == inner) {
        return true;
    }
    if (!inner || inner->negated) {
        return false;
    }
    return outer->negated ? areApart(outer->value, inner->value) : liesIn(outer->value, inner->value);
}

using WantedText = std::optional<netfilter::Negatable<std::string>>;

bool coversDevice(const WantedText& outer, const WantedText& inner) {
    if (!outer || outer == inner) {
        return true;
    }
    return inner && !inner->negated && !outer->negated && !isWildcard(inner->value) &&
           deviceMatches(outer->value, inner->value);
}

/// The ports that the rule's tcp, udp or multiport match names in this direction.
std::optional<PortSet> portsOf(const Rule& rule, char direction) {
    const std::string one = std::string("--") + direction + "port";
    for (const Match& match : rule.matches) {
        for (const Option& option : match.options) {
            if ((option.name == one || option.name == one + "s") && !option.negated) {
                return PortSet::parse(option.values.front());
            }
        }
    }
    return std::nullopt;
}

bool coversOption(const Option& option, const Match& match, const Rule& inner) {
    if ((option.name.starts_with("--dport") || option.name.starts_with("--sport")) && !option.negated) {
        const auto ports = PortSet::parse(option.values.front());
        const auto innerPorts = portsOf(inner, option.name[2]);
        return ports && innerPorts && ports->contains(*innerPorts);
    }
    return std::any_of(inner.matches.begin(), inner.matches.end(), [&](const Match& other) {
        return other.module == match.module &&
               std::find(other.options.begin(), other.options.end(), option) != other.options.end();
    });
}

bool coversMatch(const Match& match, const Rule& inner) {
    if (match.module == "comment") {
        return true;
    }
    const bool ports = match.module == "tcp" || match.module == "udp" || match.module == "multiport";
    if (!ports) {
        return std::find(inner.matches.begin(), inner.matches.end(), match) != inner.matches.end();
    }
    return std::all_of(match.options.begin(), match.options.end(),
                       [&](const Option& option) { return coversOption(option, match, inner); });
}

bool devicesApart(const WantedText& a, const WantedText& b) {
    return a && b && !a->negated && !b->negated && !isWildcard(a->value) && !isWildcard(b->value) &&
           a->value != b->value;
}

bool addressesApart(const WantedPrefix& a, const WantedPrefix& b) {
    if (!a || !b || (a->negated && b->negated)) {
        return false;
    }
    if (!a->negated && !b->negated) {
        return areApart(a->value, b->value);
    }
    return a->negated ? liesIn(a->value, b->value) : liesIn(b->value, a->value);
}

bool portsApart(const Rule& a, const Rule& b, char direction) {
    const auto one = portsOf(a, direction);
    const auto other = portsOf(b, direction);
    return one && other && !one->meets(*other);
}

}  // namespace

Fit fits(const Rule& rule, const Packet& packet) {
    Fit fit = rule.protocol
                  ? inverted(whether(rule.protocol->value == packet.protocol), rule.protocol->negated)
                  : Fit::Yes;
    fit = both(fit, fitAddress(rule.source, packet.source));
    fit = both(fit, fitAddress(rule.destination, packet.destination));
    fit = both(fit, fitDevice(rule.inInterface, packet.in));
    fit = both(fit, fitDevice(rule.outInterface, packet.out));
    if (rule.fragment) {
        fit = both(fit, whether(!*rule.fragment));
    }
    for (const Match& match : rule.matches) {
        fit = both(fit, fitMatch(match, packet));
    }
    return fit;
}

bool covers(const Rule& outer, const Rule& inner) {
    const bool protocol = !outer.protocol || outer.protocol == inner.protocol;
    return protocol && coversAddress(outer.source, inner.source) &&
           coversAddress(outer.destination, inner.destination) &&
           coversDevice(outer.inInterface, inner.inInterface) &&
           coversDevice(outer.outInterface, inner.outInterface) &&
           (!outer.fragment || outer.fragment == inner.fragment) &&
           std::all_of(outer.matches.begin(), outer.matches.end(),
                       [&](const Match& match) { return coversMatch(match, inner); });
}

bool areApart(const Rule& a, const Rule& b) {
    return devicesApart(a.protocol, b.protocol) || addressesApart(a.source, b.source) ||
           addressesApart(a.destination, b.destination) || devicesApart(a.inInterface, b.inInterface) ||
           devicesApart(a.outInterface, b.outInterface) || portsApart(a, b, 'd') || portsApart(a, b, 's');
}

}  // namespace podwire::doctor
