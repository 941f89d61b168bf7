// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shellwords.h"
#include "core/trace/tracing.h"

namespace podwire::trace {
namespace {

// The guard is a unit of its own because a connection's end takes all its processes along.
constexpr const char* kScript = R"sh(
command -v nft > /dev/null || { echo 'nft is not installed' >&2; exit 1; }
shopt -s nullglob
names=(/run/netns/*); names=('' "${names[@]##*/}")
printf -v now '%(%s)T' -1
table=podwire_trace_$((now + PW_LIFE))_$PW_ID
dir=/run/podwire-trace-$PW_ID
inside() { local n=$1; shift; if [ -n "$n" ]; then ip netns exec "$n" "$@"; else "$@"; fi; }
sweep() {
  local _ name expiry
  inside "$1" nft list tables ip | while read -r _ _ name; do
    expiry=${name#podwire_trace_}; expiry=${expiry%%_*}
    case $name in podwire_trace_[0-9]*_*) [ "$expiry" -ge "$now" ] || inside "$1" nft delete table ip "$name" ;; esac
  done
}
for n in "${names[@]}"; do sweep "$n"; done 2>/dev/null
for d in /run/podwire-trace-*; do [ $((now - $(stat -c %Y "$d"))) -le 60 ] || rm -rf "$d"; done 2>/dev/null

mkdir -m 700 "$dir" || exit 1
cat > "$dir/guard" <<'GUARD'
sleep "$1"; rm -rf "$3"
for n in '' /run/netns/*; do n=${n##*/}; ${n:+ip netns exec "$n"} nft delete table ip "$2"; done 2>/dev/null
exit 0
GUARD
guard=(bash "$dir/guard" "$PW_LIFE" "$table" "$dir")
if ! systemd-run --quiet --collect --unit="podwire-trace-$PW_ID" "${guard[@]}" 2>/dev/null; then
  setsid "${guard[@]}" </dev/null >/dev/null 2>&1 &
  guard_pid=$!
fi
pids=()
clean() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null
  wait "${pids[@]}" 2>/dev/null
  pids=()
  local n; for n in "${names[@]}"; do inside "$n" nft delete table ip "$table" 2>/dev/null; done
}
finish() {
  clean; rm -rf "$dir"
  if [ -n "$guard_pid" ]; then kill -- -"$guard_pid" 2>/dev/null; else systemctl stop "podwire-trace-$PW_ID" 2>/dev/null; fi
}
trap finish EXIT
trap 'exit 1' TERM HUP INT PIPE

mark="tcp flags & (syn | rst) == syn meta nftrace set 1"
rules="tcp sport $PW_CLIENT tcp dport { $PW_PORTS } $mark; tcp dport $PW_CLIENT tcp sport { $PW_PORTS } $mark;"
ours="table ip $table {
  chain prerouting { type filter hook prerouting priority -301; $rules }
  chain output { type filter hook output priority -301; $rules }
  chain input { type filter hook input priority 400; }
  chain forward { type filter hook forward priority 400; }
  chain postrouting { type filter hook postrouting priority 400; }
}"
listening() { grep -cE '^[^ ]+ +12 .* 00000100 ' "$1" 2>/dev/null; }
i=0
for n in "${names[@]}"; do
  inside "$n" nft -f - <<< "$ours" || exit 1
  inside "$n" nft -a list ruleset ip > "$dir/rules$i"
  before=$(inside "$n" bash -c "$(declare -f listening); listening /proc/self/net/netlink")
  { [ -z "$n" ] || exec ip netns exec "$n" timeout "$PW_LIFE" nft -a monitor trace; exec timeout "$PW_LIFE" nft -a monitor trace; } > "$dir/trace$i" 2>&1 &
  pids+=($!); waited=0
  until [ "$(listening "/proc/$!/net/netlink")" -gt "$before" ] 2>/dev/null; do
    [ $((waited++)) -lt 100 ] && kill -0 "$!" || { cat "$dir/trace$i" >&2; exit 1; }
    sleep 0.02
  done
  i=$((i + 1))
done
echo ready
read -r -t "$PW_LIFE" _ || exit 1
clean
printf '\036table\nip %s\n\036status 0\n' "$table"
i=0
for n in "${names[@]}"; do
  printf '\036rules %s\n' "$n"; cat "$dir/rules$i"; printf '\036status 0\n'
  printf '\036trace %s\n' "$n"; cat "$dir/trace$i"; printf '\036status 0\n'
  i=$((i + 1))
done
printf '\036end\n'
)sh";

std::string listOf(const std::set<std::uint16_t>& ports) {
    std::string all;
    for (const std::uint16_t port : ports) {
        all += (all.empty() ? "" : ", ") + std::to_string(port);
    }
    return all;
}

}  // namespace

std::string tracingScript(const Tuple& tuple, const std::string& id) {
    const std::string head = "PW_ID=" + quoteWord(id) + "\nPW_CLIENT=" + std::to_string(tuple.clientPort) +
                             "\nPW_PORTS=" + quoteWord(listOf(tuple.servicePorts)) +
                             "\nPW_LIFE=" + std::to_string(kTraceLifetime.count()) + "\n";
    return "exec sudo -n env LC_ALL=C bash -c " + quoteWord(head + kScript);
}

const char* const kRequestScript = R"py(# podwire trace
import errno, re, socket, sys

def is_whole(answer):
    head, end, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?im)^content-length:[ \t]*(\d+)", head)
    return bool(end and length and len(body) >= int(length[1]))

address, port, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
client = socket.socket()
client.bind(("", 0))
print("port", client.getsockname()[1], flush=True)
if not sys.stdin.readline():
    sys.exit()
client.settimeout(seconds)
kinds = {errno.ECONNREFUSED: "refused", errno.ECONNRESET: "reset", errno.EPIPE: "reset", errno.ETIMEDOUT: "timeout"}
answer, kind = b"", ""
try:
    client.connect((address, port))
    client.sendall(f"GET / HTTP/1.1\r\nHost: {address}:{port}\r\nUser-Agent: podwire\r\nConnection: close\r\n\r\n".encode())
    # A server may wait for its client to close first.
    while len(answer) < 65536 and not is_whole(answer):
        part = client.recv(65536)
        if not part:
            break
        answer += part
    kind = "answered" if answer.startswith(b"HTTP/") else "bad"
except socket.timeout:
    kind = "answered" if answer.startswith(b"HTTP/") else "timeout"
except OSError as error:
    kind = kinds.get(error.errno, "unreachable")
who = re.search(rb"HTTP Server IP address: (\d{1,3}(?:\.\d{1,3}){3})", answer)
print("result", kind, who[1].decode() if who else "-", flush=True)
)py";

}  // namespace podwire::trace
