"""What MkDocs does with the plugin: a build that stops on bad data, a server that goes on serving."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from support import QUIET, only, parse, sample, text

PATIENCE = 30
"""Seconds that a busy machine may take for one rebuild."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return sample(tmp_path)


def build(site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=site, env=QUIET, capture_output=True, encoding="utf-8", check=False)


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
    assert "3 steps, about 3 minutes" in (site / "site/guides/lessons/index.html").read_text(encoding="utf-8")


def pages(site: Path) -> dict[str, list[object]]:
    """Give the elements and texts of every page, by its path; the order of attributes says nothing."""
    built = site / "site"
    return {
        path.relative_to(built).as_posix(): [
            (node.tag, dict(node.attributes), node.text(deep=False))
            for node in only(parse(path.read_text("utf-8")), "html").traverse(include_text=True)
        ]
        for path in built.rglob("*.html")
    }


def test_pages_are_the_same_where_others_see_each_on_its_way(site: Path) -> None:
    assert build(site).returncode == 0
    ours = pages(site)
    (site / "hook.py").write_text("def on_page_content(html, **kwargs):\n    return html\n", encoding="utf-8")
    settings = (site / "mkdocs.yml").read_text(encoding="utf-8")
    (site / "mkdocs.yml").write_text(f"{settings}\nhooks: [hook.py]\n", encoding="utf-8")
    done = build(site)
    assert done.returncode == 0, done.stderr
    assert len(ours) > 10
    assert pages(site) == ours


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


PREVIEW = ("-m", "guides.engines.serve")
MKDOCS = ("-m", "mkdocs", "serve", "--livereload")


class Server:
    """A running preview."""

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

    def wait(self, sign: str, start: int = 0) -> str:
        """Wait for a sign in the log; return what was logged since its place `start`."""
        end = time.monotonic() + PATIENCE
        while sign not in self.said()[start:]:
            assert time.monotonic() < end, f"no {sign!r} in: {self.said()[start:]}"
            time.sleep(0.05)
        return self.said()[start:]

    def after(self, change: Callable[[], object]) -> str:
        """Change a file and wait until browsers reload; return what was logged since."""
        start = len(self.said())
        change()
        return self.wait("Reloading browsers", start)

    def panel(self, path: str) -> str:
        """Give the text of the panel with problems in a page, or nothing if there is none."""
        panel = parse(self.get(path)[1]).css_first("#preview-problems ol")
        return text(panel) if panel else ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(site: Path, log: Path, command: Sequence[str] = PREVIEW) -> Iterator[Server]:
    port = free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command, "--dev-addr", f"127.0.0.1:{port}"],
            cwd=site,
            env=QUIET,
            stdout=output,
            stderr=output,
        )
    server = Server(port, log)
    try:
        server.wait("Serving on")
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_the_server_goes_on_through_a_mistake(server: Server, served: Path) -> None:
    guide = served / "docs/guides/minimal.md"
    address = "/guides/minimal/"
    assert "Post a letter" in server.get(address)[1]
    assert server.panel(address) == ""

    sound = guide.read_text(encoding="utf-8")
    broken = sound.replace("Post a letter", "Post <b>two</b> letters").replace("2026-11-01\n", "2026-13-<i>01\n")
    said = server.after(lambda: guide.write_text(f"{broken}\n# A title\n", encoding="utf-8"))
    assert "docs/guides/minimal.md:6:12 " in said
    assert "docs/guides/minimal.md:13:1 " in said
    assert "3 problems in 1 file" in said
    assert "Traceback" not in said
    status, page = server.get(address)
    assert status == 200
    assert "Post a letter" in page
    # Wherever in the site somebody looks, the mistake is there, as text.
    assert "docs/guides/minimal.md:6:12 `published` is `2026-13-<i>01`, not a date." in server.panel("/")
    assert "Fix: Write `## A title`." in server.panel(address)
    assert server.get("/guides/nowhere/")[0] == 404
    assert "docs/guides/minimal.md:13:1" in server.panel("/guides/nowhere/")
    assert "livereload(" in server.get("/guides/nowhere/")[1]

    mended = sound.replace("Post a letter", "Post three letters")
    assert "error" not in server.after(lambda: guide.write_text(mended, encoding="utf-8"))
    assert "Post three letters" in server.get(address)[1]
    assert server.panel(address) == ""

    assert 'href="guides/minimal/"' in server.get("/")[1]
    server.after(guide.unlink)
    assert server.get(address)[0] == 404
    assert "minimal" not in server.get("/")[1]
    server.after(lambda: guide.write_text(sound, encoding="utf-8"))
    assert server.get(address)[0] == 200


def test_mkdocs_own_command_does_the_same(site: Path, tmp_path: Path) -> None:
    guide = site / "docs/guides/minimal.md"
    with serving(site, tmp_path / "log", MKDOCS) as server:
        assert server.panel("/guides/minimal/") == ""
        server.after(lambda: break_guide(guide))
        assert "docs/guides/minimal.md:6:12" in server.panel("/guides/minimal/")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("mkdocs.yml", "site_name: Sample", "site_name: [Sample", "mkdocs.yml"),
        ("mkdocs.yml", "site_name: Sample", "site_name: Sample\nsite_nam: Sample", "'site_nam': Unrecognised"),
        ("overrides/main.html", "{% block", "{% blok", "overrides/main.html:3 TemplateSyntaxError"),
        ("overrides/main.html", "page.meta.jsonld |", "page.nothing.there |", "overrides/main.html:5 UndefinedError"),
    ],
    ids=["YAML", "setting", "syntax of a template", "template"],
)
def test_any_other_mistake_stands_in_the_page_too(  # noqa: PLR0913, PLR0917 - the columns of a table
    server: Server, served: Path, file: str, old: str, new: str, told: str
) -> None:
    path = served / file
    sound = path.read_text(encoding="utf-8")
    assert old in sound
    server.after(lambda: path.write_text(sound.replace(old, new, 1), encoding="utf-8"))
    assert server.get("/guides/minimal/")[0] == 200
    assert told in server.panel("/guides/minimal/")
    server.after(lambda: path.write_text(sound, encoding="utf-8"))
    assert server.panel("/guides/minimal/") == ""


def test_a_warning_that_would_stop_publishing_stands_on_the_new_pages(server: Server, served: Path) -> None:
    path = served / "docs/about/editors.md"
    sound = path.read_text(encoding="utf-8")
    server.after(lambda: path.write_text(f"{sound}\nA [link](nowhere.md) of today.\n", encoding="utf-8"))
    assert "of today" in server.get("/about/editors/")[1]
    assert "contains a link 'nowhere.md'" in server.panel("/")
    server.after(lambda: path.write_text(sound, encoding="utf-8"))
    assert server.panel("/") == ""


def test_the_text_is_indexed_after_the_pages_are_served(server: Server) -> None:
    end = time.monotonic() + PATIENCE
    while server.get("/pagefind/pagefind-entry.json")[0] != 200:
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = sample(tmp_path_factory.mktemp("served"))
    settings = top / "mkdocs.yml"
    settings.write_text(f"strict: true\n{settings.read_text(encoding='utf-8')}", encoding="utf-8")
    return top


@pytest.fixture(scope="module")
def server(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(served, tmp_path_factory.mktemp("log") / "log") as server:
        yield server


def test_a_site_with_a_mistake_from_the_start_is_served(site: Path, tmp_path: Path) -> None:
    guide = site / "docs/guides/minimal.md"
    sound = break_guide(guide)
    with serving(site, tmp_path / "log") as server:
        assert "docs/guides/minimal.md:6:12" in server.panel("/")
        server.after(lambda: guide.write_text(sound, encoding="utf-8"))
        assert server.panel("/guides/minimal/") == ""
        assert server.get("/guides/minimal/")[0] == 200


@pytest.mark.parametrize("command", [PREVIEW, MKDOCS], ids=["make serve", "mkdocs serve"])
def test_files_for_programs_follow_the_pages(site: Path, tmp_path: Path, command: Sequence[str]) -> None:
    """No page waits for them, and they are those of the newest pages."""
    guide = site / "docs/guides/minimal.md"
    text = guide.read_text(encoding="utf-8")

    def arrives(server: Server, words: str) -> bool:
        end = time.monotonic() + PATIENCE
        while words not in server.get("/api/v1/guides/minimal.json")[1] and time.monotonic() < end:
            time.sleep(0.1)
        return words in server.get("/api/v1/guides/minimal.json")[1]

    with serving(site, tmp_path / "log", command) as server:
        assert arrives(server, "Post a letter")
        server.after(lambda: guide.write_text(text.replace("Post a letter", "Post a card"), encoding="utf-8"))
        assert arrives(server, "Post a card")


def test_what_was_deleted_stays_away_from_all_later_pages(site: Path, tmp_path: Path) -> None:
    """Each build begins with the pages before the last."""
    guide, other = site / "docs/guides/minimal.md", site / "docs/about/editors.md"
    sound = other.read_text(encoding="utf-8")
    with serving(site, tmp_path / "log") as server:
        for number in range(2):
            server.after(lambda: guide.write_text(f"{guide.read_text('utf-8')}\n## More\n\nWords.\n", encoding="utf-8"))
            assert server.get("/guides/minimal/")[1].count(">More<") == number + 1
        server.after(guide.unlink)
        for number in range(4):
            assert server.get("/guides/minimal/")[0] == 404
            assert server.get("/api/v1/guides/minimal.json")[0] == 404
            server.after(lambda: other.write_text(f"{sound}\nWord {number}.\n", encoding="utf-8"))  # noqa: B023
            assert f"Word {number}." in server.get("/about/editors/")[1]


@pytest.mark.parametrize("command", [PREVIEW, MKDOCS], ids=["make serve", "mkdocs serve"])
def test_a_port_in_use_is_one_sentence(site: Path, command: Sequence[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, *command, "--dev-addr", f"127.0.0.1:{port}"],
            cwd=site,
            env=QUIET,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
    (said,) = [line for line in done.stdout.splitlines() if line and not line.startswith("INFO")]
    assert done.returncode != 0
    assert said.startswith(f"Port {port} is in use")
    assert said.endswith(f"make serve PORT={port + 1}")


def test_a_site_with_its_own_styles_publishes_none_of_the_theme(tmp_path: Path) -> None:
    top = sample(tmp_path)
    built = ("assets/javascripts/bundle*.js", "assets/javascripts/lunr/*.js", "assets/stylesheets/main*.css")
    assert build(top).returncode == 0
    assert all(list((top / "site").glob(pattern)) for pattern in built)
    (top / "docs/assets/stylesheets").mkdir(parents=True)
    (top / "docs/assets/stylesheets/theme.css").write_text("p { margin: 0 }\n", encoding="utf-8")
    assert build(top).returncode == 0
    assert [list((top / "site").glob(pattern)) for pattern in built] == [[], [], []]
    assert sorted(path.name for path in (top / "site/assets/stylesheets").iterdir()) == ["theme.css"]


def test_an_imprint_is_listed_where_the_site_says_who_it_is(site: Path) -> None:
    settings = site / "mkdocs.yml"
    menu = "nav: [{Home: index.md}, {About: [{Editors: about/editors.md}]}]"
    more = f'\n{menu}\nextra: {{contacts: ["+49301234567"]}}\n'
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    (site / "docs/about/imprint.md").write_text("# Imprint\n\nJane Doe, +49 30 1234567.\n", encoding="utf-8")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=site,
        env=QUIET,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stderr
    page = parse((site / "site/index.html").read_text(encoding="utf-8"))
    assert [link.attributes["href"] for link in page.css("a") if text(link) == "Imprint"][:1] == ["about/imprint/"]


@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        ("offline: sometimes", "`extra: {offline: …}` in mkdocs.yml is true or false"),
        ("security: {contact: https://films.example/report, expires: soon}", "is a day such as 2027-11-01"),
        ("forges: {repository.example: bitbucket}", "gives hosts one of github, gitlab, gitea"),
    ],
)
def test_a_setting_that_means_nothing_stops_the_build(site: Path, extra: str, problem: str) -> None:
    with (site / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\nextra: {{{extra}}}\n")
    done = build(site)
    assert done.returncode != 0
    assert problem in done.stderr
    assert "Traceback" not in done.stderr


def test_two_builds_on_two_paths_at_two_times_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name, moment in (("one", 1_000_000_000), ("another place", 1_700_000_000)):
        (tmp_path / name).mkdir()
        top = sample(tmp_path / name)
        for path in (top / "docs").rglob("*"):
            os.utime(path, (moment, moment))
        environment = {**QUIET, "SOURCE_DATE_EPOCH": str(moment)}
        command = [sys.executable, "-m", "mkdocs", "build"]
        done = subprocess.run(command, cwd=top, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        folder = top / "site"
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        made.append({path: file.read_bytes() for path, file in files.items()})
    one, other = made
    assert {"sw.js", "sitemap.xml", "api/v1/all.json"} <= one.keys()
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []
