// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/picture.h"

#include <algorithm>
#include <cstdlib>

#include "core/doctor/dns_config.h"
#include "core/lab/command_words.h"

namespace podwire::doctor {
namespace {

/// The words of a resource's command; none when it is more than one simple command.
std::vector<std::string> wordsOf(const lab::Resource& resource) {
    const auto words = lab::readCommandWords(resource.command);
    return words ? lab::textsOf(*words) : std::vector<std::string>{};
}

/// NS of "ip netns exec NS" anywhere in the command.
std::string netnsIn(const std::vector<std::string>& words) {
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        if (words[i] == "exec" && words[i - 1] == "netns") {
            return words[i + 1];
        }
    }
    return {};
}

bool isPort(const std::string& word) {
    return !word.empty() && word.size() <= 5 && word.find_first_not_of("0123456789") == std::string::npos;
}

/// The port that stands behind the address among a server's arguments.
std::string portIn(const std::vector<std::string>& words, const std::string& address) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == address && isPort(words[i + 1])) {
            return words[i + 1];
        }
    }
    return {};
}

const std::string* optionOf(const netfilter::Target& target, const std::string& name) {
    for (const netfilter::Option& option : target.options) {
        if (option.name == name && option.values.size() == 1) {
            return &option.values.front();
        }
    }
    return nullptr;
}

int destinationPort(const netfilter::Rule& rule) {
    for (const netfilter::Match& match : rule.matches) {
        for (const netfilter::Option& option : match.options) {
            if (option.name == "--dport" && !option.negated && isPort(option.values.front())) {
                return std::atoi(option.values.front().c_str());
            }
        }
    }
    return 0;
}

class Painter {
public:
    Painter(const lab::Lab& lab, const plan::Assessment& assessment) : lab_(lab), assessment_(assessment) {}

    Picture run(std::set<std::string> steps) {
        picture_.steps = std::move(steps);
        collect();
        for (const Wanted& wanted : picture_.wanted) {
            if (const auto* netns = std::get_if<lab::Netns>(&wanted.resource->what)) {
                Pod pod;
                pod.name = netns->name;
                pod.node = wanted.resource->node;
                pod.netns = &wanted;
                picture_.pods.push_back(pod);
            }
        }
        for (const Wanted& wanted : picture_.wanted) {
            std::visit([&](const auto& what) { place(wanted, what); }, wanted.resource->what);
        }
        std::erase_if(picture_.pods, [](const Pod& pod) { return pod.address.empty(); });
        for (const Wanted& wanted : picture_.wanted) {
            std::visit([&](const auto& what) { serve(wanted, what); }, wanted.resource->what);
        }
        findLocalLegs();
        findRoutedLegs();
        findTranslations();
        return std::move(picture_);
    }

private:
    void collect() {
        std::map<std::string, std::size_t> known;
        for (const lab::Step* step : lab_.steps()) {
            if (picture_.steps.count(step->id) == 0) {
                continue;
            }
            for (const plan::ResourceStatus& status : assessment_.at(step->id).resources) {
                const auto [at, isNew] = known.emplace(status.resource->key, picture_.wanted.size());
                if (isNew) {
                    picture_.wanted.push_back({&status, status.resource, step->id});
                } else if (status.presence == plan::Presence::Drifted) {
                    picture_.wanted[at->second] = {&status, status.resource, step->id};
                }
            }
        }
    }

    Pod* pod(const std::string& node, const std::string& netns) {
        for (Pod& one : picture_.pods) {
            if (one.node == node && one.name == netns && !netns.empty()) {
                return &one;
            }
        }
        return nullptr;
    }

    void place(const Wanted& wanted, const lab::InterfaceAddress& address) {
        if (Pod* one = pod(wanted.resource->node, wanted.resource->netns); one != nullptr) {
            one->address = hostPart(address.cidr);
            one->device = address.device;
        }
    }
    void place(const Wanted& wanted, const lab::Veth& veth) {
        if (Pod* one = pod(wanted.resource->node, veth.peerNetns); one != nullptr) {
            one->hostDevice = veth.name;
        }
    }
    template <class Other>
    void place(const Wanted&, const Other&) {}

    void serve(const Wanted& wanted, const lab::Unit&) {
        const std::vector<std::string> words = wordsOf(*wanted.resource);
        if (Pod* one = pod(wanted.resource->node, netnsIn(words)); one != nullptr) {
            one->server = &wanted;
            one->port = portIn(words, one->address);
        } else if (auto server = readDnsServer(wanted, words, picture_.wanted)) {
            picture_.dns.push_back(std::move(*server));
        }
    }
    template <class Other>
    void serve(const Wanted&, const Other&) {}

    void findLocalLegs() {
        for (const Pod& one : picture_.pods) {
            for (const Wanted& wanted : picture_.wanted) {
                const auto* address = std::get_if<lab::InterfaceAddress>(&wanted.resource->what);
                if (address != nullptr && wanted.resource->node == one.node &&
                    wanted.resource->netns.empty() && holds(address->cidr, one.address)) {
                    picture_.legs.push_back({one.node, &one, {}, address->device, &wanted});
                    break;
                }
            }
        }
    }

    void findRoutedLegs() {
        const std::vector<Leg> local = picture_.legs;
        for (const Leg& end : local) {
            for (const Wanted& wanted : picture_.wanted) {
                const auto* route = std::get_if<lab::Route>(&wanted.resource->what);
                const std::string& node = wanted.resource->node;
                if (route == nullptr || !wanted.resource->netns.empty() || node == end.node ||
                    route->destination == "default" || !holds(route->destination, end.pod->address)) {
                    continue;
                }
                picture_.legs.push_back({node, end.pod, route->gateway, deviceFor(node, *route), &wanted});
            }
        }
    }

    std::string deviceFor(const std::string& node, const lab::Route& route) const {
        const auto seen = assessment_.nodes.find(node);
        if (!route.device.empty() || seen == assessment_.nodes.end()) {
            return route.device;
        }
        const netstate::Link* link = linkTowards(seen->second, route.gateway);
        return link == nullptr ? std::string() : link->name;
    }

    void findTranslations() {
        for (const Wanted& wanted : picture_.wanted) {
            const auto* rule = std::get_if<lab::IptablesRule>(&wanted.resource->what);
            if (rule == nullptr || rule->command.table != "nat" || !wanted.resource->netns.empty() ||
                !rule->command.rule.target || rule->command.rule.target->name != "DNAT") {
                continue;
            }
            if (const std::string* to = optionOf(*rule->command.rule.target, "--to-destination")) {
                picture_.translations.push_back(translation(wanted, rule->command.rule, *to));
            }
        }
    }

    static Translation translation(const Wanted& wanted, const netfilter::Rule& rule, const std::string& to) {
        Translation one;
        one.wanted = &wanted;
        one.node = wanted.resource->node;
        one.chain = rule.chain;
        one.rule = &rule;
        if (rule.destination && !rule.destination->negated && rule.destination->value.mask == 0xffffffff) {
            one.destination = netfilter::formatAddress(rule.destination->value.address);
        }
        one.port = destinationPort(rule);
        one.protocol = rule.protocol && !rule.protocol->negated ? rule.protocol->value : "tcp";
        const std::size_t colon = std::min(to.find(':'), to.size());
        one.backend = to.substr(0, colon);
        one.backendPort = colon < to.size() ? std::atoi(to.c_str() + colon + 1) : one.port;
        return one;
    }

    const lab::Lab& lab_;
    const plan::Assessment& assessment_;
    Picture picture_;
};

}  // namespace

Picture paint(const lab::Lab& lab, const plan::Assessment& assessment, std::set<std::string> steps) {
    return Painter(lab, assessment).run(std::move(steps));
}

const Pod* Picture::podAt(const std::string& address) const {
    const auto at =
        std::find_if(pods.begin(), pods.end(), [&](const Pod& pod) { return pod.address == address; });
    return at == pods.end() ? nullptr : &*at;
}

const Pod* Picture::podNamed(const std::string& node, const std::string& netns) const {
    const auto at = std::find_if(pods.begin(), pods.end(),
                                 [&](const Pod& pod) { return pod.node == node && pod.name == netns; });
    return at == pods.end() ? nullptr : &*at;
}

const Leg* Picture::leg(const std::string& node, const Pod* pod) const {
    const auto at = std::find_if(legs.begin(), legs.end(),
                                 [&](const Leg& one) { return one.node == node && one.pod == pod; });
    return at == legs.end() ? nullptr : &*at;
}

bool Picture::wants(const lab::Resource& resource) const {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const Wanted& one) { return one.resource->key == resource.key; });
}

const netstate::Link* linkTowards(const plan::Observed& node, const std::string& address) {
    const netstate::Netns* own = node.findNetns("");
    if (own == nullptr) {
        return nullptr;
    }
    const netstate::Link* best = nullptr;
    int length = -1;
    for (const netstate::Link& link : own->links) {
        for (const netstate::Address& one : link.addresses) {
            if (one.family == "inet" && one.prefixLength > length && holds(one.text(), address)) {
                best = &link;
                length = one.prefixLength;
            }
        }
    }
    return best;
}

std::string addressOf(const netstate::Link& link) {
    for (const netstate::Address& address : link.addresses) {
        if (address.family == "inet") {
            return address.local;
        }
    }
    return {};
}

bool holds(const std::string& cidr, const std::string& address) {
    const auto prefix = netfilter::parsePrefix(cidr);
    const auto one = netfilter::parseAddress(address);
    return prefix && one && prefix->contains(*one);
}

std::string hostPart(const std::string& cidr) {
    return cidr.substr(0, cidr.find('/'));
}

}  // namespace podwire::doctor
