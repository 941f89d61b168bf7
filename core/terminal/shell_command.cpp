// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/shell_command.h"

namespace podwire::terminal {
namespace {

/// The user's own start-up file comes first; the marks go to the end of whatever prompt it made, at every
/// prompt, since some files make it anew each time. B: the prompt is shown; C: the command is taken.
constexpr const char* kStartUp = R"sh([ -r ~/.bashrc ] && . ~/.bashrc
__podwire_marks() {
  case $PS1 in *'133;B'*) ;; *) PS1=$PS1'\[\e]133;B\a\]' ;; esac
  case $PS0 in *'133;C'*) ;; *) PS0=$PS0'\e]133;C\a' ;; esac
}
PROMPT_COMMAND="${PROMPT_COMMAND:+$PROMPT_COMMAND; }__podwire_marks"
)sh";

/// $1: the start-up text.
constexpr const char* kShell = R"sh(exec bash --rcfile <(printf %s "$1") -i)sh";

/// $1: the start-up text, $2: the namespace, $3: kShell. Only the way into the namespace needs root. Debian's
/// and Ubuntu's prompts show $debian_chroot.
constexpr const char* kInNamespace =
    R"sh(exec sudo -n ip netns exec "$2" setpriv --reuid="$(id -u)" --regid="$(id -g)" --init-groups \
env HOME="$HOME" USER="$(id -un)" LOGNAME="$(id -un)" LANG="$LANG" TERM="$TERM" debian_chroot="$2" bash -c "$3" bash "$1")sh";

}  // namespace

remote::Command shellCommand(const std::string& netns, remote::TerminalSize size) {
    remote::Command command;
    if (netns.empty()) {
        command.argv = {"bash", "-c", kShell, "bash", kStartUp};
    } else {
        command.argv = {"sh", "-c", kInNamespace, "sh", kStartUp, netns, kShell};
    }
    command.keepInputOpen = true;
    command.deadline = std::chrono::milliseconds(0);
    command.terminal = size;
    return command;
}

}  // namespace podwire::terminal
