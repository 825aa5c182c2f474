"""`guides links` against a server on this machine that misbehaves in every way that servers do."""

import json
import socket
import socketserver
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from guides import cli
from guides.cli import links as command
from guides.cli.web import addresses, robots, state
from guides.cli.web.addresses import Address
from guides.cli.web.crawl import ask
from guides.cli.web.limits import Manners
from guides.cli.web.probe import Finding, Kind, owner

HASTY = Manners(
    connect=0.5, read=0.3, request=0.6, total=15, delay=0, backoff=0.01, patience=0.3, workers=8, private=True
)
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


def told(urls: Sequence[str], manners: Manners = HASTY, domains: Sequence[str] = ()) -> list[Finding]:
    return ask([Address(url, ("docs/guides/a.md:1",), frozenset(domains)) for url in urls], manners)


def one(url: str, manners: Manners = HASTY) -> Finding:
    (found,) = told([url], manners)
    return found


FINE_PATHS = tuple(BEHAVIOURS)[: tuple(BEHAVIOURS).index("/missing")]


@pytest.mark.parametrize("path", FINE_PATHS)
def test_a_page_that_a_browser_would_show_is_fine(serve: Serve, path: str) -> None:
    found = one(f"{serve().top}{path}")
    assert (found.kind, found.reason) == (Kind.FINE, "")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "the server answers 404"),
        ("/gone", "the server answers 410"),
        ("/fails", "the server answers 500"),
        ("/hangs", "no answer in time"),
        ("/drips", "no answer in time"),
        ("/endless-headers", "the server does not speak HTTP"),
        ("/huge-header", "the server does not speak HTTP"),
        ("/resets", "the connection breaks off"),
        ("/hangs-up", "the server hangs up without an answer"),
        ("/garbage", "the server does not speak HTTP"),
        ("/bad-status", "the server does not speak HTTP"),
        ("/loop", "it leads in a circle"),
        ("/loop-self", "it leads in a circle"),
        ("/script", "it leads to something that is no web page"),
        ("/bad-location", "it leads to something that is no address"),
        ("/no-location", "the server answers 302"),
        ("/chain", "it leads on more than 8 times"),
    ],
)
def test_a_link_that_leads_nowhere_is_broken(serve: Serve, path: str, reason: str) -> None:
    start = time.monotonic()
    found = one(f"{serve().top}{path}")
    assert (found.kind, found.reason) == (Kind.BROKEN, reason)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/refused", "it refuses robots (answer 403)"),
        ("/login", "it asks for a log-in (answer 401)"),
        ("/robots-only", "it refuses robots (answer 999)"),
        ("/busy-for-hours", "it asks us to come later"),
        ("/busy-always", "it asks us to come later (answer 429)"),
        ("/cookie-loop", "it leads in a circle"),
    ],
)
def test_what_says_something_about_robots_says_nothing_about_the_link(serve: Serve, path: str, reason: str) -> None:
    found = one(f"{serve().top}{path}")
    assert (found.kind, found.reason) == (Kind.UNSURE, reason)


def test_the_page_itself_is_asked_for_only_when_its_head_is_refused(serve: Serve) -> None:
    server = serve()
    told([f"{server.top}/fine", f"{server.top}/head-refused", f"{server.top}/missing"])
    assert server.log.methods("/fine") == ["HEAD"]
    assert server.log.methods("/head-refused") == ["HEAD", "GET"]
    assert server.log.methods("/missing") == ["HEAD", "GET"]


def test_a_failure_is_asked_about_again_but_not_for_ever(serve: Serve) -> None:
    server = serve()
    one(f"{server.top}/fails")
    assert server.log.methods("/fails") == ["HEAD", "GET", "GET"]


def test_a_host_that_wants_time_gets_it(serve: Serve) -> None:
    server = serve()
    server.on["/busy"] = at_first(answer("429 Too Many Requests", "Retry-After: 1"), FINE)
    found = one(f"{server.top}/busy", replace(HASTY, patience=2))
    first, second = (request.start for request in server.log.requests if request.path == "/busy")
    assert found.kind is Kind.FINE
    assert second - first >= 0.95


def test_another_owners_site_is_reported_and_not_asked(serve: Serve) -> None:
    server = serve()
    found = one(f"{server.top}/elsewhere")
    assert (found.kind, found.target) == (Kind.FOREIGN, "https://elsewhere.example/account")


def test_a_site_that_the_guide_declares_is_no_other_owners(serve: Serve) -> None:
    (found,) = told([f"{serve().top}/elsewhere"], domains=["elsewhere.example"])
    # There is no such site; that it was asked is the point.
    assert (found.kind, found.target) == (Kind.BROKEN, "https://elsewhere.example/account")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names lead nowhere: these tests never leave the machine."""
    real = socket.getaddrinfo

    def only_here(host: str, *words: object, **options: object) -> object:
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return real(host, *words, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", only_here)


def test_hosts_that_are_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    assert one(f"http://127.0.0.1:{port}/").reason == "the host refuses the connection"
    assert one("https://nowhere.example/").reason == "the name of the host leads nowhere"


def test_a_server_that_cannot_encrypt(serve: Serve) -> None:
    # It answers at once, however long a busy machine takes to do so.
    patient = replace(HASTY, connect=60, read=60, request=60, total=120)
    found = one(f"{serve().top.replace('http:', 'https:')}/fine", patient)
    assert found.kind is Kind.BROKEN
    assert found.reason.startswith("the encrypted connection fails")


def test_a_name_that_leads_into_a_private_network_is_not_asked(serve: Serve) -> None:
    server = serve()
    found = one(f"{server.top}/fine", replace(HASTY, private=False))
    assert (found.kind, found.reason) == (Kind.BROKEN, "the name of the host leads into a private network")
    assert server.log.requests == []


def test_a_host_is_never_asked_twice_at_once_and_has_its_pauses(serve: Serve) -> None:
    first, second = serve(), serve()
    urls = [f"{server.top}/fine?{number}" for number in range(5) for server in (first, second)]
    found = told(urls, replace(HASTY, delay=0.05))
    assert [one.url for one in found] == urls
    for server in (first, second):
        starts = [request.start for request in server.log.requests]
        assert server.log.most_busy == 1
        assert min(after - before for before, after in pairwise(starts)) >= 0.045
    assert first.log.requests[-1].start > second.log.requests[0].start
    assert second.log.requests[-1].start > first.log.requests[0].start


def test_the_whole_run_ends_in_time(serve: Serve) -> None:
    server = serve()
    start = time.monotonic()
    found = told([f"{server.top}/hangs?{number}" for number in range(20)], replace(HASTY, total=0.5))
    assert time.monotonic() - start < 3
    assert found[-1] == Finding(f"{server.top}/hangs?19", Kind.UNSURE, "there was no time left to ask")


def test_we_say_who_asks(serve: Serve) -> None:
    server = serve()
    one(f"{server.top}/fine", replace(HASTY, agent="guides-links/1 (+https://site.example/)"))
    assert {"User-Agent: guides-links/1 (+https://site.example/)"} <= set(server.log.requests[-1].head.split("\r\n"))


def test_what_robots_must_not_see_is_not_asked(serve: Serve) -> None:
    server = serve(answer("200 OK", body=b"User-agent: *\nDisallow: /fi*e$\nAllow: /fine/\n"))
    found = told([f"{server.top}/fine", f"{server.top}/old"])
    assert [(one.kind, one.reason) for one in found] == [
        (Kind.UNSURE, "its robots.txt asks us not to"),
        (Kind.FINE, ""),
    ]
    assert server.log.methods("/fine") == []
    assert server.log.methods("/robots.txt") == ["GET"]


def test_a_longer_pause_that_robots_txt_asks_for_is_kept(serve: Serve) -> None:
    server = serve(answer("200 OK", body=b"User-agent: guides-links\nCrawl-delay: 0.2\n"))
    told([f"{server.top}/fine", f"{server.top}/old"])
    starts = [request.start for request in server.log.requests if request.path != "/robots.txt"]
    assert starts[1] - starts[0] >= 0.19


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (answer("404 Not Found"), Kind.FINE),
        (answer("403 Forbidden"), Kind.FINE),
        (answer("301 Moved", "Location: /nowhere"), Kind.FINE),
        (answer("301 Moved", "Location: /robots.txt"), Kind.FINE),
        (answer("301 Moved", "Location: https://elsewhere.example/robots.txt"), Kind.FINE),
        (answer("200 OK", body=b"\xff\xfe\x00 not text\nDisallow: /\n"), Kind.FINE),
        (endless(b"\r\n" + b"# nothing\n" * 5000), Kind.FINE),
        (answer("500 Internal Server Error"), Kind.UNSURE),
        (answer("429 Too Many Requests"), Kind.UNSURE),
        (hang, Kind.BROKEN),
        (reset, Kind.BROKEN),
    ],
)
def test_a_robots_txt_that_is_not_there_or_not_one(serve: Serve, behaviour: Behaviour, kind: Kind) -> None:
    server = serve(behaviour)
    assert one(f"{server.top}/fine", replace(HASTY, read=1, request=2)).kind is kind


@pytest.mark.parametrize(
    ("text", "path", "is_open"),
    [
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow:", "/", True),
        ("User-agent: other\nDisallow: /", "/", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Guides-Links\nDisallow: /a", "/b", True),
        ("User-agent: one\nUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*?", "/a?b", False),
        ("User-agent: *\nDisallow: /*?", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?c", True),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*b*c$", "/abcabc", False),
        ("User-agent: *\nDisallow: /a*ab$", "/ab", True),
        ("User-agent: *\nDisallow: /%7Ejoe", "/~joe", False),
        ("User-agent: *\r\nCrawl-delay: 5\r\nDisallow: /a # not b", "/a", False),
        ("Disallow: /", "/", True),
        ("", "/", True),
    ],
)
def test_robots_txt_means_what_the_standard_says(text: str, path: str, *, is_open: bool) -> None:
    assert robots.parse(text.encode(), "guides-links/1").allows(f"https://a.example{path}") is is_open


def test_a_robots_txt_cannot_slow_us_down() -> None:
    rules = robots.parse(b"User-agent: *\nDisallow: /" + b"*a" * 50_000 + b"$", "guides-links/1")
    start = time.monotonic()
    assert rules.allows("https://a.example/" + "a" * 2000)
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("url", "whose"),
    [
        ("https://help.lessons.co.uk/a", "lessons.co.uk"),
        ("http://127.0.0.1:80/", "127.0.0.1"),
        ("https://localhost/", "localhost"),
    ],
)
def test_whose_page_it_is(url: str, whose: str) -> None:
    assert owner(url) == whose


# --- The command ------------------------------------------------------------------------


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one guide; its links are the test's."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs/guides").mkdir(parents=True)
    monkeypatch.setattr(command, "manners", lambda _arguments: HASTY)
    return tmp_path / "docs"


def guide(pages: Path, top: str, *paths: str) -> None:
    data = "".join(f"  - {{url: {top}{path}, title: A page}}\n" for path in paths[:1])
    text = "".join(f"See [this]({top}{path}#part) page.\n" for path in paths)
    (pages / "guides/lessons.md").write_text(f"---\nsources:\n{data}---\n{text}", encoding="utf-8")


def run(*words: str, day: str = "2026-11-02") -> int:
    return cli.main(["links", "--state", "state/links.json", "--today", day, *words])


def test_links_of_data_and_text_are_found_once_each(pages: Path) -> None:
    guide(pages, "https://lessons.example", "/a", "/b")
    (pages / "index.md").write_text("# Home\n\n<https://site.example/> `https://code.example`\n", encoding="utf-8")
    (pages / "about").mkdir()
    (pages / "about/authors.yml").write_text("editors: {links: [https://editors.example/]}\n", encoding="utf-8")
    found = addresses.collect(pages, "docs/")
    assert [(one.url, one.places) for one in found] == [
        ("https://editors.example/", ("docs/about/authors.yml:1",)),
        ("https://lessons.example/a", ("docs/guides/lessons.md:3", "docs/guides/lessons.md:5")),
        ("https://lessons.example/b", ("docs/guides/lessons.md:6",)),
        ("https://site.example/", ("docs/index.md:3",)),
    ]


def test_fine_links_are_no_problem(pages: Path, serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    guide(pages, serve().top, "/fine", "/refused")
    assert run() == cli.OK
    assert capsys.readouterr().out.endswith("2 links, 1 fine, 0 problems, 1 nobody can tell\n")


def test_a_link_is_reported_when_it_failed_on_several_days(
    pages: Path, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    guide(pages, serve().top, "/missing")
    statuses = [run(day=day) for day in ("2026-11-02", "2026-11-02", "2026-11-03", "2026-11-09", "2026-11-16")]
    assert statuses == [cli.OK, cli.OK, cli.OK, cli.PROBLEMS, cli.PROBLEMS]
    said = capsys.readouterr().out
    assert "the server answers 404; it failed on 3 days since 2026-11-02" in said
    assert "in docs/guides/lessons.md:3" in said


def test_a_good_day_wipes_the_slate_clean(pages: Path, serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    server = serve()
    guide(pages, server.top, "/shaky")
    statuses = []
    for day, behaviour in enumerate([BEHAVIOURS["/missing"], BEHAVIOURS["/missing"], FINE] * 2, start=1):
        server.on["/shaky"] = behaviour
        statuses.append(run(day=f"2026-11-{day:02}"))
    assert statuses == [cli.OK] * 6
    capsys.readouterr()


def test_a_link_to_another_owners_site_is_reported_at_once_and_again(
    pages: Path, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    guide(pages, serve().top, "/elsewhere")
    assert [run(), run()] == [cli.PROBLEMS, cli.PROBLEMS]
    assert "leads to https://elsewhere.example/account" in capsys.readouterr().out


def test_what_was_fine_lately_is_not_asked_again(pages: Path, serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    server = serve()
    guide(pages, server.top, "/fine", "/missing")
    run(day="2026-11-02")
    run("--fresh", "3", day="2026-11-04")
    assert server.log.methods("/fine") == ["HEAD"]
    assert len(server.log.methods("/missing")) == 4
    run("--fresh", "3", day="2026-11-05")
    assert server.log.methods("/fine") == ["HEAD", "HEAD"]
    assert "1 not asked, because they were fine lately" in capsys.readouterr().out


def test_links_that_are_gone_are_forgotten(pages: Path, serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    server = serve()
    guide(pages, server.top, "/missing", "/fine")
    run()
    guide(pages, server.top, "/fine")
    run()
    assert list(state.read(Path("state/links.json")).links) == [f"{server.top}/fine"]
    capsys.readouterr()


def test_json_and_markdown_say_the_same(pages: Path, serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    top = serve().top
    guide(pages, top, "/elsewhere", "/missing", "/refused", "/fine")
    assert run("--format", "json", "--days", "1") == cli.PROBLEMS
    data = json.loads(capsys.readouterr().out)
    assert [row["kind"] for row in data["problems"]] == ["foreign", "broken"]
    assert data["problems"][1]["failed"] == ["2026-11-02"]
    assert data["problems"][0]["places"] == ["docs/guides/lessons.md:3", "docs/guides/lessons.md:5"]
    assert run("--format", "markdown", "--days", "1") == cli.PROBLEMS
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"- [ ] `{top}/elsewhere`: it leads to another owner’s site"
    assert "  - leads to `https://elsewhere.example/account`" in lines
    assert f"- [ ] `{top}/missing`: the server answers 404; it failed on 1 day since 2026-11-02" in lines


def test_a_server_cannot_write_into_our_issue(pages: Path, serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    server = serve()
    server.on["/hostile"] = answer("302 Found", "Location: https://evil.example/`</code>@team\x1b[2J|[x](y)")
    guide(pages, server.top, "/hostile")
    assert run("--format", "markdown") == cli.PROBLEMS
    (line,) = (line for line in capsys.readouterr().out.splitlines() if "evil.example" in line)
    assert line.count("`") == 2
    assert line.endswith("`")
    assert not set(line) & {"<", "|", "\x1b"}


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 2, "links": {}}', "\x00", "[" * 100_000])
def test_a_state_that_is_none(pages: Path, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert pages.is_dir()
    Path("state").mkdir()
    Path("state/links.json").write_text(content, encoding="utf-8")
    assert run() == cli.COULD_NOT_RUN
    assert "remove it to start anew" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--days", "0"], ["--days", "-1"], ["--days", "x"], ["--fresh", "1.5"]])
def test_numbers_that_make_no_sense(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["links", *words])
    assert stopped.value.code == cli.COULD_NOT_RUN


def test_a_host_learns_whom_to_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    seen: list[Manners] = []

    def remember(_addresses: Sequence[Address], manners: Manners) -> list[Finding]:
        seen.append(manners)
        return []

    monkeypatch.setattr(command, "ask", remember)
    assert cli.main(["links", "--contact", "https://site.example/about", "--minutes", "2"]) == cli.OK
    assert seen[0].agent.endswith("; +https://site.example/about)")
    assert seen[0].total == 120
    assert not seen[0].private
    assert cli.main(["links", "--contact", "x\r\nCookie: y"]) == cli.COULD_NOT_RUN


def test_days_are_kept_apart_from_each_other() -> None:
    broken = Finding("https://a.example/", Kind.BROKEN, "x")
    before = state.State()
    for day in (3, 1, 3):
        before = before.after([broken], date(2026, 11, day), ["https://a.example/"])
    assert before.links["https://a.example/"].failed == (date(2026, 11, 1), date(2026, 11, 3))
