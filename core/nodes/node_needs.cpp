// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/node_needs.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "core/base/shellwords.h"

namespace podwire::nodes {
namespace {

struct Tool {
    const char* name;
    const char* package;
};
constexpr Tool kTools[] = {{"bash", "bash"},
                           {"conntrack", "conntrack"},
                           {"curl", "curl"},
                           {"dig", "bind9-dnsutils"},
                           {"flock", "util-linux"},
                           {"haproxy", "haproxy"},
                           {"ip", "iproute2"},
                           {"iptables", "iptables"},
                           {"iptables-save", "iptables"},
                           {"nft", "nftables"},
                           {"ping", "iputils-ping"},
                           {"python3", "python3"},
                           {"resolvectl", "systemd-resolved"},
                           {"ss", "iproute2"},
                           {"systemd-run", "systemd"},
                           {"tcpdump", "tcpdump"}};
constexpr const char* kModules = "bridge nf_conntrack nf_conntrack_netlink nf_nat veth";

constexpr const char* kLook = R"sh(
PATH=$PATH:/usr/sbin:/sbin
sudo -n true 2>/dev/null && echo sudo
command -v apt-get >/dev/null && echo apt
for tool in $TOOLS; do command -v "$tool" >/dev/null || echo "tool $tool"; done
for module in $([ -d "/lib/modules/$(uname -r)" ] && command -v modprobe >/dev/null && echo $MODULES); do
  [ -d "/sys/module/$module" ] || modprobe --dry-run --quiet "$module" || echo "module $module"
done
case $(iptables --version 2>/dev/null) in *nf_tables*) echo iptables nf_tables ;; *v1*) echo iptables legacy ;; esac
echo end
)sh";

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

}  // namespace

std::vector<std::string> NodeNeeds::missingPackages() const {
    std::vector<std::string> packages;
    for (const Tool& tool : kTools) {
        const bool missing =
            std::find(missingTools.begin(), missingTools.end(), tool.name) != missingTools.end();
        if (missing && std::find(packages.begin(), packages.end(), tool.package) == packages.end()) {
            packages.emplace_back(tool.package);
        }
    }
    return packages;
}

std::string needsScript() {
    std::string tools;
    for (const Tool& tool : kTools) {
        tools += std::string(tools.empty() ? "" : " ") + tool.name;
    }
    return "TOOLS=" + quoteWord(tools) + "\nMODULES=" + quoteWord(kModules) + kLook;
}

Result<NodeNeeds> parseNeeds(const std::string& node, const std::string& output) {
    NodeNeeds needs;
    bool ended = false;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string kind;
        std::string what;
        words >> kind >> what;
        if (kind == "sudo") {
            needs.sudo = true;
        } else if (kind == "apt") {
            needs.hasApt = true;
        } else if (kind == "tool") {
            needs.missingTools.push_back(what);
        } else if (kind == "module") {
            needs.missingModules.push_back(what);
        } else if (kind == "iptables") {
            needs.iptables = what;
        } else if (kind == "end") {
            ended = true;
        }
    }
    if (!ended) {
        return fail(ErrorKind::InvalidInput, node + " does not tell what it has", output);
    }
    return needs;
}

std::string adviceOn(const NodeNeeds& needs, const std::string& installer) {
    if (!needs.sudo) {
        return "no sudo without a password: the login user needs a NOPASSWD line in /etc/sudoers.d";
    }
    std::string advice;
    if (!needs.missingTools.empty()) {
        advice = "missing " + listed(needs.missingTools) +
                 (needs.hasApt ? ": " + installer + " installs " + listed(needs.missingPackages()) : "");
    }
    if (!needs.missingModules.empty()) {
        advice += std::string(advice.empty() ? "" : "; ") + "kernel without " + listed(needs.missingModules);
    }
    return advice;
}

std::string installScript(const std::vector<std::string>& packages) {
    const bool haproxy = std::find(packages.begin(), packages.end(), "haproxy") != packages.end();
    return "set -e\nexport DEBIAN_FRONTEND=noninteractive\nsudo -n -E apt-get update -q\n"
           "sudo -n -E apt-get install -q -y --no-install-recommends " +
           quoteCommand(packages) + "\n" + (haproxy ? "sudo -n systemctl disable --now haproxy\n" : "");
}

}  // namespace podwire::nodes
