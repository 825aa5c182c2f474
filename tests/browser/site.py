"""The built site: made once, served on this machine, and the pages that are tested."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from support import QUIET, locked

REPOSITORY = Path(__file__).parents[2]
SAMPLE = 12
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
COMPLAINT = re.compile(r"^(WARNING|ERROR|CRITICAL)\b|\w+Warning:", re.MULTILINE)


class BuildError(Exception):
    """The site was not built without a warning; the message is the build's output."""


@dataclass(frozen=True, slots=True)
class Site:
    """A built site, lying in `root` just as deep as it will lie on its host."""

    root: Path
    """Folder that stands for the host's top."""
    address: str
    """Where the home page will be published, such as `https://example.org/guides/`."""

    @property
    def home(self) -> str:
        """Path of the home page in its address, such as `/guides/`."""
        return urlsplit(self.address).path

    @property
    def folder(self) -> Path:
        """Folder that holds the home page."""
        return self.root / self.home.strip("/")

    def files(self) -> list[Path]:
        """Every HTML file, in a fixed order."""
        return sorted(self.folder.rglob("*.html"))

    def pages(self) -> list[str]:
        """Paths of the pages to open in a browser.

        Opening thousands of guides would take hours, so of each top folder (`guides/`,
        `billers/` ...) at most 12 pages are taken, and all pages outside of them. Which
        12 depends on their names alone: two runs open the same pages, and a new guide
        changes one page of the sample at most. `GUIDES_ALL_PAGES=1` opens every page.
        A page that only leads elsewhere is gone before it could be measured.
        """
        files = [file.relative_to(self.folder) for file in self.files() if not is_redirect(file)]
        if os.environ.get("GUIDES_ALL_PAGES") == "1":
            return [self.path(file) for file in files]
        chosen: list[Path] = []
        for _, group in groupby(files, key=lambda file: file.parts[0]):
            chosen += sorted(group, key=lambda file: hashlib.sha256(bytes(file)).digest())[:SAMPLE]
        return [self.path(file) for file in sorted(chosen)]

    def path(self, file: Path) -> str:
        """Path in an address of a file that is named from the home page's folder."""
        return self.home + quote(file.as_posix().removesuffix("index.html"))


def is_redirect(file: Path) -> bool:
    """Tell whether a page only leads to another one."""
    return 'http-equiv="refresh"' in file.read_text(encoding="utf-8")


def policy_headers(site: Site) -> dict[str, str]:
    """Read what `_headers` tells a host to send with every page."""
    block = re.search(r"^/\S*\*\n((?:  .+\n)+)", (site.folder / "_headers").read_text("utf-8"), re.MULTILINE)
    assert block
    # Without encryption a browser must not hear of HSTS, and would not listen.
    return dict(line.strip().split(": ", 1) for line in block[1].splitlines())


def built(folder: Path) -> Site:
    """Give the site of this test run, built into `folder` by whoever comes first."""
    record = folder / "outcome.json"
    with locked(folder / "lock"):
        if not record.exists():
            try:
                outcome = {"address": build(folder)}
            except BuildError as error:
                outcome = {"error": str(error)}
            record.write_text(json.dumps(outcome), encoding="utf-8")
    outcome = json.loads(record.read_text(encoding="utf-8"))
    if "error" in outcome:
        raise BuildError(outcome["error"])
    return Site(folder / "host", outcome["address"])


def build(folder: Path) -> str:
    """Build the site, strictly, and give its address; any warning is an error.

    The home page's own canonical address tells how deep the site lies on its host.
    """
    made = folder / "made"
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(made)],
        cwd=REPOSITORY,
        env=QUIET,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if run.returncode or COMPLAINT.search(run.stdout):
        raise BuildError(f"The site was not built without a warning:\n{run.stdout}")
    canonical = CANONICAL.search((made / "index.html").read_text(encoding="utf-8"))
    if not canonical:
        raise BuildError("The home page names no canonical address: set `site_url` in mkdocs.yml.")
    site = Site(folder / "host", canonical[1])
    site.folder.parent.mkdir(parents=True, exist_ok=True)
    made.rename(site.folder)
    return site.address


def sample_built(folder: Path, *, guides: Path | None = None, settings: str = "") -> Site:
    """Build the sample's pages in the real look, with more guides and settings where wanted."""
    docs = folder / "docs"
    shutil.copytree(REPOSITORY / "tests/sample/docs", docs)
    shutil.copytree(REPOSITORY / "docs/assets", docs / "assets", dirs_exist_ok=True)
    if guides:
        shutil.copytree(guides, docs / "guides", dirs_exist_ok=True)
    with (docs / "about/images.yml").open("ab") as licences:
        licences.write((REPOSITORY / "docs/about/images.yml").read_bytes())
    (folder / "mkdocs.yml").write_text(
        f"INHERIT: {json.dumps(str(REPOSITORY / 'mkdocs.yml'))}\n"
        f"docs_dir: {json.dumps(str(docs))}\n"
        f"theme: {{custom_dir: {json.dumps(str(REPOSITORY / 'overrides'))}}}\n"
        f"watch: []\nnav: null\nstrict: false\n{settings}",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    command += ["--config-file", str(folder / "mkdocs.yml"), "--site-dir", str(folder / "made")]
    run = subprocess.run(command, check=False, env=QUIET, capture_output=True, encoding="utf-8")
    if run.returncode:
        raise BuildError(f"The sample was not built:\n{run.stdout}{run.stderr}")
    return Site(folder / "made", "https://sample.example/")


@contextmanager
def served(site: Site, headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """Serve the site as its host will, on a free port and with some more headers, and give the origin."""
    missing = site.folder / "404.html"

    class Handler(SimpleHTTPRequestHandler):
        """Files of a folder; the site's own page where there is none, as static hosts do."""

        protocol_version = "HTTP/1.1"
        wbufsize = -1  # Or else headers and body go apart, and the second waits 40 ms.

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            """Answer with the site's 404 page, or plainly when it has none."""
            if code != HTTPStatus.NOT_FOUND or not missing.exists():
                super().send_error(code, message, explain)
                return
            body = missing.read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def end_headers(self) -> None:
            """Send what a host is told to send with every page."""
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing: a failing test tells what was missing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site.root))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
