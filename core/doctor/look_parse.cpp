// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QString>
#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/doctor/look.h"
#include "core/doctor/look_sections.h"
#include "core/netstate/json_list.h"

namespace podwire::doctor {
namespace {

class Builder {
public:
    Builder(const std::string& node, const std::vector<Request>& requests) : requests_(requests) {
        look_.node = node;
    }

    void add(const plan::Section& section) {
        const std::string name(section.name);
        if (section.kind == "sockets") {
            readSockets(name, section.body, look_);
        } else if (section.kind == "settings") {
            readSettings(section.body, look_);
        } else if (section.kind == "policy") {
            readPolicy(section.body, look_);
        } else if (section.kind == "lookups") {
            readLookups(name, section.body, look_);
        } else if (section.kind == "neighbours") {
            readNeighbours(name, section.body, look_);
        } else if (section.kind == "connections") {
            readConnections(section.body, look_);
        } else if (section.kind == "nft") {
            readNft(section.body, look_);
        } else if (section.kind == "resolv") {
            look_.resolvConf = section.body;
        } else if (section.kind == "resolved") {
            look_.resolved = plan::firstLine(section.body);
        } else if (section.kind == "stub") {
            look_.stubIsOff = section.status == 0;
        } else if (section.kind == "kernellog") {
            look_.kernelLog = section.status == 0;
        } else {
            measured(section, name);
        }
    }

    Look take() { return std::move(look_); }

private:
    void measured(const plan::Section& section, const std::string& name) {
        if (section.kind == "podrules" || section.kind == "nat") {
            auto rules = netfilter::parseSave(section.body);
            if (!rules || section.status != 0) {
                return;
            }
            if (section.kind == "podrules") {
                look_.podRules[name] = std::move(*rules);
            } else {
                (name == "before" ? look_.natBefore : look_.natAfter) = std::move(*rules);
            }
        } else if (section.kind == "answers") {
            answers(name, section);
        } else if (section.kind == "dns") {
            const std::string text(section.body);
            look_.dns[name] = {section.status == 0 && text.find_first_not_of("\n ;") != std::string::npos &&
                                   !text.starts_with(";;"),
                               text};
        }
    }

    void answers(const std::string& id, const plan::Section& section) {
        const auto request = std::find_if(requests_.begin(), requests_.end(), [&](const Request& one) {
            return one.node == look_.node && requestId(one) == id;
        });
        if (request != requests_.end()) {
            plan::HttpAnswers read = plan::readHttpAnswers(section.body, section.status, request->count);
            read.failures.erase(0);  // curl writes a status for each request, the good ones too
            int heard = read.failed();
            for (const auto& [backend, hits] : read.hits) {
                heard += hits;
            }
            if (heard < request->count) {
                read.hits[""] += request->count - heard;  // answered, but by nobody who names an address
            }
            look_.answers[id] = std::move(read);
        }
    }

    const std::vector<Request>& requests_;
    Look look_;
};

}  // namespace

Result<Look> parseLook(const std::string& node, std::string_view output,
                       const std::vector<Request>& requests) {
    const std::vector<plan::Section> sections = plan::splitSections(output);
    if (sections.empty()) {
        return fail(ErrorKind::InvalidInput, "The closer look at " + node + " came incomplete",
                    std::string(output.substr(output.size() - std::min<size_t>(output.size(), 400))),
                    "Check that " + node + "'s user may run `sudo -n bash`.");
    }
    Builder builder(node, requests);
    for (const plan::Section& section : sections) {
        builder.add(section);
    }
    return builder.take();
}

bool Socket::isOnAll() const {
    return address == "0.0.0.0" || address == "*" || address == "[::]";
}

bool Socket::covers(const std::string& host, const std::string& wantedPort) const {
    return port == wantedPort && (isOnAll() || address == host);
}

std::string Socket::text() const {
    const std::string who =
        process.empty() ? "" : " (" + process + (pid > 0 ? ", process " + std::to_string(pid) : "") + ")";
    return address + ":" + port + who;
}

const Lookup* Look::lookup(const std::string& netns, const std::string& address) const {
    const auto at = lookups.find({netns, address});
    return at == lookups.end() ? nullptr : &at->second;
}

std::string Look::sysctl(const std::string& key) const {
    const auto at = sysctls.find(key);
    return at == sysctls.end() ? std::string() : at->second;
}

int Look::interfaceSetting(const std::string& device, const std::string& name) const {
    const int all = std::atoi(sysctl("net.ipv4.conf.all." + name).c_str());
    const int own = std::atoi(sysctl("net.ipv4.conf." + device + '.' + name).c_str());
    return std::max(all, own);
}

const netfilter::Ruleset* Look::rulesIn(const std::string& netns) const {
    const auto at = podRules.find(netns);
    return at == podRules.end() ? nullptr : &at->second;
}

const plan::HttpAnswers* Look::answersTo(const Request& request) const {
    const auto at = answers.find(requestId(request));
    return at == answers.end() || request.node != node ? nullptr : &at->second;
}

const Process* Look::processOf(const Socket& socket) const {
    const auto at = processes.find(socket.pid);
    return at == processes.end() ? nullptr : &at->second;
}

}  // namespace podwire::doctor
