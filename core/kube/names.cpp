// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/names.h"

#include <algorithm>

#include "core/netfilter/rule.h"

namespace podwire::kube {
namespace {

constexpr std::size_t maxLabel = 63;
constexpr std::size_t maxSubdomain = 253;
constexpr std::size_t maxPortName = 15;

bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isLowerOrDigit(char c) {
    return isLower(c) || isDigit(c);
}
bool isAlphanumeric(char c) {
    return isLowerOrDigit(c) || (c >= 'A' && c <= 'Z');
}

/// First and last character alphanumeric, between them also `inner`.
bool isName(std::string_view value, bool (*alphanumeric)(char), std::string_view inner) {
    return !value.empty() && alphanumeric(value.front()) && alphanumeric(value.back()) &&
           std::all_of(value.begin(), value.end(), [alphanumeric, inner](char c) {
               return alphanumeric(c) || inner.find(c) != std::string_view::npos;
           });
}

bool isDns1123Label(std::string_view value) {
    return isName(value, isLowerOrDigit, "-");
}

bool isDns1123Subdomain(std::string_view value) {
    for (std::size_t dot = value.find('.'); dot != std::string_view::npos; dot = value.find('.')) {
        if (!isDns1123Label(value.substr(0, dot))) {
            return false;
        }
        value.remove_prefix(dot + 1);
    }
    return isDns1123Label(value);
}

std::string tooLong(std::size_t most) {
    return "must be no more than " + std::to_string(most) + " characters";
}

Complaints complaintsOf(std::string_view value, std::size_t most, bool right, const char* rule) {
    Complaints all;
    if (value.size() > most) {
        all.push_back(tooLong(most));
    }
    if (!right) {
        all.emplace_back(rule);
    }
    return all;
}

void add(Complaints& all, std::string_view before, const Complaints& more) {
    for (const std::string& complaint : more) {
        all.push_back(std::string(before) + complaint);
    }
}

constexpr const char* dns1035Rule =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
    "character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for "
    "validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
constexpr const char* dns1123LabelRule =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start "
    "and "
    "end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is "
    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
constexpr const char* dns1123SubdomainRule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must "
    "start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
constexpr const char* labelValueRule =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must "
    "start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used "
    "for "
    "validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
constexpr const char* qualifiedNameRule =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric "
    "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
    "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

Complaints complaintsAboutLabelKeyName(std::string_view name) {
    if (name.empty()) {
        return {"name part must be non-empty"};
    }
    Complaints all;
    add(all, "name part ",
        complaintsOf(name, maxLabel, isName(name, isAlphanumeric, "-_."), qualifiedNameRule));
    return all;
}

}  // namespace

Complaints complaintsAboutDns1035Label(std::string_view value) {
    const bool right = isDns1123Label(value) && isLower(value.front());
    return complaintsOf(value, maxLabel, right, dns1035Rule);
}

Complaints complaintsAboutDns1123Label(std::string_view value) {
    const bool dotsOnly = !isDns1123Label(value) && isDns1123Subdomain(value);
    return complaintsOf(value, maxLabel, isDns1123Label(value),
                        dotsOnly ? "must not contain dots" : dns1123LabelRule);
}

Complaints complaintsAboutDns1123Subdomain(std::string_view value) {
    return complaintsOf(value, maxSubdomain, isDns1123Subdomain(value), dns1123SubdomainRule);
}

Complaints complaintsAboutPortName(std::string_view value) {
    const auto plain = [](char c) { return isLowerOrDigit(c) || c == '-'; };
    Complaints all =
        complaintsOf(value, maxPortName, !value.empty() && std::all_of(value.begin(), value.end(), plain),
                     "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    if (std::none_of(value.begin(), value.end(), isLower)) {
        all.emplace_back("must contain at least one letter (a-z)");
    }
    if (value.find("--") != std::string_view::npos) {
        all.emplace_back("must not contain consecutive hyphens");
    }
    if (value.starts_with('-') || value.ends_with('-')) {
        all.emplace_back("must not begin or end with a hyphen");
    }
    return all;
}

Complaints complaintsAboutLabelKey(std::string_view value) {
    const std::size_t slash = value.find('/');
    if (slash == std::string_view::npos) {
        return complaintsAboutLabelKeyName(value);
    }
    const std::string_view prefix = value.substr(0, slash);
    const std::string_view name = value.substr(slash + 1);
    if (name.find('/') != std::string_view::npos) {
        return {"a qualified name " + std::string(qualifiedNameRule) +
                " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"};
    }
    Complaints all;
    if (prefix.empty()) {
        all.emplace_back("prefix part must be non-empty");
    } else {
        add(all, "prefix part ", complaintsAboutDns1123Subdomain(prefix));
    }
    add(all, "", complaintsAboutLabelKeyName(name));
    return all;
}

Complaints complaintsAboutLabelValue(std::string_view value) {
    return complaintsOf(value, maxLabel, value.empty() || isName(value, isAlphanumeric, "-_."),
                        labelValueRule);
}

Complaints complaintsAboutEndpointAddress(std::string_view value) {
    const auto address = netfilter::parseAddress(value);
    if (!address) {
        return {"must be a valid IPv4 address"};
    }
    struct Special {
        const char* prefix;
        const char* complaint;
    };
    constexpr Special specials[] = {
        {"0.0.0.0/32", "may not be unspecified (0.0.0.0 or ::)"},
        {"127.0.0.0/8", "may not be in the loopback range (127.0.0.0/8, ::1/128)"},
        {"169.254.0.0/16", "may not be in the link-local range (169.254.0.0/16, fe80::/10)"},
        {"224.0.0.0/24", "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"},
    };
    for (const Special& special : specials) {
        if (netfilter::parsePrefix(special.prefix).value().contains(*address)) {
            return {special.complaint};
        }
    }
    return {};
}

}  // namespace podwire::kube
