// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shellwords.h"
#include "core/plan/observe.h"
#include "core/plan/wanted.h"

namespace podwire::plan {
namespace {

// Every section is a process of its own; all of them start before the first is read, so that the whole costs
// little more than the slowest. A section ends with the exit status of its command.
constexpr const char* kSections = R"sh(
fds=()
section() { local f; exec {f}< <(printf '\036%s\n' "$1"; shift; "$@" </dev/null; printf '\036status %d\n' $?); fds+=("/dev/fd/$f"); }
names=; [ -r /proc/net/ip_tables_names ] && read -r names < /proc/net/ip_tables_names
section 'rules' iptables-save -c
[ -n "$names" ] && section 'legacy' iptables-legacy-save -c
section 'links ' ip -j -d addr show
section 'routes ' ip -j route show table all
shopt -s nullglob
mounts=(/run/netns/*)
[ ${#mounts[@]} -eq 0 ] || section 'mounts ' stat -f -c '%t %n' "${mounts[@]}"
for n in "${mounts[@]##*/}"; do
  section "links $n" ip -n "$n" -j -d addr show
  section "routes $n" ip -n "$n" -j route show table all
  case " $PW_NETNS " in *" $n "*) section "rules $n" ip netns exec "$n" iptables-save -c ;; esac
done
)sh";

constexpr const char* kNotes = R"sh(
read -r boot < /proc/sys/kernel/random/boot_id; read -r name < /proc/sys/kernel/hostname
printf '\036about\n%s\n%s\n%s\n%s\n\036status 0\n' "$name" "$PW_HOME" "$boot" "$PW_HOME/.podwire/$PW_LAB"
for k in $PW_SYSCTLS; do
  v=; p=/proc/sys/${k//.//}
  [ -r "$p" ] && read -r v < "$p" && printf '\036sysctl %s\n%s\n\036status 0\n' "$k" "$v"
done
for f in "$PW_HOME/.podwire/$PW_LAB"/*; do
  v=; case $f in *.was) read -r v < "$f" ;; esac
  printf '\036note %s\n%s\n\036status 0\n' "${f##*/}" "$v"
done
)sh";

constexpr const char* kFiles = R"sh(
files() { for f in "$@"; do [ -e "$f" ] && printf 'at %s\n' "$f" && stat -L -c '%a %F' "$f" && sha256sum < "$f"; done; true; }
)sh";

std::string rootScript(const lab::Lab& lab, const Wanted& wanted) {
    std::string script = "PW_LAB=" + quoteWord(lab.id) +
                         "\nPW_SYSCTLS=" + quoteWord(shellList(wanted.sysctls)) +
                         "\nPW_NETNS=" + quoteWord(shellList(wanted.netns)) + "\n";
    script += kSections;
    if (!wanted.units.empty()) {
        script +=
            "section units systemctl show --property=Id,ActiveState -- " + shellList(wanted.units) + "\n";
    }
    if (!wanted.files.empty()) {
        script += kFiles;
        script += "section files files " + shellList(wanted.files) + "\n";
    }
    for (const std::string& probe : wanted.probes) {
        script += "section " + quoteWord("probe " + noteId(probe)) + " env HOME=\"$PW_HOME\" bash -c " +
                  quoteWord("{ " + probe + "\n} >/dev/null 2>&1") + "\n";
    }
    script += kNotes;
    script += "cat \"${fds[@]}\"\nprintf '\\036end\\n'\n";
    return script;
}

}  // namespace

std::string observeScript(const lab::Lab& lab, const std::string& node) {
    return "sudo -n env PW_HOME=\"$HOME\" bash -c " + quoteWord(rootScript(lab, wantedOn(lab, node)));
}

}  // namespace podwire::plan
