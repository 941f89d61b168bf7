// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/dns_answer.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace podwire::plan {
namespace {

/// Names in DNS are equal whatever the case of their letters, RFC 4343.
std::string plainName(std::string name) {
    if (name.size() > 1 && name.back() == '.') {
        name.pop_back();
    }
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name;
}

std::string afterWord(const std::string& line, std::string_view word) {
    const std::size_t at = line.find(word);
    if (at == std::string::npos) {
        return {};
    }
    const std::size_t begin = at + word.size();
    return line.substr(begin, line.find_first_of(", \t", begin) - begin);
}

/// "name. 60 IN A 192.0.2.1"
void readRecord(const std::string& line, std::vector<DnsRecord>& records) {
    std::istringstream words(line);
    DnsRecord record;
    std::string inClass;
    if (words >> record.name >> record.ttl >> inClass >> record.type >> std::ws &&
        std::getline(words, record.data)) {
        record.name = plainName(record.name);
        record.data = plainName(record.data);
        records.push_back(std::move(record));
    }
}

/// ";; flags: qr aa rd; QUERY: 1, ..."
bool hasFlag(const std::string& line, const std::string& flag) {
    const std::string flags = line.substr(0, line.find(';', 2)) + ' ';
    return flags.find(' ' + flag + ' ') != std::string::npos;
}

void readRemark(const std::string& line, DnsAnswer& answer) {
    if (line.starts_with(";; ->>HEADER<<-")) {
        answer.status = afterWord(line, "status: ");
    } else if (line.starts_with(";; flags:")) {
        answer.authoritative = hasFlag(line, "aa");
    } else if (line.starts_with(";; SERVER: ")) {
        const std::string server = afterWord(line, ";; SERVER: ");
        answer.server = server.substr(0, server.find('('));
    } else if (line.starts_with(";; Query time: ")) {
        std::istringstream time(afterWord(line, ";; Query time: "));
        unsigned milliseconds = 0;
        answer.milliseconds = time >> milliseconds ? std::optional(milliseconds) : std::nullopt;
    }
}

lab::Failure failureIn(std::string_view output) {
    if (output.find("connection refused") != std::string_view::npos) {
        return lab::Failure::Refused;
    }
    return lab::Failure::Timeout;
}

}  // namespace

DnsAnswer readDnsAnswer(std::string_view output) {
    DnsAnswer answer;
    std::istringstream lines{std::string(output)};
    bool inAnswer = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(";; ")) {
            inAnswer = line.starts_with(";; ANSWER SECTION");
            readRemark(line, answer);
        } else if (inAnswer && !line.empty() && line[0] != ';') {
            readRecord(line, answer.records);
        }
    }
    if (answer.status.empty()) {
        answer.failure = failureIn(output);
    }
    return answer;
}

std::vector<std::string> DnsAnswer::addresses() const {
    std::vector<std::string> found;
    for (const DnsRecord& record : records) {
        if (record.type == "A") {
            found.push_back(record.data);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string DnsAnswer::aliasOf(std::string_view name) const {
    const std::string wanted = plainName(std::string(name));
    for (const DnsRecord& record : records) {
        if (record.type == "CNAME" && record.name == wanted) {
            return record.data;
        }
    }
    return {};
}

bool DnsAnswer::hasAlias() const {
    return std::any_of(records.begin(), records.end(),
                       [](const DnsRecord& record) { return record.type == "CNAME"; });
}

std::string DnsAnswer::text() const {
    if (status.empty()) {
        return failure == lab::Failure::Refused ? "nobody answered: connection refused"
                                                : "nobody answered in time";
    }
    std::string all;
    for (const DnsRecord& record : records) {
        all += all.empty() ? ": " : ", ";
        all += record.type == "CNAME" ? record.name + " is an alias of " + record.data : record.data;
    }
    return status + (all.empty() ? ": no records" : all);
}

bool isAsExpected(const lab::DnsCheck& check, const DnsAnswer& answer) {
    if (check.failure != lab::Failure::None) {
        return answer.status.empty() &&
               (check.failure == lab::Failure::Any || check.failure == answer.failure);
    }
    std::vector<std::string> wanted = check.addresses;
    std::sort(wanted.begin(), wanted.end());
    return answer.status == (check.status.empty() ? "NOERROR" : check.status) &&
           (wanted.empty() || wanted == answer.addresses()) &&
           (check.alias.empty() || plainName(check.alias) == answer.aliasOf(check.name)) &&
           !(check.noAlias && answer.hasAlias());
}

}  // namespace podwire::plan
