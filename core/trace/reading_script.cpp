// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shellwords.h"
#include "core/trace/node_reading.h"

namespace podwire::trace {
namespace {

// As in plan/observe_script.cpp every section is a process of its own, and all start before the first is
// read.
constexpr const char* kScript = R"sh(
fds=()
section() { local f; exec {f}< <(printf '\036%s\n' "$1"; shift; "$@" </dev/null 2>/dev/null; printf '\036status %d\n' $?); fds+=("/dev/fd/$f"); }
settings='cd /proc/sys && grep -sH . net/ipv4/ip_forward net/bridge/bridge-nf-call-iptables net/ipv4/conf/*/{rp_filter,route_localnet,forwarding,accept_local}'
names=; [ -r /proc/net/ip_tables_names ] && read -r names < /proc/net/ip_tables_names
shopt -s nullglob
mounts=(/run/netns/*)
section 'links ' ip -j -d addr show
section 'routes ' ip -j route show table all
section 'rules ' iptables-save -c
section 'sockets ' ss -Hltunp
section 'settings ' bash -c "$settings"
for n in "${mounts[@]##*/}"; do
  section "links $n" ip -n "$n" -j -d addr show
  section "routes $n" ip -n "$n" -j route show table all
  section "rules $n" ip netns exec "$n" iptables-save -c
  section "sockets $n" ss -N "$n" -Hltunp
  section "settings $n" ip netns exec "$n" bash -c "$settings"
done
section 'numbers' ip -j netns list
section 'tables' nft list tables
section 'policy' ip rule
[ -z "$names" ] || section 'legacy' iptables-legacy-save
cat "${fds[@]}"
printf '\036end\n'
)sh";

}  // namespace

std::string readingScript() {
    return "sudo -n env LC_ALL=C bash -c " + quoteWord(kScript);
}

}  // namespace podwire::trace
