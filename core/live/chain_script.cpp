// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/chain_script.h"

#include <algorithm>
#include <map>

#include "core/base/shellwords.h"
#include "core/live/frames.h"

namespace podwire::live {
namespace {

constexpr std::size_t kMostChains = 60;

// One pipe brings what the console writes and what nft tells, so that a single read waits for both and for
// the time of the next look. When the console goes, this process ends nft, which would stay for ever else.
constexpr const char* kInputs = R"sh(
exec 3<&0 </dev/null
inputs() {
  local events=
  if command -v nft >/dev/null; then
    nft monitor 3<&- 2>/dev/null > >(exec grep --line-buffered -o '^# new generation' 3<&-) &
    events=$!
  fi
  while IFS= read -r line; do printf 'ask %s\n' "$line"; done <&3
  [ -n "$events" ] && kill "$events" 2>/dev/null
  echo end
}
exec {in}< <(inputs)
exec 3<&-
)sh";

// CPU time of this shell and of what it has run, in ticks of 10 ms; comm has no blank here.
constexpr const char* kPace = R"sh(
now() { t=${EPOCHREALTIME/[.,]/}; }
spent() { local s; read -r -a s < "/proc/$$/stat"; ticks=$((s[13] + s[14] + s[15] + s[16])); }
looks=0; cost=0; share=0
spent; ticks0=$ticks; now; paced=$t; since=$t; said=
tell_pace() {
  local mode=whole line
  now; spent
  (( t - since > 2000000 )) && share=$(( (ticks - ticks0) * 10000000 / (t - since) ))
  (( big )) && mode=chains
  line="$((interval / 1000)) $((cost / 1000)) $share $mode"
  [ "$line" = "$said" ] || frame pace "$line"
  said=$line; paced=$t
  if (( t - since > 10000000 )); then since=$t; ticks0=$ticks; looks=0; fi
}
pace() {
  local floor
  now; spent
  (( cost == 0 || looks > 8 )) && cost=$(( (ticks - ticks0) * 10000 / (looks + 1) ))
  interval=$rest
  (( t < busy_until )) && interval=$busy
  floor=$(( cost * 1000 / permille ))
  (( interval < floor )) && interval=$floor
  return 0
}
)sh";

// Two looks at the same rules differ in the date alone. A second more on either side: not all clocks of a
// machine tick together.
constexpr const char* kLooks = R"sh(
big=0; whole=1; whole_after=0; busy_until=0; interval=$busy; wanted=()
was=; was_legacy=; was_tables=; was_chains=; was_problem=; spoke=0
complain() { [ "$1" = "$was_problem" ] && return; was_problem=$1; frame problem "$1"; spoke=1; }
dateless() {
  local text=$1 day second
  for (( second = $2 - 1; second <= $3 + 1; second++ )); do
    printf -v day '%(%a %b %e %H:%M:%S %Y)T' "$second"; text=${text//"$day"/}
  done
  REPLY=$text
}
save() {
  local text start=$EPOCHSECONDS
  if ! text=$("$1" -c 2>&1); then complain "$text"; REPLY=; return 1; fi
  if (( ${#text} > big_bytes )); then REPLY=$text; else dateless "$text" "$start" "$EPOCHSECONDS"; fi
}
look_whole() {
  local begun
  now; begun=$t
  if save iptables-save; then
    if [ "$REPLY" != "$was" ]; then frame nft "$REPLY"; was=$REPLY; spoke=1; fi
    big=0
    if (( ${#was} > big_bytes )) && [[ $was == *'(nf_tables)'* ]]; then big=1; was=; fi
  fi
  now; (( big )) && whole_after=$(( t + 10 * (t - begun) ))
  whole=0
}
look_legacy() {
  local names=
  [ -r /proc/net/ip_tables_names ] && read -r names < /proc/net/ip_tables_names
  if [ -z "$names" ]; then
    [ -n "$was_legacy" ] && { was_legacy=; frame legacy ''; }
    return 0
  fi
  [[ $generator == *legacy* ]] && return 0
  save iptables-legacy-save || return 0
  if [ "$REPLY" != "$was_legacy" ]; then frame legacy "$REPLY"; was_legacy=$REPLY; spoke=1; fi
}
look_chains() {
  local pair table text part
  text=
  for pair in "${wanted[@]}"; do
    table=${pair%% *}
    part=$(iptables -t "$table" -v -S "${pair#* }" 2>/dev/null) || continue
    text+="*$table"$'\n'"$part"$'\nCOMMIT\n'
  done
  [ -z "$text" ] && return 0
  if [ "$text" != "$was_chains" ]; then frame chains "$text"; was_chains=$text; spoke=1; fi
}
look_tables() {
  local text
  text=$(nft list tables 2>/dev/null) || return 0
  if [ "$text" != "$was_tables" ]; then frame tables "$text"; was_tables=$text; fi
}
look() {
  spoke=0
  if (( big )); then
    look_chains
    if (( whole && t >= whole_after )); then look_whole; since=0; fi
  else
    look_whole
    if (( big )); then since=0; fi
  fi
  look_legacy
  if (( changed )); then look_tables; changed=0; fi
  now; looks=$((looks + 1))
  # The whole of a big rule set is paced by itself, and is no measure of what a look costs.
  if (( since == 0 )); then spent; ticks0=$ticks; since=$t; looks=0; cost=0; fi
  return 0
}
)sh";

constexpr const char* kMain = R"sh(
want() {
  local table=$1 name
  shift
  case $table in raw | mangle | nat | filter | security) ;; *) return 0 ;; esac
  for name in "$@"; do
    [[ $name =~ ^[A-Za-z0-9_][A-Za-z0-9_.:/+-]{0,28}$ ]] && (( ${#wanted[@]} < 60 )) && wanted+=("$table $name")
  done
  return 0
}
hear() {
  local words
  now
  case $1 in
    end) exit 0 ;;
    '# new generation') changed=1; whole=1; busy_until=$((t + 3000000)); (( next > t + 60000 )) && next=$((t + 60000)) ;;
    'ask now') busy_until=$((t + 3000000)); next=$t ;;
    'ask none') wanted=() ;;
    'ask chains '*) read -r -a words <<< "${1#ask chains }"; want "${words[@]}"; was_chains=; next=$t ;;
  esac
  return 0
}
changed=1
read -r generator < <(iptables --version 2>/dev/null)
next=0; beaten=0
while :; do
  now
  if (( t >= next )); then
    look; pace
    now; next=$((t + interval))
    if (( spoke )); then quiet=0
    elif (( ! quiet || t - beaten >= 3000000 )); then beat; quiet=1; beaten=$t
    fi
    if [ -z "$said" ] || (( t - paced > 5000000 )); then tell_pace; fi
    continue
  fi
  wait_us=$((next - t)); (( wait_us < 1000 )) && wait_us=1000
  printf -v delay '%d.%06d' $((wait_us / 1000000)) $((wait_us % 1000000))
  if IFS= read -r -t "$delay" -u "$in" line; then hear "$line"
  elif (( $? <= 128 )); then exit 0
  fi
done
)sh";

std::string number(const char* name, int value) {
    return std::string(name) + "=" + std::to_string(value) + "\n";
}

}  // namespace

std::string chainScript(const ChainWatch& watch) {
    constexpr int kMicroseconds = 1000;
    std::string script = "export LC_ALL=C TZ=UTC PATH=/usr/sbin:/usr/bin:/sbin:/bin\nset +m\nquiet=0\n";
    script += number("rest", watch.restMilliseconds * kMicroseconds);
    script += number("busy", watch.busyMilliseconds * kMicroseconds);
    script += number("permille", std::max(1, watch.perMille));
    script += number("big_bytes", watch.bigBytes);
    script += kFrameFunctions;
    script += kInputs;
    script += kLooks;
    script += kPace;
    script += kMain;
    if (watch.netns.empty()) {
        return script;
    }
    return "exec ip netns exec " + quoteWord(watch.netns) + " bash -c " + quoteWord(script);
}

std::string chainsLine(const std::vector<ChainName>& chains) {
    std::map<std::string, std::string> tables;
    for (std::size_t i = 0; i < std::min(chains.size(), kMostChains); ++i) {
        tables[chains[i].table] += ' ' + chains[i].chain;
    }
    std::string lines = "none\n";
    for (const auto& [table, names] : tables) {
        lines.append("chains ").append(table).append(names).append("\n");
    }
    return lines;
}

std::string askLine() {
    return "now\n";
}

}  // namespace podwire::live
