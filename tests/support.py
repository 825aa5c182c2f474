"""What several test modules share: the sample site, and pages read as a browser reads them."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser, LexborNode

from guides.collection import Collection
from guides.engines.markdown import Build
from guides.load import load
from guides.site.links import Site

HERE = Path(__file__).parent
ROOT = HERE.parent
SAMPLE = HERE / "sample"
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""An environment in which MkDocs and Material do not advertise their successors."""


@cache
def published() -> Collection:
    """Load the real guides, once a process: it is frozen, and takes longer than most tests."""
    return load(ROOT / "docs")[0]


def sample(folder: Path) -> Path:
    """Copy the sample site into a folder, so that a test can change it; return its top."""
    return shutil.copytree(SAMPLE, folder / "site of a sample", ignore=shutil.ignore_patterns(".cache"))


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep other processes out: the workers of one test run share what is made once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Let whoever comes first make a folder for all workers of this test run."""
    with locked(folder.with_name(f"{folder.name}.lock")):
        if not folder.exists():
            unfinished = folder.with_name(f"{folder.name}.unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


ENGINES: dict[str, Sequence[str]] = {
    "mkdocs": ("build", "--config-file", "mkdocs.yml"),
    "properdocs": ("build", "--config-file", "mkdocs.yml"),
    # Without -c it would give pages from its cache.
    "zensical": ("build", "-c", "--config-file", "mkdocs.yml"),
}


def run_engine(engine: str, top: Path) -> subprocess.CompletedProcess[str]:
    """Build the site in a folder with an engine, in a process of its own: two of them cannot share one."""
    command = [str(Path(sys.executable).with_name(engine)), *ENGINES[engine]]
    return subprocess.run(
        command, cwd=top, env=QUIET, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def parse(html: str) -> LexborHTMLParser:
    """Read HTML as a browser does."""
    return LexborHTMLParser(html)


def text(node: LexborNode) -> str:
    """Give the text that a reader sees, with single spaces."""
    return " ".join(node.text().split())


def only(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """Find the one element that a selector must match."""
    found = tree.css(selector)
    assert len(found) == 1, f"{len(found)} elements match {selector}"
    return found[0]


SITE = Site("Sample", "https://sample.example/", "https://repository.example/sample", "edit/main/docs/", kind="github")


class Renderer:
    """Makes pages with the very extensions that mkdocs.yml lists, without an engine around them."""

    def __init__(self, collection: Collection) -> None:
        settings = load_config(str(ROOT / "mkdocs.yml"), plugins=[])
        configs = {name: value for name, value in settings.mdx_configs.items() if name != "guides"}
        self.build = Build(collection, SITE)
        self._md = Markdown(
            extensions=[*settings.markdown_extensions],
            extension_configs={**configs, "guides": {"build": self.build}},
        )

    def page(
        self, uri: str, collection: Collection | None = None, text: str = "the text of the file"
    ) -> tuple[LexborHTMLParser, dict[str, Any]]:
        """Make a page by its path below docs/; return its tree and what was added to its meta data.

        The text of a guide comes out of the collection, so what the engine hands over only counts elsewhere.
        """
        if collection is not None:
            self.build.collection = collection
        self.build.uri, self.build.meta = uri, {}
        html = self._md.reset().convert(text)
        return parse(f"<article>{html}</article>"), dict(self.build.meta)
