// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_script.h"

namespace podwire::live {

const char* const kTrafficScript = R"py(# podwire traffic
import collections, errno, os, queue, re, select, socket, sys, threading, time

host, port, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
count, rate, concurrency, deadline = int(sys.argv[4]), float(sys.argv[5]), int(sys.argv[6]), int(sys.argv[7]) / 1000
FLUSH, MOST_WAITING, MOST_ANSWER, LAG, REST, TIME_WAIT = 0.025, 1 << 18, 1 << 16, 0.05, 0.1, 70
ASK = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUser-Agent: podwire\r\nConnection: close\r\n\r\n".encode()
WHO = re.compile(rb"HTTP Server IP address: (\d{1,3}(?:\.\d{1,3}){3})")
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})[ \r]")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
KINDS = {errno.ECONNREFUSED: "refused", errno.ECONNRESET: "reset", errno.EPIPE: "reset", errno.ETIMEDOUT: "timeout"}
# EACCES and EINVAL are what connect(2) makes of routes of the types prohibit and blackhole.
for number in (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN, errno.EACCES, errno.EINVAL):
    KINDS[number] = "unreachable"

now = time.monotonic
zero = now()
poll = select.epoll()
under_way = {}  # by sequence number, so the oldest first: all have the same deadline
by_fd = {}
out = bytearray(b"begin %d\n" % (time.time() * 1e6))
flushed = 0.0
rest_until, portless_since = 0.0, None


class Request:
    __slots__ = ("seq", "start", "sock", "port", "to", "answer", "sent")

    def __init__(self, seq):
        self.seq, self.start = seq, now()
        self.sock, self.port, self.to, self.answer, self.sent = None, 0, "-", b"", False


def finish(request, kind, status=0, who="-"):
    global out
    if under_way.pop(request.seq, None) is None:
        return
    if request.sock is not None:
        del by_fd[request.sock.fileno()]
        request.sock.close()
    start, took = (request.start - zero) * 1e6, (now() - request.start) * 1e6
    out += b"r %d %d %d %d %s %d %s %s\n" % (request.seq, start, took, request.port, request.to.encode(), status,
                                             who.encode(), kind.encode())


def put_off(request):
    """Who closes first keeps the port for a minute, so a fast client runs out of them, which is no failure of whom it asks."""
    global begun, rest_until, portless_since
    portless_since = portless_since or now()
    if request.seq != begun - 1 or now() - portless_since > TIME_WAIT:
        return finish(request, "local")
    begun, rest_until = request.seq, now() + REST
    del by_fd[request.sock.fileno()], under_way[request.seq]
    request.sock.close()


def connect(request, address):
    global portless_since
    request.to = address
    try:
        request.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    except OSError:
        return finish(request, "local")
    by_fd[request.sock.fileno()] = request
    error = request.sock.connect_ex((address, port))
    if error == errno.EADDRNOTAVAIL:
        return put_off(request)
    if error not in (0, errno.EINPROGRESS):
        return finish(request, KINDS.get(error, "local"))
    portless_since = None
    request.port = request.sock.getsockname()[1]
    poll.register(request.sock.fileno(), select.EPOLLOUT)


def send(request):
    error = request.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if error:
        return finish(request, KINDS.get(error, "local"))
    request.sock.send(ASK)
    request.sent = True
    poll.modify(request.sock.fileno(), select.EPOLLIN)


def judge(request, ended):
    head, blank, body = request.answer.partition(b"\r\n\r\n")
    if not blank:
        return finish(request, "bad") if ended or len(head) > MOST_ANSWER else None
    length = LENGTH.search(head)
    if len(body) < MOST_ANSWER and (not length or len(body) < int(length[1])):
        if not ended:
            return
        if length:
            return finish(request, "bad")
    status, who = STATUS.match(head + b"\r"), WHO.search(body)
    number = int(status[1]) if status else 0
    finish(request, "-" if 200 <= number < 400 else "bad", number, who[1].decode() if who else "-")


def receive(request):
    part = request.sock.recv(65536)
    request.answer += part
    judge(request, not part)


def advance(request):
    try:
        receive(request) if request.sent else send(request)
    except BlockingIOError:
        pass
    except OSError as error:
        finish(request, KINDS.get(error.errno, "local"))


# getaddrinfo(3) waits, so names are asked for by threads.
names, found = queue.SimpleQueue(), collections.deque()
wake_in, wake_out = os.pipe()


def resolve():
    while True:
        request = names.get()
        address = None
        try:
            if request.seq in under_way:
                address = socket.getaddrinfo(host, port, socket.AF_INET, socket.SOCK_STREAM)[0][4][0]
        except (OSError, UnicodeError):
            pass
        found.append((request, address))
        os.write(wake_out, b".")


def take_found():
    os.read(wake_in, 4096)
    while found:
        request, address = found.popleft()
        if request.seq in under_way:
            connect(request, address) if address else finish(request, "name")


def literal(text):
    try:
        return socket.inet_ntoa(socket.inet_pton(socket.AF_INET, text))
    except OSError:
        return None


def flush(all_of_it=False):
    global flushed, out
    flushed = now()
    os.set_blocking(1, all_of_it)
    try:
        while out:
            del out[:os.write(1, out)]
    except BlockingIOError:
        pass


address = literal(host)
if not address:
    for _ in range(min(concurrency, 16)):
        threading.Thread(target=resolve, daemon=True).start()
poll.register(0, select.EPOLLIN)
poll.register(wake_in, select.EPOLLIN)
begun, due, stopping = 0, now(), False


def over():
    return stopping or count and begun >= count


def has_room():
    return len(under_way) < concurrency and len(out) < MOST_WAITING and names.qsize() < concurrency and now() >= rest_until


def begin_some():
    global begun, due
    while not over() and has_room():
        if rate:
            if due > now():
                return
            due = max(due, now() - LAG) + 1 / rate
        request = under_way[begun] = Request(begun)
        begun += 1
        connect(request, address) if address else names.put(request)
        if len(under_way) % 16 == 0:
            return  # those that were begun go on before more are


def expire():
    while under_way:
        request = next(iter(under_way.values()))
        if now() - request.start < deadline:
            return
        finish(request, "timeout" if request.sock else "name")


def pause():
    later = [FLUSH if out else 1.0]
    if under_way:
        later.append(next(iter(under_way.values())).start + deadline - now())
    if not over():
        later.append(FLUSH if not has_room() else due - now() if rate else 0)
    return max(0, min(later))


try:
    while under_way or not over():
        begin_some()
        for fd, events in poll.poll(pause()):
            if fd == 0:
                if not os.read(0, 4096):
                    os._exit(0)
                stopping = True
            elif fd == wake_in:
                take_found()
            elif fd in by_fd:
                advance(by_fd[fd])
        expire()
        if out and now() - flushed >= FLUSH:
            flush()
    out += b"end %d\n" % begun
    flush(True)
except BrokenPipeError:
    pass
os._exit(0)
)py";

}  // namespace podwire::live
