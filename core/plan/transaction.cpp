// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/transaction.h"

#include <algorithm>
#include <cstdlib>

#include "core/base/shellwords.h"
#include "core/plan/observe.h"

namespace podwire::plan {
namespace {

// The lock is taken on a directory that every node has, so that no file is left behind. Nothing but requests
// arrives on standard input, and none while one is under way: bytes or an end of file there mean "stop". That
// is the only way to stop it. Signals are for the commands, so that the lock is not let go before they ended.
constexpr const char* kAgent = R"sh(
LC_ALL=C  # requests are counted in bytes
trap '' TERM HUP
mark() { printf '\036%s %s\n' "$PW_TOKEN" "$*"; }
exec 9</run/lock || exec 9</tmp
flock -w 20 9 || { mark busy; exit 75; }
read -r PW_BOOT < /proc/sys/kernel/random/boot_id
PW_NOTES=$HOME/.podwire/$PW_LAB
pw_want() { [ -d "$PW_NOTES" ] || mkdir -p "$PW_NOTES"; : > "$PW_NOTES/$1.want.$2"; }
pw_keep_sysctl() {
  local f=$PW_NOTES/$1.was boot= v=
  [ -r "$f" ] && read -r boot v < "$f"
  [ "$boot" = "$PW_BOOT" ] || { read -r v < "/proc/sys/${2//.//}" && printf '%s %s\n' "$PW_BOOT" "$v" > "$f"; }
}
pw_keep_file() { [ ! -e "$2" ] || [ -e "$PW_NOTES/$1.copy" ] || sudo -n cp -pP "$2" "$PW_NOTES/$1.copy"; }
pw_forget() {
  rm -f "$PW_NOTES/$1.want.$2"
  local left=("$PW_NOTES/$1.want."*)
  [ -e "${left[0]}" ] || rm -f "$PW_NOTES/$1".*
  rmdir "$PW_NOTES" "$HOME/.podwire" 2>/dev/null
  true
}
pw_run() {
  if read -r -t 0; then return 1; fi
  [ -z "$3" ] || eval "$3"
  [ -n "$2" ] || { [ -z "$4" ] || eval "$4"; return 0; }
  mark "run $1"; mark "run $1" >&2
  local begin=$EPOCHREALTIME rc
  ( trap - TERM HUP; eval "$2" ) </dev/null 9>&-
  rc=$?
  local end=$EPOCHREALTIME
  [ "$rc" -ne 0 ] || [ -z "$4" ] || eval "$4"
  mark "end $1 $rc $(( ${end/[.,]/} - ${begin/[.,]/} ))"; mark "end $1" >&2
  return "$rc"
}
pw_state() { mark state; pw_observe; mark state-end; }
pw_state
while IFS= read -r n && IFS= read -r -N "$n" s && [ "${#s}" -eq "$n" ]; do
  [ "$n" -eq 0 ] && continue
  eval "$s"
  mark idle
done
)sh";

std::string framed(const std::string& script) {
    return std::to_string(script.size()) + "\n" + script;
}

}  // namespace

std::string agentScript(const lab::Lab& lab, const std::string& node, const std::string& token) {
    return "PW_TOKEN=" + quoteWord(token) + "\nPW_LAB=" + quoteWord(lab.id) +
           "\npw_observe() ( trap - TERM HUP\n" + observeScript(lab, node) + " 9>&-\n)\n" + kAgent;
}

std::string actionsRequest(const std::vector<const Action*>& actions, const std::vector<int>& indices) {
    std::string script;
    for (size_t i = 0; i < actions.size(); ++i) {
        const Action& action = *actions[i];
        script += (i == 0 ? "" : " &&\n") + quoteCommand({"pw_run", std::to_string(indices.at(i)),
                                                          action.command, action.before, action.after});
    }
    return framed(script);
}

std::string stopRequest() {
    return "0\n";
}

std::string stateRequest() {
    return framed("pw_state");
}

AgentParser::AgentParser(std::string token, AgentEvents events)
    : start_("\036" + std::move(token) + " "), events_(std::move(events)) {}

/// Calls `onMark` for each whole mark line; the text before it is in the stream's bytes meanwhile.
template <class OnMark>
void AgentParser::cut(Stream& stream, std::string_view bytes, OnMark onMark) {
    stream.bytes += bytes;
    for (;;) {
        const size_t at = stream.bytes.find(start_, stream.searched);
        const size_t end = at == std::string::npos ? at : stream.bytes.find('\n', at);
        if (end == std::string::npos) {
            stream.searched =
                std::min(at, stream.bytes.size() - std::min(stream.bytes.size(), start_.size()));
            return;
        }
        const std::string mark = stream.bytes.substr(at + start_.size(), end - at - start_.size());
        std::string rest = stream.bytes.substr(end + 1);
        stream.bytes.resize(at);
        onMark(mark);
        stream.bytes = std::move(rest);
        stream.searched = 0;
    }
}

void AgentParser::feedOut(std::string_view bytes) {
    cut(out_, bytes, [this](std::string_view mark) { outMark(mark); });
}

void AgentParser::feedErr(std::string_view bytes) {
    cut(err_, bytes, [this](std::string_view mark) { errMark(mark); });
}

void AgentParser::outMark(std::string_view mark) {
    using What = Said::What;
    if (mark == "busy") {
        events_.busy();
    } else if (mark == "state-end") {
        events_.state(out_.bytes);
    } else if (mark == "idle") {
        said_.push_back({What::Idle, -1, -1, 0, {}});
    } else if (mark.starts_with("run ")) {
        said_.push_back({What::Started, std::atoi(std::string(mark.substr(4)).c_str()), -1, 0, {}});
    } else if (mark.starts_with("end ")) {
        char* rest = nullptr;
        const std::string numbers(mark.substr(4));
        Said ended{What::Ended, static_cast<int>(std::strtol(numbers.c_str(), &rest, 10)), -1, 0, out_.bytes};
        ended.exitCode = static_cast<int>(std::strtol(rest, &rest, 10));
        ended.milliseconds = static_cast<double>(std::strtoll(rest, &rest, 10)) / 1000.0;
        said_.push_back(std::move(ended));
    }
    settle();
}

void AgentParser::errMark(std::string_view mark) {
    if (mark.starts_with("end ")) {
        errors_.push_back(err_.bytes);
        settle();
    }
}

void AgentParser::settle() {
    while (!said_.empty() && (said_.front().what != Said::What::Ended || !errors_.empty())) {
        Said said = std::move(said_.front());
        said_.pop_front();
        if (said.what == Said::What::Started) {
            events_.started(said.index);
        } else if (said.what == Said::What::Idle) {
            events_.idle();
        } else {
            std::string err = std::move(errors_.front());
            errors_.pop_front();
            events_.finished(said.index, said.exitCode, said.milliseconds, std::move(said.out),
                             std::move(err));
        }
    }
}

}  // namespace podwire::plan
