// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/net_script.h"

#include "core/live/frames.h"

namespace podwire::live {
namespace {

// `tell` prints a frame unless it would say what it said last. One `ip` asks for all three lists.
constexpr const char* kTell = R"sh(
declare -A told pid_of counted
tell() { [ "${told[$1 $2]}" = "$3" ] && return; told[$1 $2]=$3; said=1; frame "$1" "${2-}"$'\n'"$3"; }
look() {
  local in=(); [ -n "$1" ] && in=(-n "$1")
  tell netns "$1" "$(ip "${in[@]}" -j -d -force -b - 2>/dev/null <<< $'addr show\nroute show table all\nneigh show')"
}
whole() { [ -z "$said" ] || frame whole ''; said=; }
)sh";

// Namespaces to which no link leads from the node's own have no number here, so the kernel does not tell
// their events: they are looked at every fourth second.
constexpr const char* kNames = R"sh(
shopt -s nullglob
names() {
  local n now=(/run/netns/*) gone
  now=("${now[@]##*/}")
  for n in "${all[@]}"; do
    case " ${now[*]} " in *" $n "*) ;; *)
      for gone in netns sockets; do unset "told[$gone $n]"; done
      unset "pid_of[$n]" "counted[$n ]"; frame gone "$n"; said=1 ;;
    esac
  done
  all=("${now[@]}")
}
numbers() {
  local list; list=$(ip -j netns list 2>/dev/null); tell names '' "$list"
  alone=()
  local n; for n in "${all[@]}"; do
    case $list in *"\"name\":\"$n\",\"id\":"*) ;; *) alone+=("$n") ;; esac
  done
}
look_all() { local n; names; look ''; for n in "${all[@]}"; do look "$n"; done; numbers; whole; }
)sh";

// How many sockets a namespace has stands in /proc/PID/net of any process in it; a namespace without a
// process has none. Only when that number moved is `ss` asked, every other second at most.
constexpr const char* kSockets = R"sh(
find_pids() {
  local p n
  for p in /proc/[0-9]*; do
    [ "$p/ns/net" -ef /proc/self/ns/net ] && continue
    for n in "${all[@]}"; do
      [ -z "${pid_of[$n]}" ] && [ "$p/ns/net" -ef "/run/netns/$n" ] && pid_of[$n]=${p##*/}
    done
  done
}
sockets_of() {
  local in=() now='' line f
  [ -n "$1" ] && in=(-N "$1")
  for f in "$2/net/sockstat" "$2/net/sockstat6"; do
    while read -r line; do case $line in TCP*|UDP*) now+="${line%% orphan*};" ;; esac; done 2>/dev/null < "$f"
  done
  [ "${counted[$1 ]}" = "$now" ] && return
  counted[$1 ]=$now
  tell sockets "$1" "$(ss -Hltunp "${in[@]}" 2>/dev/null)"
}
sockets() {
  local n missing=
  for n in "${all[@]}"; do
    [ -n "${pid_of[$n]}" ] && [ "/proc/${pid_of[$n]}/ns/net" -ef "/run/netns/$n" ] || { pid_of[$n]=; missing=1; }
  done
  [ -n "$missing" ] && find_pids
  sockets_of '' /proc/self
  for n in "${all[@]}"; do
    if [ -n "${pid_of[$n]}" ]; then sockets_of "$n" "/proc/${pid_of[$n]}"; else counted[$n ]=; tell sockets "$n" ''; fi
  done
}
)sh";

constexpr const char* kCounters = R"sh(
counters() {
  local up dev; read -r up _ < /proc/uptime; IFS= read -r -d '' dev < /proc/net/dev
  if [ "$dev" = "$last_dev" ]; then frame counters "$up"; else frame counters "$up"$'\n'"$dev"; last_dev=$dev; fi
}
)sh";

// The loop's `read` waits for the kernel's events and is its half-second clock. Neighbours come and go with
// traffic: they are looked at with the next tick. A burst of events is one look.
constexpr const char* kLoop = R"sh(
exec {events}< <(exec ip monitor label all-nsid link address route neigh 2>&1)
monitor=$!
trap 'kill $monitor 2>/dev/null' EXIT
changed() { case $1 in '['*'[NEIGH]'*) later=1 ;; '['*) now=1 ;; esac; }
look_all; sockets; whole; counters; tick=0; due=${EPOCHREALTIME/[.,]/}
while :; do
  now=; line=
  if read -r -t 0.5 line <&"$events"; then
    changed "$line"; burst=0
    while [ $((burst++)) -lt 400 ] && read -r -t 0.04 line <&"$events"; do changed "$line"; done
  elif [ $? -le 128 ]; then
    echo 'ip monitor ended' >&2; exit 1
  fi
  read -r -t 0 && { read -r _ || exit 0; }
  here=(/run/netns/*)
  [ "${here[*]##*/}" = "${all[*]}" ] || now=1
  [ -n "$now" ] && look_all
  clock=${EPOCHREALTIME/[.,]/}
  [ "$clock" -lt "$due" ] && continue
  due=$((clock + 950000)); tick=$((tick + 1))
  if [ -n "$later" ]; then later=; look_all
  elif [ $((tick % 4)) -eq 1 ]; then for n in "${alone[@]}"; do look "$n"; done
  fi
  [ $((tick % 2)) -eq 0 ] && sockets
  whole
  counters
done
)sh";

}  // namespace

std::string netScript() {
    return std::string(kFrameFunctions) + kTell + kNames + kSockets + kCounters + kLoop;
}

}  // namespace podwire::live
