"""A server on this machine that misbehaves in every way that servers do."""

import socket
import socketserver
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

TLS = b"\x16"
GONE_AT_ONCE = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Request:
    """One request that the server was sent."""

    method: str
    path: str
    head: str
    start: float


@dataclass
class Log:
    """What the server saw."""

    requests: list[Request] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0

    def methods(self, path: str) -> list[str]:
        return [request.method for request in self.requests if request.path == path]


Behaviour = Callable[[socket.socket, Request, int], None]


def answer(status: str, *headers: str, body: bytes = b"") -> Behaviour:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]

    def send(wire: socket.socket, request: Request, _times: int) -> None:
        wire.sendall("\r\n".join(lines).encode("latin-1") + (body if request.method != "HEAD" else b""))

    return send


def raw(content: bytes) -> Behaviour:
    return lambda wire, _request, _times: wire.sendall(content)


def by_method(head: Behaviour, get: Behaviour) -> Behaviour:
    return lambda wire, request, times: (head if request.method == "HEAD" else get)(wire, request, times)


def at_first(first: Behaviour, then: Behaviour, number: int = 1) -> Behaviour:
    return lambda wire, request, times: (first if times <= number else then)(wire, request, times)


def hang(wire: socket.socket, _request: Request, _times: int) -> None:
    wire.settimeout(3)
    with suppress(OSError):
        wire.recv(1)


def drip(wire: socket.socket, _request: Request, _times: int) -> None:
    wire.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(200):
        wire.sendall(b"z")
        time.sleep(0.02)


def endless(content: bytes) -> Behaviour:
    def send(wire: socket.socket, _request: Request, _times: int) -> None:
        wire.sendall(b"HTTP/1.1 200 OK\r\n")
        end = time.monotonic() + 3
        while time.monotonic() < end:
            wire.sendall(content)

    return send


def reset(wire: socket.socket, _request: Request, _times: int) -> None:
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, GONE_AT_ONCE)
    wire.close()


def chain(wire: socket.socket, request: Request, times: int) -> None:
    answer("302 Found", f"Location: {request.path}x")(wire, request, times)


FINE = answer("200 OK", body=b"fine")
REFUSED = answer("403 Forbidden")
BEHAVIOURS: dict[str, Behaviour] = {
    "/fine": FINE,
    "/head-refused": by_method(REFUSED, FINE),
    "/head-unknown": by_method(answer("405 Method Not Allowed"), FINE),
    "/head-missing": by_method(answer("404 Not Found"), FINE),
    "/head-with-body": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody"),
    "/endless-body": by_method(REFUSED, endless(b"\r\n" + b"z" * 65536)),
    "/moved": answer("301 Moved Permanently", "Location: fine"),
    "/busy-once": at_first(answer("429 Too Many Requests", "Retry-After: 0"), FINE, 2),
    "/busy-until": at_first(
        answer("503 Unavailable", f"Retry-After: {format_datetime(datetime.now(UTC) - timedelta(hours=1))}"), FINE
    ),
    "/fails-twice": at_first(answer("500 Internal Server Error"), FINE, 2),
    "/hangs-up-once": at_first(raw(b""), FINE),
    "/old": raw(b"HTTP/1.0 200 OK\n\n"),
    "/missing": answer("404 Not Found"),
    "/gone": answer("410 Gone"),
    "/fails": answer("500 Internal Server Error"),
    "/hangs": hang,
    "/drips": drip,
    "/endless-headers": endless(b"X-More: z\r\n"),
    "/huge-header": raw(b"HTTP/1.1 200 OK\r\nX-Big: " + b"z" * 200_000 + b"\r\n\r\n"),
    "/resets": reset,
    "/hangs-up": raw(b""),
    "/garbage": raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "/bad-status": raw(b"HTTP/1.1 2oo OK\r\n\r\n"),
    "/loop": answer("302 Found", "Location: /loop-back"),
    "/loop-back": answer("302 Found", "Location: /loop"),
    "/loop-self": answer("302 Found", "Location: /loop-self"),
    "/script": answer("302 Found", "Location: javascript:alert(1)"),
    "/bad-location": answer("302 Found", "Location: https://[/"),
    "/no-location": answer("302 Found"),
    "/chain": chain,
    "/elsewhere": answer("302 Found", "Location: https://elsewhere.example/account"),
    "/refused": REFUSED,
    "/login": answer("401 Unauthorized"),
    "/robots-only": answer("999 Request denied"),
    "/busy-for-hours": answer("429 Too Many Requests", "Retry-After: 7200"),
    "/busy-always": answer("429 Too Many Requests"),
    "/cookie-loop": answer("302 Found", "Location: /cookie-loop", "Set-Cookie: seen=1"),
}


class Server:
    """The server, with its own robots.txt."""

    def __init__(self, robots_txt: Behaviour) -> None:
        log = self.log = Log()
        lock = threading.Lock()
        behaviours = self.on = {"/robots.txt": robots_txt, **BEHAVIOURS}

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                start = time.monotonic()
                with lock:
                    log.busy += 1
                    log.most_busy = max(log.most_busy, log.busy)
                try:
                    self.serve(start)
                except OSError:
                    pass  # the other side had enough
                finally:
                    with lock:
                        log.busy -= 1

            def serve(self, start: float) -> None:
                head = b""
                while b"\r\n\r\n" not in head:
                    if not (piece := self.request.recv(65536)):
                        return
                    head += piece
                    if head.startswith(TLS):
                        self.request.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                        return
                words = head.decode("latin-1").split(" ")
                request = Request(words[0], words[1], head.decode("latin-1"), start)
                with lock:
                    log.requests.append(request)
                    times = Counter(one.path for one in log.requests)[request.path]
                path = request.path.partition("?")[0]
                known = chain if path.startswith("/chain") else behaviours.get(path, answer("404 Not Found"))
                known(self.request, request, times)

        class Threaded(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False
            request_queue_size = 50

        self._server = Threaded(("127.0.0.1", 0), Handler)
        self.top = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


Serve = Callable[..., Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers: list[Server] = []

    def start(robots_txt: Behaviour = BEHAVIOURS["/missing"]) -> Server:
        servers.append(Server(robots_txt))
        return servers[-1]

    yield start
    for server in servers:
        server.close()
