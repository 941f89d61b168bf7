// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/dns_query.h"

#include <algorithm>

#include "core/netfilter/rule.h"

namespace podwire::live {
namespace {

constexpr std::size_t kLongestName = 253;
constexpr std::size_t kLongestLabel = 63;
constexpr std::chrono::seconds kPatience{12};
constexpr int kNoReply = 9;  // dig(1), "RETURN CODES"

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string::npos ? std::string()
                                      : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool isNameByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// RFC 1035, 2.3.4, and the underscore of RFC 8552.
bool isName(std::string name) {
    if (name.ends_with('.')) {
        name.pop_back();
    }
    if (name.empty() || name.size() > kLongestName || name.front() == '-') {
        return false;
    }
    std::size_t label = 0;
    for (const char c : name + '.') {
        if (c != '.' && !isNameByte(c)) {
            return false;
        }
        if (c == '.' && (label == 0 || label > kLongestLabel)) {
            return false;
        }
        label = c == '.' ? 0 : label + 1;
    }
    return true;
}

std::string reversed(std::uint32_t address) {
    std::string name;
    for (int byte = 0; byte < 4; ++byte) {
        name += std::to_string(address & 0xffU) + '.';
        address >>= 8U;
    }
    return name + "in-addr.arpa";
}

}  // namespace

const std::vector<std::string>& dnsTypes() {
    static const std::vector<std::string> types{"A", "AAAA", "CNAME", "PTR", "SRV", "ANY"};
    return types;
}

Result<DnsQuestion> askDns(DnsQuestion typed) {
    typed.name = trimmed(typed.name);
    if (typed.name.empty()) {
        return fail(ErrorKind::InvalidInput, "Type the name to look up");
    }
    if (const auto address = netfilter::parseAddress(typed.name); address && typed.type == "PTR") {
        typed.name = reversed(*address);
    }
    if (!isName(typed.name)) {
        return fail(ErrorKind::InvalidInput, "'" + typed.name.substr(0, 64) + "' is no name", {},
                    "Letters, digits, dashes and underscores, with dots between them.");
    }
    if (std::find(dnsTypes().begin(), dnsTypes().end(), typed.type) == dnsTypes().end()) {
        return fail(ErrorKind::InvalidInput,
                    "'" + typed.type.substr(0, 16) + "' is no type that is asked for");
    }
    if (!typed.server.empty() && !netfilter::parseAddress(typed.server)) {
        return fail(ErrorKind::InvalidInput,
                    "'" + typed.server.substr(0, 64) + "' is no IPv4 address of a server");
    }
    return typed;
}

remote::Command dnsCommand(const DnsQuestion& question) {
    remote::Command command;
    command.effect = remote::Effect::Reads;
    command.argv = {"sudo", "-n", "env", "LC_ALL=C"};
    if (!question.netns.empty()) {
        command.argv.insert(command.argv.end(), {"ip", "netns", "exec", question.netns});
    }
    command.argv.insert(command.argv.end(),
                        {"dig", "+noall", "+comments", "+question", "+answer", "+stats", "+time=2",
                         "+tries=2", "-t", question.type, "-q", question.name});
    if (!question.server.empty()) {
        command.argv.push_back("@" + question.server);
        command.argv.insert(command.argv.end(), {"-p", std::to_string(question.port)});
    }
    command.deadline = kPatience;
    return command;
}

Result<plan::DnsAnswer> readDns(const remote::Outcome& outcome) {
    if (outcome.ending != remote::Ending::Exit) {
        return fail(outcome.ending == remote::Ending::Timeout ? ErrorKind::Timeout : ErrorKind::Lost,
                    "The node did not answer", outcome.reason, "Is it connected?");
    }
    if (outcome.succeeded() || outcome.exitCode == kNoReply) {
        return plan::readDnsAnswer(outcome.out + outcome.err);
    }
    if (outcome.err.find("dig: command not found") != std::string::npos ||
        outcome.err.find("dig': No such file") != std::string::npos ||
        outcome.err.find("dig\": No such file") != std::string::npos) {
        return fail(ErrorKind::NotFound, "There is no dig on this node", outcome.err,
                    "Install it: sudo apt install dnsutils");
    }
    return fail(ErrorKind::CommandFailed, "dig could not ask", outcome.err + outcome.out);
}

}  // namespace podwire::live
