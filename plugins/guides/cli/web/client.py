"""Sends one request, with a limit on everything that a server can do to the one who asks.

A limit on the time between two bytes is not enough: a server that sends one byte a second
would hold us for hours. So each request also has a time of its own, after which its socket is
shut down, and of an answer only as much is read as is needed.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError
from urllib3.util import Url, parse_url

from guides.cli.web.limits import Manners

_CHUNK = 16_384
_LATE = "no answer in time"
# The first that fits counts.
_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (NameResolutionError, "the name of the host leads nowhere"),
    (NewConnectionError, "the host refuses the connection"),
    (ConnectTimeoutError, _LATE),
    (TimeoutError, _LATE),
    (ssl.SSLError, "the encrypted connection fails: the certificate is not valid, or out of date"),
    (http.client.RemoteDisconnected, "the server hangs up without an answer"),
    (http.client.HTTPException, "the server does not speak HTTP"),
    (OSError, "the connection breaks off"),
    (HTTPError, "the connection breaks off"),
    (ValueError, "the address cannot be asked"),
)
FAILURES = tuple(kind for kind, _ in _WORDS)


class NoAnswerError(Exception):
    """A server gave no answer; the message says what happened."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the names of headers are in lower case, `body` is what was asked for of it."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Client:
    """Asks servers, one connection a request."""

    manners: Manners

    def ask(self, method: str, address: str, most: int = 0) -> Answer:
        """Send a request and read at most so many bytes of the body.

        Raises NoAnswerError when there is no answer, or not in time.
        """
        is_late = threading.Event()
        try:
            url = parse_url(address)
            connection = self._connection(url)
            timer = threading.Timer(self.manners.request, _cut, (connection, is_late))
            timer.daemon = True
            timer.start()
            try:
                answer = self._exchange(connection, method, url, most)
            finally:
                timer.cancel()
                connection.close()
        except FAILURES as error:
            words = next(words for kind, words in _WORDS if isinstance(error, kind))
            raise NoAnswerError(_LATE if is_late.is_set() else words) from error
        if is_late.is_set():
            # Headers that were cut off look whole.
            raise NoAnswerError(_LATE)
        return answer

    def _connection(self, url: Url) -> HTTPConnection:
        if url.scheme not in {"http", "https"} or not url.host:
            raise ValueError(url)
        kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
        return kind(url.host.strip("[]"), url.port, timeout=self.manners.connect)

    def _exchange(self, connection: HTTPConnection, method: str, url: Url, most: int) -> Answer:
        connection.connect()
        if not self.manners.private:
            _refuse_private(connection)
        # From here on it is the time between two bytes.
        connection.timeout = self.manners.read
        headers = {
            "User-Agent": self.manners.agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Encoding": "identity",
            "Accept-Language": "en,*;q=0.5",
            "Connection": "close",
        }
        connection.request(method, url.request_uri, headers=headers, preload_content=False, decode_content=False)
        response = connection.getresponse()
        try:
            body = b""
            while len(body) < most and (piece := response.read(min(_CHUNK, most - len(body)))):
                body += piece
        finally:
            response.close()
        return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, body)


def _refuse_private(connection: HTTPConnection) -> None:
    """Look at the address that was really connected to: a name can lead anywhere, also into our own network."""
    address = ipaddress.ip_address(connection.sock.getpeername()[0].partition("%")[0])
    if not address.is_global or address.is_multicast:
        raise NoAnswerError("the name of the host leads into a private network")


def _cut(connection: HTTPConnection, is_late: threading.Event) -> None:
    is_late.set()
    if connection.sock is not None:
        with suppress(OSError):
            # Not the method of an encrypted socket, which must not be called from another thread.
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)
