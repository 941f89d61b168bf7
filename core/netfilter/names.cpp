// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/names.h"

#include <algorithm>
#include <array>
#include <string>

namespace podwire::netfilter {
namespace {

struct NumberName {
    std::uint8_t number;
    std::string_view name;
};

struct NamePort {
    std::string_view name;
    std::uint16_t port;
};

constexpr std::array Protocols{
    NumberName{1, "icmp"},        NumberName{2, "igmp"},
    NumberName{3, "ggp"},         NumberName{4, "ipencap"},
    NumberName{5, "st"},          NumberName{6, "tcp"},
    NumberName{8, "egp"},         NumberName{9, "igp"},
    NumberName{12, "pup"},        NumberName{17, "udp"},
    NumberName{20, "hmp"},        NumberName{22, "xns-idp"},
    NumberName{27, "rdp"},        NumberName{29, "iso-tp4"},
    NumberName{33, "dccp"},       NumberName{36, "xtp"},
    NumberName{37, "ddp"},        NumberName{38, "idpr-cmtp"},
    NumberName{41, "ipv6"},       NumberName{43, "ipv6-route"},
    NumberName{44, "ipv6-frag"},  NumberName{45, "idrp"},
    NumberName{46, "rsvp"},       NumberName{47, "gre"},
    NumberName{50, "esp"},        NumberName{51, "ah"},
    NumberName{57, "skip"},       NumberName{58, "ipv6-icmp"},
    NumberName{59, "ipv6-nonxt"}, NumberName{60, "ipv6-opts"},
    NumberName{73, "rspf"},       NumberName{81, "vmtp"},
    NumberName{88, "eigrp"},      NumberName{89, "ospf"},
    NumberName{93, "ax.25"},      NumberName{94, "ipip"},
    NumberName{97, "etherip"},    NumberName{98, "encap"},
    NumberName{103, "pim"},       NumberName{108, "ipcomp"},
    NumberName{112, "vrrp"},      NumberName{115, "l2tp"},
    NumberName{124, "isis"},      NumberName{132, "sctp"},
    NumberName{133, "fc"},        NumberName{135, "mobility-header"},
    NumberName{136, "udplite"},   NumberName{137, "mpls-in-ip"},
    NumberName{138, "manet"},     NumberName{139, "hip"},
    NumberName{140, "shim6"},     NumberName{141, "wesp"},
    NumberName{142, "rohc"},      NumberName{143, "ethernet"},
};

constexpr std::array Services{
    NamePort{"amqp", 5672},
    NamePort{"amqps", 5671},
    NamePort{"bgp", 179},
    NamePort{"bootpc", 68},
    NamePort{"bootps", 67},
    NamePort{"daytime", 13},
    NamePort{"discard", 9},
    NamePort{"domain", 53},
    NamePort{"domain-s", 853},
    NamePort{"echo", 7},
    NamePort{"epmd", 4369},
    NamePort{"finger", 79},
    NamePort{"ftp", 21},
    NamePort{"ftp-data", 20},
    NamePort{"ftps", 990},
    NamePort{"ftps-data", 989},
    NamePort{"git", 9418},
    NamePort{"gopher", 70},
    NamePort{"http", 80},
    NamePort{"http-alt", 8080},
    NamePort{"https", 443},
    NamePort{"imap2", 143},
    NamePort{"imaps", 993},
    NamePort{"ipsec-nat-t", 4500},
    NamePort{"isakmp", 500},
    NamePort{"iscsi-target", 3260},
    NamePort{"kerberos", 88},
    NamePort{"ldap", 389},
    NamePort{"ldaps", 636},
    NamePort{"mail", 25},
    NamePort{"mdns", 5353},
    NamePort{"microsoft-ds", 445},
    NamePort{"ms-sql-m", 1434},
    NamePort{"ms-sql-s", 1433},
    NamePort{"ms-wbt-server", 3389},
    NamePort{"mysql", 3306},
    NamePort{"nbd", 10809},
    NamePort{"netbios-dgm", 138},
    NamePort{"netbios-ns", 137},
    NamePort{"netbios-ssn", 139},
    NamePort{"nfs", 2049},
    NamePort{"ntp", 123},
    NamePort{"openvpn", 1194},
    NamePort{"pop3", 110},
    NamePort{"pop3s", 995},
    NamePort{"portmapper", 111},
    NamePort{"postgresql", 5432},
    NamePort{"printer", 515},
    NamePort{"radius", 1812},
    NamePort{"radius-acct", 1813},
    NamePort{"redis", 6379},
    NamePort{"rmtcfg", 1236},
    NamePort{"route", 520},
    NamePort{"rsync", 873},
    NamePort{"rtsp", 554},
    NamePort{"sip", 5060},
    NamePort{"sip-tls", 5061},
    NamePort{"smtp", 25},
    NamePort{"snmp", 161},
    NamePort{"snmp-trap", 162},
    NamePort{"socks", 1080},
    NamePort{"ssh", 22},
    NamePort{"submission", 587},
    NamePort{"submissions", 465},
    NamePort{"sunrpc", 111},
    NamePort{"svn", 3690},
    NamePort{"syslog", 514},
    NamePort{"tcpmux", 1},
    NamePort{"telnet", 23},
    NamePort{"telnets", 992},
    NamePort{"tftp", 69},
    NamePort{"time", 37},
    NamePort{"webcache", 8080},
    NamePort{"www", 80},
    NamePort{"x11", 6000},
    NamePort{"xmpp-client", 5222},
    NamePort{"xmpp-server", 5269},
};

constexpr auto NameTable = [] {
    std::array<std::string_view, 256> names{};
    for (const NumberName& protocol : Protocols) {
        names[protocol.number] = protocol.name;
    }
    return names;
}();

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

}  // namespace

std::optional<std::string_view> protocolName(std::uint8_t number) {
    const std::string_view name = NameTable[number];
    return name.empty() ? std::nullopt : std::optional(name);
}

std::optional<std::uint8_t> protocolNumber(std::string_view name) {
    const std::string lower = lowerCase(name);
    if (lower == "all" || lower == "ip") {
        return 0;
    }
    if (lower == "icmpv6") {
        return 58;
    }
    const auto* found = std::find_if(Protocols.begin(), Protocols.end(),
                                     [&](const NumberName& protocol) { return protocol.name == lower; });
    return found == Protocols.end() ? std::nullopt : std::optional(found->number);
}

std::optional<std::uint16_t> servicePort(std::string_view name) {
    const auto* found = std::lower_bound(
        Services.begin(), Services.end(), name,
        [](const NamePort& service, std::string_view wanted) { return service.name < wanted; });
    return found == Services.end() || found->name != name ? std::nullopt : std::optional(found->port);
}

}  // namespace podwire::netfilter
