// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/unicode.h"
#include "core/netfilter/rule.h"

namespace podwire::lab {
namespace {

bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isAlphanumeric(char c) {
    return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z');
}

bool consistsOf(std::string_view value, std::string_view alsoAllowed) {
    return std::all_of(value.begin(), value.end(), [alsoAllowed](char c) {
        return isAlphanumeric(c) || alsoAllowed.find(c) != std::string_view::npos;
    });
}

std::string quoted(std::string_view value) {
    return '\'' + shortened(value) + '\'';
}

Complaint complainUnless(bool right, std::string_view value, std::string_view what) {
    if (right) {
        return std::nullopt;
    }
    return quoted(value) + " is not " + std::string(what);
}

bool hasStepsUp(std::string_view path) {
    return path.ends_with("/..") || path.find("/../") != std::string_view::npos ||
           path.find("//") != std::string_view::npos;
}

}  // namespace

std::optional<unsigned> readNumber(std::string_view text, unsigned most) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || number > most) {
        return std::nullopt;
    }
    return number;
}

Complaint complainAboutAddress(std::string_view value) {
    return complainUnless(netfilter::parseAddress(value).has_value(), value, "an IPv4 address");
}

Complaint complainAboutInterfaceAddress(std::string_view value) {
    const std::size_t slash = value.find('/');
    const bool right = slash != std::string_view::npos && netfilter::parseAddress(value.substr(0, slash)) &&
                       readNumber(value.substr(slash + 1), 32);
    return complainUnless(right, value, "an IPv4 address with its prefix length, such as 192.168.1.1/24");
}

Complaint complainAboutPort(std::string_view value) {
    return complainUnless(readNumber(value, 65535).value_or(0) != 0, value, "a port, 1 to 65535");
}

Complaint complainAboutDevice(std::string_view value) {
    if (value.size() > 15) {
        return quoted(value) + " is not an interface name: " + std::to_string(value.size()) +
               " bytes, and the kernel takes 15";
    }
    const bool right = !value.empty() && consistsOf(value, "_.-@+") && isAlphanumeric(value[0]);
    return complainUnless(right, value, "an interface name");
}

Complaint complainAboutNetns(std::string_view value) {
    const bool right =
        !value.empty() && value.size() <= 64 && consistsOf(value, "_.-") && isAlphanumeric(value[0]);
    return complainUnless(right, value, "a network namespace's name");
}

Complaint complainAboutPath(std::string_view value) {
    const bool right = value.size() > 1 && value.size() < 4096 && value[0] == '/' &&
                       consistsOf(value, "_./:@%+,-") && !hasStepsUp(value) && !value.ends_with('/');
    return complainUnless(right, value, "an absolute path of letters, digits and _./:@%+,- without '..'");
}

Complaint complainAboutUrl(std::string_view value) {
    constexpr std::string_view scheme = "https://";
    const std::size_t slash = value.rfind('/');
    const bool right = value.starts_with(scheme) && value.size() < 2048 && slash >= scheme.size() + 1 &&
                       slash + 1 < value.size() && isAlphanumeric(value[slash + 1]) &&
                       consistsOf(value, "_./:@%+,-~");
    return complainUnless(right, value, "an https:// address that ends in a file's name");
}

Complaint complainAboutMode(std::string_view value) {
    const bool right = value.size() == 4 && value[0] == '0' &&
                       std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '7'; });
    return complainUnless(right, value, "a file mode of four octal digits, such as 0644");
}

Complaint complainAboutSysctlKey(std::string_view value) {
    const std::string key = dottedSysctlKey(value);
    const bool right = consistsOf(value, "_.-/@+") && key.find('.') != std::string::npos &&
                       key.front() != '.' && key.back() != '.' && key.find("..") == std::string::npos &&
                       key.size() <= 256;
    return complainUnless(right, value, "a sysctl key such as net.ipv4.ip_forward");
}

Complaint complainAboutUnit(std::string_view value) {
    constexpr std::array<std::string_view, 10> others = {".socket",    ".target", ".device", ".mount",
                                                         ".automount", ".swap",   ".timer",  ".path",
                                                         ".slice",     ".scope"};
    const bool otherKind = std::any_of(others.begin(), others.end(),
                                       [value](std::string_view suffix) { return value.ends_with(suffix); });
    const bool right = !value.empty() && value.size() <= 200 && consistsOf(value, ":_.\\@-") &&
                       value[0] != '-' && value[0] != '.' && !otherKind;
    return complainUnless(right, value, "the name of a service unit");
}

Complaint complainAboutHttpAddress(std::string_view value) {
    const std::size_t slash = value.find('/');
    const std::string_view path = slash == std::string_view::npos ? "" : value.substr(slash);
    const std::string_view host = value.substr(0, slash);
    const std::size_t colon = host.find(':');
    const bool right = colon != std::string_view::npos && !complainAboutAddress(host.substr(0, colon)) &&
                       !complainAboutPort(host.substr(colon + 1)) && consistsOf(path, "_./:@%+,-");
    return complainUnless(right, value, "ADDRESS:PORT, perhaps with a /path");
}

Complaint complainAboutHostName(std::string_view value) {
    const bool right = !value.empty() && value.size() <= 253 && consistsOf(value, "._-") &&
                       isAlphanumeric(value.front()) && isAlphanumeric(value.back()) &&
                       value.find("..") == std::string_view::npos;
    return complainUnless(right, value, "a host's name such as api.ipify.org");
}

Complaint complainAboutWord(std::string_view value) {
    const bool right =
        !value.empty() && value.size() <= 64 && isLower(value[0]) &&
        std::all_of(value.begin(), value.end(), [](char c) { return isLower(c) || isDigit(c) || c == '_'; });
    return complainUnless(right, value, "an id: a small letter, then small letters, digits and '_'");
}

Complaint complainAboutName(std::string_view value) {
    const bool right =
        !value.empty() && value.size() <= 64 && isLower(value[0]) &&
        std::all_of(value.begin(), value.end(), [](char c) { return isLower(c) || isDigit(c) || c == '-'; });
    return complainUnless(right, value, "a name: a small letter, then small letters, digits and '-'");
}

std::string dottedSysctlKey(std::string_view key) {
    std::string dotted(key);
    const std::size_t first = dotted.find_first_of("./");
    if (first != std::string::npos && dotted[first] == '/') {
        for (char& c : dotted) {
            c = c == '/' ? '.' : c == '.' ? '/' : c;
        }
    }
    return dotted;
}

std::string unitName(std::string_view name) {
    return std::string(name) + (name.ends_with(".service") ? "" : ".service");
}

std::string foldBlanks(std::string_view text) {
    std::string folded;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n';
        if (!blank) {
            folded += c;
        } else if (!folded.empty() && folded.back() != ' ') {
            folded += ' ';
        }
    }
    while (folded.ends_with(' ')) {
        folded.pop_back();
    }
    return folded;
}

}  // namespace podwire::lab
