// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/dns_config.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/plan/sections.h"

namespace podwire::doctor {
namespace {

constexpr std::array<std::string_view, 4> kPrograms{"coredns", "dnsmasq", "named", "unbound"};
constexpr std::string_view kBlanks = " \t\r";

std::vector<std::string> wordsOfLine(std::string_view line) {
    std::vector<std::string> words;
    line = line.substr(0, line.find('#'));
    while (true) {
        line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
        if (line.empty()) {
            return words;
        }
        const std::size_t end = std::min(line.find_first_of(kBlanks), line.size());
        words.emplace_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

bool isPlainName(const std::string& name) {
    return !name.empty() &&
           name.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
               "0123456789.-_") == std::string::npos &&
           name.find('.') != std::string::npos;
}

/// "rewrite name [exact] FROM TO", in a block or not.
void readRewrite(const std::vector<std::string>& words, Corefile& file) {
    const auto name = std::find(words.begin(), words.end(), "name");
    if (name == words.end()) {
        return;
    }
    auto from = name + 1;
    if (from != words.end() && *from == "exact") {
        ++from;
    }
    if (words.end() - from >= 2 && isPlainName(*from) && isPlainName(*(from + 1))) {
        file.rewrites.push_back({*from, *(from + 1)});
    }
}

std::string baseName(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

const lab::File* configOf(const Wanted& unit, const std::vector<std::string>& words,
                          const std::deque<Wanted>& wanted) {
    const lab::File* byName = nullptr;
    for (const Wanted& one : wanted) {
        const auto* file = std::get_if<lab::File>(&one.resource->what);
        if (file == nullptr || one.resource->node != unit.resource->node) {
            continue;
        }
        const auto names = [file](const std::string& word) { return baseName(word) == baseName(file->path); };
        if (std::any_of(words.begin(), words.end(), names)) {
            return file;
        }
        byName = baseName(file->path) == "Corefile" ? file : byName;
    }
    return byName;
}

}  // namespace

Corefile readCorefile(std::string_view text) {
    Corefile file;
    bool inBlock = false;
    for (const std::string_view line : plan::lines(text)) {
        const std::vector<std::string> words = wordsOfLine(line);
        if (words.empty()) {
            continue;
        }
        if (words.back() == "{" && !inBlock) {
            inBlock = true;
            const std::size_t colon = words.front().rfind(':');
            file.port = colon == std::string::npos ? 53 : std::atoi(words.front().c_str() + colon + 1);
        } else if (words.front() == "rewrite") {
            readRewrite(words, file);
        } else if (words.front() == "forward" && words.size() > 2) {
            std::copy_if(words.begin() + 2, words.end(), std::back_inserter(file.upstreams),
                         [](const std::string& word) { return netfilter::parseAddress(word).has_value(); });
        }
    }
    return file;
}

std::optional<DnsServer> readDnsServer(const Wanted& unit, const std::vector<std::string>& words,
                                       const std::deque<Wanted>& wanted) {
    for (const std::string& word : words) {
        const std::string program = baseName(word);
        if (word.starts_with('-') ||
            std::find(kPrograms.begin(), kPrograms.end(), program) == kPrograms.end()) {
            continue;
        }
        DnsServer server;
        server.unit = &unit;
        server.node = unit.resource->node;
        const std::string& name = std::get<lab::Unit>(unit.resource->what).name;
        server.name = name.substr(0, name.rfind(".service"));
        if (const lab::File* config = configOf(unit, words, wanted); config != nullptr) {
            const Corefile file = readCorefile(config->content);
            server.port = file.port;
            server.rewrites = file.rewrites;
            server.upstreams = file.upstreams;
        }
        return server;
    }
    return std::nullopt;
}

}  // namespace podwire::doctor
