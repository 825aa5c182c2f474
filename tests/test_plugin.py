"""What MkDocs does with the plugin: a build that stops on bad data, a server that goes on serving."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from support import QUIET, sample

PATIENCE = 30
"""Seconds that a busy machine may take for one rebuild."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return sample(tmp_path)


def build(site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=site, env=QUIET, capture_output=True, text=True, check=False)


def break_guide(path: Path, old: str = "published: 2026-11-01", new: str = "published: 2026-13-01") -> str:
    """Make a mistake in a guide; return the text that it had before."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text


def test_a_sound_site_is_built_without_a_word(site: Path) -> None:
    done = build(site)
    assert done.returncode == 0, done.stderr
    assert not [line for line in done.stderr.splitlines() if line.startswith(("WARNING", "ERROR"))]
    assert "Cancel Lessons: 3 steps" in (site / "site/guides/lessons/index.html").read_text(encoding="utf-8")


def test_all_problems_of_all_guides_stop_the_build(site: Path) -> None:
    guides = site / "docs/guides"
    break_guide(guides / "lessons.md", "  category: learning", "  category: learnin")
    break_guide(guides / "lessons.md")
    break_guide(guides / "minimal.md", "authors: [editors]", "authors: editors")
    done = build(site)
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    places = ["guides/lessons.md:6:13", "guides/lessons.md:10:12", "guides/minimal.md:5:10"]
    assert done.returncode != 0
    assert [any(place in line for line in errors) for place in places] == [True] * 3, done.stderr
    assert [line for line in errors if "problems in" in line] == ["ERROR   -  3 problems in 2 files"]
    assert len(errors) == 4
    assert "Traceback" not in done.stderr


def test_a_build_that_stops_leaves_the_site_as_it_was(site: Path) -> None:
    break_guide(site / "docs/guides/minimal.md")
    assert build(site).returncode != 0
    assert not (site / "site").exists()
    (site / "site").mkdir()
    (site / "site/index.html").write_text("of yesterday", encoding="utf-8")
    assert build(site).returncode != 0
    assert [path.name for path in (site / "site").iterdir()] == ["index.html"]


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, port: int, log: Path) -> None:
        self.port = port
        self._log = log

    def get(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def after(self, change: Callable[[], object], sign: str) -> str:
        """Change a file and wait for a sign in the log; return what was logged since."""
        before = len(self.said())
        change()
        end = time.monotonic() + PATIENCE
        while sign not in self.said()[before:]:
            assert time.monotonic() < end, f"no {sign!r} in: {self.said()[before:]}"
            time.sleep(0.05)
        return self.said()[before:]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(site: Path, log: Path) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=site, env=QUIET, stdout=output, stderr=output)
    server = Server(port, log)
    try:
        server.after(lambda: None, "Serving on")
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_the_server_goes_on_through_a_mistake(site: Path, tmp_path: Path) -> None:
    guide = site / "docs/guides/minimal.md"
    address = "/guides/minimal/"
    with serving(site, tmp_path / "log") as server:
        assert "Post a letter" in server.get(address)[1]

        sound = guide.read_text(encoding="utf-8")
        broken = sound.replace("Post a letter", "Post two letters").replace("2026-11-01\n", "2026-13-01\n")
        said = server.after(lambda: guide.write_text(f"{broken}\n# A title\n", encoding="utf-8"), "built last")
        assert "docs/guides/minimal.md:6:12: error[date-form]" in said
        assert "docs/guides/minimal.md:13:1: error[heading-title]" in said
        assert "2 problems in 1 file" in said
        assert "Traceback" not in said
        status, page = server.get(address)
        assert status == 200
        assert "Post a letter" in page

        mended = sound.replace("Post a letter", "Post three letters")
        said = server.after(lambda: guide.write_text(mended, encoding="utf-8"), "Reloading browsers")
        assert "error" not in said
        assert "Post three letters" in server.get(address)[1]

        assert 'href="guides/minimal/"' in server.get("/")[1]
        server.after(guide.unlink, "Reloading browsers")
        assert server.get(address)[0] == 404
        assert "minimal" not in server.get("/")[1]
