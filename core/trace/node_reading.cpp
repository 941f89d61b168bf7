// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/node_reading.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/netstate/neighbours.h"
#include "core/plan/sections.h"

namespace podwire::trace {
namespace {

constexpr std::array<std::string_view, 5> kOfIptables{"ip filter", "ip nat", "ip raw", "ip mangle",
                                                      "ip security"};
constexpr std::array<std::string_view, 3> kUsualPolicy{"lookup local", "lookup main", "lookup default"};
constexpr std::string_view kOfTraces = "podwire_trace_";

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& all, std::string_view text) {
    return std::find(all.begin(), all.end(), text) != all.end();
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    const std::size_t last = text.find_last_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, last - first + 1);
}

class Builder {
public:
    explicit Builder(const std::string& node) {
        reading_.node.name = node;
        reading_.node.namespaces.emplace_back();
    }

    Result<void> add(const plan::Section& section) {
        if (section.kind == "links" || section.kind == "routes" || section.kind == "rules") {
            return network(section);
        }
        if (section.kind == "sockets" && section.status == 0) {
            find(section.name).listeners = netstate::parseListeners(section.body);
        } else if (section.kind == "settings") {
            settings(section);
        } else if (section.kind == "numbers") {
            numbers(section.body);
        } else if (section.kind == "tables") {
            tables(section.body);
        } else if (section.kind == "policy") {
            policy(section.body);
        } else if (section.kind == "legacy") {
            legacy(section.body);
        }
        return {};
    }

    Result<NodeReading> finish() {
        auto& all = reading_.node.namespaces;
        if (!isNft_) {
            reading_.isLegacy = true;
            reading_.hasLegacyRules = false;  // `iptables` is the legacy tool: they are the same rules
        }
        if (all.front().links.empty()) {
            return fail(ErrorKind::InvalidInput, reading_.node.name + " did not tell its links");
        }
        std::erase_if(all, [this](const auto& netns) { return gone_.count(netns.name) > 0; });
        for (walk::Namespace& netns : all) {
            const auto id = ids_.find(netns.name);
            netns.id = id == ids_.end() ? -1 : id->second;
        }
        return std::move(reading_);
    }

private:
    walk::Namespace& find(std::string_view name) {
        auto& all = reading_.node.namespaces;
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
        if (found != all.end()) {
            return *found;
        }
        all.emplace_back().name = name;
        return all.back();
    }

    Result<void> network(const plan::Section& section) {
        if (section.status != 0 && !section.name.empty()) {
            gone_.insert(std::string(section.name));
            return {};
        }
        if (section.status != 0) {
            return fail(ErrorKind::CommandFailed, "Reading " + std::string(section.kind) + " of " +
                                                      reading_.node.name + " failed: exit status " +
                                                      std::to_string(section.status));
        }
        walk::Namespace& netns = find(section.name);
        if (section.kind == "links") {
            return take(netstate::parseLinks(section.body), netns.links);
        }
        if (section.kind == "routes") {
            return take(netstate::parseRoutes(section.body), netns.routes);
        }
        auto taken = take(netfilter::parseSave(section.body), netns.rules);
        if (section.name.empty()) {
            isNft_ =
                netns.rules.generator.empty() || netns.rules.generator.find("nf_tables") != std::string::npos;
        }
        return taken;
    }

    template <class T>
    static Result<void> take(Result<T> parsed, T& to) {
        if (!parsed) {
            return fail(parsed.error());
        }
        to = std::move(*parsed);
        return {};
    }

    /// "net/ipv4/conf/br0/rp_filter:0"
    void settings(const plan::Section& section) {
        for (const std::string_view line : plan::lines(section.body)) {
            const std::size_t colon = line.rfind(':');
            if (colon == std::string_view::npos) {
                continue;
            }
            std::string key(line.substr(0, colon));
            std::replace(key.begin(), key.end(), '/', '.');
            find(section.name).sysctls[key] = line.substr(colon + 1);
        }
    }

    void numbers(std::string_view json) {
        if (auto ids = netstate::parseNetnsIds(json)) {
            ids_ = std::move(*ids);
        }
    }

    /// "table FAMILY NAME"
    void tables(std::string_view body) {
        constexpr std::string_view kHead = "table ";
        for (const std::string_view line : plan::lines(body)) {
            const std::string_view table = line.substr(std::min(kHead.size(), line.size()));
            const bool concerns = table.starts_with("ip ") || table.starts_with("inet ");
            if (line.starts_with(kHead) && concerns && !isOneOf(kOfIptables, table) &&
                table.find(kOfTraces) == std::string_view::npos) {
                reading_.nftTables.emplace_back(table);
            }
        }
    }

    /// "32766:	from all lookup main"
    void policy(std::string_view body) {
        for (const std::string_view line : plan::lines(body)) {
            const std::size_t colon = line.find(':');
            std::string_view what = colon == std::string_view::npos ? line : trimmed(line.substr(colon + 1));
            constexpr std::string_view kAll = "from all ";
            const bool isForAll = what.starts_with(kAll);
            if (!what.empty() && !(isForAll && isOneOf(kUsualPolicy, what.substr(kAll.size())))) {
                reading_.policyRules.emplace_back(what);
            }
        }
    }

    /// Tables that were only looked at have no rules and let everything pass.
    void legacy(std::string_view body) {
        const auto rules = netfilter::parseSave(body);
        for (const netfilter::Table& table : rules ? rules->tables : std::vector<netfilter::Table>{}) {
            for (const netfilter::Chain& chain : table.chains) {
                reading_.hasLegacyRules =
                    reading_.hasLegacyRules || !chain.rules.empty() || chain.policy == "DROP";
            }
        }
    }

    NodeReading reading_;
    std::map<std::string, int> ids_;
    std::set<std::string> gone_;
    bool isNft_ = true;
};

std::string listOf(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) {
        all += (all.empty() ? "" : ", ") + word;
    }
    return all;
}

}  // namespace

Result<NodeReading> parseReading(const std::string& node, std::string_view output) {
    const std::vector<plan::Section> sections = plan::splitSections(output);
    if (sections.empty()) {
        constexpr std::size_t kShown = 400;
        return fail(ErrorKind::InvalidInput, "The state of " + node + " came incomplete",
                    std::string(output.substr(output.size() - std::min(output.size(), kShown))),
                    "Check that " + node + "'s user may run `sudo -n bash`.");
    }
    Builder builder(node);
    for (const plan::Section& section : sections) {
        if (auto added = builder.add(section); !added) {
            return fail(added.error());
        }
    }
    return builder.finish();
}

std::vector<std::string> blindSpots(const NodeReading& reading) {
    std::vector<std::string> all;
    const std::string& node = reading.node.name;
    if (reading.hasLegacyRules) {
        all.push_back(node + " has rules of iptables-legacy, which are not looked at");
    }
    if (!reading.nftTables.empty()) {
        all.push_back(node + " has tables that iptables does not manage, which are not looked at: " +
                      listOf(reading.nftTables));
    }
    if (!reading.policyRules.empty()) {
        all.push_back(node +
                      " has rules of `ip rule`, which are not followed: " + listOf(reading.policyRules));
    }
    return all;
}

std::vector<std::string> traceGaps(const NodeReading& reading) {
    if (!reading.hasLegacyRules && !reading.isLegacy) {
        return {};
    }
    return {
        reading.node.name +
        " has rules of iptables-legacy: the kernel traces those into its log, which cannot be read there, so "
        "that they are missing here"};
}

}  // namespace podwire::trace
