// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shellwords.h"
#include "core/doctor/look.h"

namespace podwire::doctor {
namespace {

// As in plan/observe_script.cpp every section is a process of its own. The nat counters are read before any
// request is under way, and again when all have ended; the pause lets the other nodes read theirs as well.
constexpr const char* kFrame = R"sh(
fds=()
section() { local f; exec {f}< <(printf '\036%s\n' "$1"; shift; "$@" </dev/null 2>&1; printf '\036status %d\n' $?); fds+=("/dev/fd/$f"); }
nat() { printf '\036nat %s\n' "$1"; iptables-save -c -t nat 2>/dev/null; printf '\036status %d\n' $?; }
inside() { local n=$1; shift; if [ -n "$n" ]; then ip netns exec "$n" "$@"; else "$@"; fi; }
sockets() {
  local all pids
  all=$(inside "$1" ss -H -lntup) || return
  printf '%s\n' "$all"
  pids=$(grep -o 'pid=[0-9]*' <<< "$all" | sort -u | cut -d= -f2 | paste -sd, -)
  [ -z "$pids" ] || ps -ww -p "$pids" -o pid=,stat=,unit=,args= | sed 's/^/process /'
}
settings() { grep -H . /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/*/{rp_filter,route_localnet,forwarding}; }
lookups() { local n=$1 a; shift; for a in "$@"; do printf 'to %s\n' "$a"; ip ${n:+-n "$n"} -j route get "$a" 2>&1; printf '\n'; done; }
neighbours() { ip ${1:+-n "$1"} -j neigh show; }
connections() { conntrack -L 2>/dev/null | grep -E '^udp| ESTABLISHED ' | grep -F "$1" | head -n 400; }
foreign() {
  local family name
  nft list tables 2>/dev/null | while read -r _ family name; do
    case "$family $name" in "ip filter"|"ip nat"|"ip raw"|"ip mangle"|"ip security") continue ;; esac
    timeout 1 nft -a list table "$family" "$name" 2>/dev/null | grep -E '^table|chain|type .* hook|drop|reject' | head -n 400
  done
}
ask() { # NETNS URL COUNT; the kernel answers at once, the server of a busy machine may need more
  local urls=() i
  sleep 0.2
  for ((i = 0; i < $3; i++)); do urls+=("$2"); done
  inside "$1" timeout 6 curl -s -Z --parallel-immediate --parallel-max 50 --connect-timeout 1.5 --max-time 5 -w 'curl: exit %{exitcode}\n' "${urls[@]}"
}
query() { timeout 4 dig +time=1 +tries=2 +short -p "$2" "@$1" "$3" A; }
)sh";

std::string section(const std::string& head, const std::vector<std::string>& argv) {
    return "section " + quoteWord(head) + ' ' + quoteCommand(argv) + '\n';
}

class Writer {
public:
    Writer(const plan::Assessment& assessment, const Picture& picture, const std::vector<Request>& requests,
           std::string node)
        : picture_(picture), requests_(requests), node_(std::move(node)) {
        const auto seen = assessment.nodes.find(node_);
        if (seen != assessment.nodes.end()) {
            observed_ = &seen->second;
        }
        collectAddresses(assessment);
    }

    std::string run() {
        text_ = kFrame;
        text_ += "nat before\n";
        inNamespace("");
        for (const Pod& pod : picture_.pods) {
            if (pod.node == node_ && observed_ != nullptr && observed_->findNetns(pod.name) != nullptr) {
                inNamespace(pod.name);
                text_ +=
                    section("podrules " + pod.name, {"ip", "netns", "exec", pod.name, "iptables-save", "-c"});
            }
        }
        text_ += section("settings", {"settings"}) + section("policy", {"ip", "rule"}) +
                 section("nft", {"foreign"}) + section("resolv", {"cat", "/etc/resolv.conf"}) +
                 section("resolved", {"timeout", "2", "systemctl", "is-active", "systemd-resolved"}) +
                 section("stub", {"grep", "-qs", "^DNSStubListener=no", "/etc/systemd/resolved.conf"}) +
                 section("kernellog", {"test", "-e", "/dev/kmsg"});
        connections();
        for (const Request& request : requests_) {
            if (request.node == node_ && isThere(request.netns)) {
                text_ += section(
                    "answers " + requestId(request),
                    {"ask", request.netns, "http://" + request.address, std::to_string(request.count)});
            }
        }
        queries();
        return text_ + "cat \"${fds[@]}\"\nnat after\nprintf '\\036end\\n'\n";
    }

private:
    bool isThere(const std::string& netns) const {
        return netns.empty() || (observed_ != nullptr && observed_->findNetns(netns) != nullptr);
    }

    /// Everything that a packet of the service may be sent to.
    void collectAddresses(const plan::Assessment& assessment) {
        for (const Pod& pod : picture_.pods) {
            addresses_.insert(pod.address);
        }
        for (const Translation& one : picture_.translations) {
            if (!one.destination.empty()) {
                addresses_.insert(one.destination);
                services_.insert(one.destination);
            }
        }
        for (const Leg& leg : picture_.legs) {
            if (!leg.gateway.empty()) {
                addresses_.insert(leg.gateway);
            }
        }
        for (const Request& request : requests_) {
            addresses_.insert(request.host);
        }
        for (const DnsServer& server : picture_.dns) {
            addresses_.insert(server.upstreams.begin(), server.upstreams.end());
        }
        for (const auto& [name, node] : assessment.nodes) {
            addNodeAddresses(node);
        }
    }

    void addNodeAddresses(const plan::Observed& node) {
        const netstate::Netns* own = node.findNetns("");
        for (const Leg& leg : picture_.legs) {
            const netstate::Link* link =
                own == nullptr || leg.node != node.node ? nullptr : own->findLink(leg.device);
            if (link != nullptr && !addressOf(*link).empty()) {
                addresses_.insert(addressOf(*link));
            }
        }
    }

    void inNamespace(const std::string& netns) {
        std::vector<std::string> lookups{"lookups", netns};
        lookups.insert(lookups.end(), addresses_.begin(), addresses_.end());
        text_ += section("sockets " + netns, {"sockets", netns}) + section("lookups " + netns, lookups) +
                 section("neighbours " + netns, {"neighbours", netns});
    }

    void connections() {
        std::string patterns;
        for (const std::string& service : services_) {
            patterns += (patterns.empty() ? "" : "\n") + ("dst=" + service + " ");
        }
        if (!patterns.empty()) {
            text_ += section("connections", {"connections", patterns});
        }
    }

    void queries() {
        for (const DnsServer& server : picture_.dns) {
            if (server.node != node_ || server.rewrites.empty()) {
                continue;
            }
            query(server.name, "127.0.0.1", server.port, server.rewrites.front().from);
            for (const std::string& upstream : server.upstreams) {
                query(upstream, upstream, 53, server.rewrites.front().to);
            }
        }
    }

    void query(const std::string& id, const std::string& server, int port, const std::string& name) {
        text_ += section("dns " + id + ' ' + name, {"query", server, std::to_string(port), name});
    }

    const Picture& picture_;
    const std::vector<Request>& requests_;
    std::string node_;
    const plan::Observed* observed_ = nullptr;
    std::set<std::string> addresses_;
    std::set<std::string> services_;
    std::string text_;
};

}  // namespace

std::string lookScript(const plan::Assessment& assessment, const Picture& picture,
                       const std::vector<Request>& requests, const std::string& node) {
    return "sudo -n bash -c " + quoteWord(Writer(assessment, picture, requests, node).run());
}

}  // namespace podwire::doctor
