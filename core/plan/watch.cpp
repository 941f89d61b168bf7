// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/watch.h"

#include "core/base/shellwords.h"
#include "core/plan/wanted.h"

namespace podwire::plan {
namespace {

// `relay` turns a burst of lines into one. The loop's `read` is both its half-second clock and its end:
// standard input closes when the console goes away. A process inside a namespace keeps it, and the cable
// that leads there, alive after `ip netns del`: what watched one that is gone has to go with it.
constexpr const char* kWatch = R"sh(
relay() { while read -r _; do while read -r -t 0.03 _; do :; done; echo changed; done; }
pids=(); declare -A watched ruled
nft monitor 2>/dev/null > >(relay) & pids+=($!)
ip monitor link address route 2>/dev/null > >(relay) & pids+=($!)
shopt -s nullglob
legacy=/proc/net/ip_tables_names
last=
leave() { kill ${watched[$1]} ${ruled[$1]} 2>/dev/null; unset "watched[$1]" "ruled[$1]"; last=; }
while :; do
  now=
  for n in "${!watched[@]}"; do [ "/proc/${watched[$n]}/ns/net" -ef "/run/netns/$n" ] || leave "$n"; done
  for n in /run/netns/*; do
    n=${n##*/}; now+="netns $n;"
    if [ -z "${watched[$n]}" ]; then
      ip -n "$n" monitor link address route 2>/dev/null > >(relay) & watched[$n]=$!
      case " $PW_NETNS " in *" $n "*) ip netns exec "$n" nft monitor 2>/dev/null > >(relay) & ruled[$n]=$! ;; esac
    fi
  done
  for k in $PW_SYSCTLS; do
    v=; p=/proc/sys/${k//.//}; [ -r "$p" ] && read -r v < "$p"; now+="$k=$v;"
  done
  for f in "${files[@]}"; do [ -e "$f" ] && now+="$f;"; [ -N "$f" ] && now+="new;"; done
  for u in "${units[@]}"; do [ -e "/run/systemd/transient/$u" ] && now+="$u;"; done
  names=; [ -r "$legacy" ] && read -r names < "$legacy"
  [ -n "$names" ] && [ $((tick++ % 2)) -eq 0 ] && echo changed
  [ "$now" = "$last" ] || echo changed
  last=$now
  read -r -t 0.5 _ || [ $? -gt 128 ] || break
done
kill "${pids[@]}" "${watched[@]}" "${ruled[@]}" 2>/dev/null
)sh";

}  // namespace

std::string watchScript(const lab::Lab& lab, const std::string& node) {
    const Wanted wanted = wantedOn(lab, node);
    const std::string script = "PW_SYSCTLS=" + quoteWord(shellList(wanted.sysctls)) +
                               "\nPW_NETNS=" + quoteWord(shellList(wanted.netns)) + "\nfiles=(" +
                               shellList(wanted.files) + ")\nunits=(" + shellList(wanted.units) +
                               ")\ntick=0\n" + kWatch;
    return "exec sudo -n env LC_ALL=C bash -c " + quoteWord(script);
}

}  // namespace podwire::plan
