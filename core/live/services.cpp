// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/services.h"

#include <algorithm>
#include <set>

namespace podwire::live {
namespace {

constexpr std::uint32_t kHost = 0xffffffff;

const std::string* valueOf(const std::vector<netfilter::Option>& options, std::string_view name) {
    const auto found = std::find_if(options.begin(), options.end(), [&](const netfilter::Option& option) {
        return option.name == name && !option.negated && !option.values.empty();
    });
    return found == options.end() ? nullptr : &found->values.front();
}

void add(std::vector<std::string>& to, const std::string& value) {
    if (!value.empty() && std::find(to.begin(), to.end(), value) == to.end()) {
        to.push_back(value);
    }
}

class Reader {
public:
    explicit Reader(const netfilter::Table& nat) : nat_(nat) {}

    std::vector<ServiceAddress> run() {
        for (const char* hook : {"PREROUTING", "OUTPUT"}) {
            visited_.clear();
            visit(hook);
        }
        return std::move(all_);
    }

private:
    void visit(const std::string& name) {
        const netfilter::Chain* const chain = nat_.find(name);
        if (chain == nullptr || !visited_.insert(name).second) {
            return;
        }
        for (const netfilter::InstalledRule& installed : chain->rules) {
            read(installed.rule);
        }
    }

    void read(const netfilter::Rule& rule) {
        if (!rule.target) {
            return;
        }
        const bool one =
            rule.destination && !rule.destination->negated && rule.destination->value.mask == kHost;
        if (!one) {
            visit(rule.target->name);
            return;
        }
        std::vector<std::string> backends;
        std::set<std::string> seen;
        collect(rule, backends, seen);
        if (!backends.empty()) {
            ServiceAddress& service = serviceOf(rule);
            for (const std::string& backend : backends) {
                add(service.backends, backend);
            }
        }
    }

    /// Where the rule's packets are sent, here or in the chains that they jump to.
    void collect(const netfilter::Rule& rule, std::vector<std::string>& backends,
                 std::set<std::string>& seen) {
        if (!rule.target) {
            return;
        }
        if (const std::string* to = valueOf(rule.target->options, "--to-destination")) {
            add(backends, to->substr(0, to->find_first_of(":-")));
            return;
        }
        const netfilter::Chain* const chain = nat_.find(rule.target->name);
        if (chain == nullptr || !seen.insert(rule.target->name).second) {
            return;
        }
        for (const netfilter::InstalledRule& installed : chain->rules) {
            collect(installed.rule, backends, seen);
        }
    }

    ServiceAddress& serviceOf(const netfilter::Rule& rule) {
        ServiceAddress service;
        service.address = netfilter::formatAddress(rule.destination->value.address);
        service.protocol = rule.protocol && !rule.protocol->negated ? rule.protocol->value : std::string();
        for (const netfilter::Match& match : rule.matches) {
            if (const std::string* port = valueOf(match.options, "--dport")) {
                service.port = *port;
            }
        }
        const auto same = std::find_if(all_.begin(), all_.end(), [&](const ServiceAddress& one) {
            return one.address == service.address && one.port == service.port &&
                   one.protocol == service.protocol;
        });
        return same == all_.end() ? all_.emplace_back(std::move(service)) : *same;
    }

    const netfilter::Table& nat_;
    std::set<std::string> visited_;
    std::vector<ServiceAddress> all_;
};

}  // namespace

std::string ServiceAddress::text() const {
    return port.empty() ? address : address + ':' + port;
}

std::vector<ServiceAddress> serviceAddresses(const netfilter::Ruleset& rules) {
    const netfilter::Table* const nat = rules.find("nat");
    return nat == nullptr ? std::vector<ServiceAddress>() : Reader(*nat).run();
}

}  // namespace podwire::live
