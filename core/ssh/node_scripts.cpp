// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/node_scripts.h"

#include <array>
#include <random>

#include "core/base/shellwords.h"

namespace podwire::ssh {
namespace {

const std::string kPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin";

/// Whatever the login shell's start-up files make of it, the chapter's tools are found and speak one
/// language.
const std::string kEnvironment = "LC_ALL=C " + kPath + "; export LC_ALL PATH; ";

/// People write more than ASCII; stty: so that a backspace takes all bytes of a character.
const std::string kTerminalEnvironment =
    "unset LC_ALL LC_CTYPE; LANG=C.UTF-8 " + kPath + "; export LANG PATH; stty iutf8 2>/dev/null; ";

// Fields of /proc/<pid>/stat after the name, which may hold blanks: 1 state, 4 session, 20 start time.
// proc(5).
const std::string kGuard = R"sh(umask 077; cd /; trap '' HUP INT QUIT TERM PIPE
IFS=' '
newline='
'
token=$1; shift
fields() { state=$1 session=$4 started=${20}; }
look() { { read -r line </proc/$1/stat; } 2>/dev/null && fields ${line##*) }; }
lives() { look "${1%.*}" && [ "$started" = "${1#*.}" ] && [ "$state" != Z ]; }
members() {
  found=
  stats=$(cat /proc/[0-9]*/stat 2>/dev/null)
  set -f; IFS=$newline
  for line in $stats; do
    IFS=' '
    fields ${line##*) }
    [ "$session" = "$1" ] && [ "$state" != Z ] && found="$found ${line%% *}"
  done
  set +f; IFS=' '
  [ -n "$found" ]
}
send() { # to what runs as root first: what waits for it may hold a lock for its sake
  name=$1; shift
  own= foreign=
  for pid; do if kill -s 0 "$pid"; then own="$own $pid"; elif look "$pid"; then foreign="$foreign $pid"; fi; done
  [ -z "$foreign" ] || sudo -n sh -c 'name=$1; shift; kill -s "$name" "$@"' sh "$name" $foreign
  [ -z "$own" ] || kill -s "$name" $own
}
ask() {
  new=
  for pid in $found; do case "$asked " in *" $pid "*) ;; *) new="$new $pid" ;; esac; done
  asked=$asked$new
  [ -z "$new" ] || { send TERM $new; send CONT $new; }
}
finish() {
  lives "$1" || return 0
  asked=
  for pause in 0.02 0.05 0.1 0.2 0.3 0.4 0.5; do members "${1%.*}" || return 0; ask; sleep "$pause"; done
  for round in 1 2 3; do members "${1%.*}" || return 0; send KILL $found; sleep 0.1; done
}
spare() {
  read -r tenths <"$1" || return 0
  while [ "$tenths" -gt 0 ] && lives "${1##*/}"; do sleep 0.1; tenths=$((tenths - 1)); done
}
sweep() {
  for entry in "$1"/[0-9]*; do [ -e "$entry" ] && spare "$entry" && finish "${entry##*/}" & done
  wait
  rm -f "$1"/[0-9]*.[0-9]*
  rmdir "$1"
}
bases="/dev/shm /run/user/$(id -u) /tmp"
registry=
for base in $bases; do
  mkdir "$base/podwire-guard-$token" 2>/dev/null && registry=$base/podwire-guard-$token && break
done
[ -n "$registry" ] || { echo "no directory of $bases can be written to" >&2; exit 1; }
for former; do
  for base in $bases; do [ -d "$base/podwire-guard-$former" ] && sweep "$base/podwire-guard-$former"; done
done </dev/null >/dev/null 2>&1 &
echo "$token $registry"
while read -r verb entries; do
  case $verb in
    ping) echo pong ;;
    end) finish "$entries" </dev/null >/dev/null 2>&1 & ;;
    forget) (cd "$registry" && rm -f $entries) ;;
  esac
done
sweep "$registry" </dev/null >/dev/null 2>&1
)sh";

std::string shellRunning(const std::string& script, const std::vector<std::string>& arguments) {
    std::vector<std::string> words = {"exec", "/bin/sh", "-c", script, "sh"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return quoteCommand(words);
}

}  // namespace

std::string makeToken() {
    std::random_device random;
    std::array<char, 33> text{};
    std::snprintf(text.data(), text.size(), "%08x%08x%08x%08x", random(), random(), random(), random());
    return text.data();
}

std::string guardLine(const std::string& token, const std::vector<std::string>& formerTokens) {
    std::vector<std::string> arguments = {token};
    arguments.insert(arguments.end(), formerTokens.begin(), formerTokens.end());
    return shellRunning(kEnvironment + kGuard, arguments);
}

std::string commandLine(const std::string& token, const std::string& registry,
                        const remote::Command& command) {
    constexpr int kMillisecondsPerTenth = 100;
    const bool terminal = command.terminal.has_value();
    const std::string note = terminal ? "; }; " : " && echo " + token + " >&2; }; ";
    const std::string& environment = terminal ? kTerminalEnvironment : kEnvironment;
    const std::string script = "podwire() { echo " +
                               std::to_string(command.graceWhenLost.count() / kMillisecondsPerTenth) + " >" +
                               quoteWord(registry) + "/$$.${20} && echo " + token + " $$.${20}" + note +
                               "read -r podwire </proc/$$/stat && podwire ${podwire##*) } || exit 125; " +
                               environment + "exec \"$@\"";
    return shellRunning(script, command.argv);
}

}  // namespace podwire::ssh
