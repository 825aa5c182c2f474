"""The index for searching in the text of pages, made by Pagefind from the finished site.

Pagefind cuts the index into pieces, of which a browser fetches the few that it needs, and only
when somebody searches. It is a program of its own that may be missing on a machine.
"""

import gzip
import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from guides.collection import Entry
from guides.model import Biller, Guide
from guides.site.difficulty import difficulty

_MAGIC = b"pagefind_dcd"
"""What each part of an index begins with, below gzip; the rest is CBOR."""
_FILTERS = 3
"""Where the list of filters lies in the part that names all others."""
FOLDER = "pagefind"
"""Where in the site the index lies, and the browser looks for it."""
ROOMS = ("guides", "billers", "help", "law", "about")
"""The folders of a site whose pages are searched: articles, not lists of them."""
ARTICLE = "article.md-content__inner"
_MEMORY = "/dev/shm"  # noqa: S108 - below it tempfile chooses a name
"""Where Linux keeps files in memory: a disk takes up to a second for as many folders as there are pages."""
_MARK = b"md-content__inner"
"""What stands in a page with an article, and in none that only sends its readers to another."""
_LEFT_OUT = (
    ".headerlink",
    "dl",
    ".byline",
    ".author",
    ".who",
    ".disclaimer",
    ".shared",
    ".names",
    # What guides borrow from a biller's page; there it is found.
    ".billers details.steps",
)
"""Parts that stand on every page, that another page is the place for, or that no reader searches for."""


def filters(entry: Entry[Guide] | Entry[Biller]) -> list[list[str]]:
    """Give what the results can be narrowed by, with the values that the list of all guides uses too.

    Lists and not tuples: Zensical takes nothing else from a page.
    """
    page = entry.page
    if not isinstance(page, Guide):
        return [["biller", str(page.biller.via)]]
    vias = sorted({route.via for route in page.routes})
    narrowing = [["category", page.service.category], ["difficulty", str(difficulty(page).level)]]
    return narrowing + [["biller" if via.is_biller else "channel", str(via)] for via in vias]


def binary() -> Path | None:
    """Find the program in the package that brings it along."""
    package = importlib.util.find_spec("pagefind_bin")
    if package is None or not package.submodule_search_locations:
        return None
    folder = Path(package.submodule_search_locations[0])
    names = ("pagefind", "pagefind.exe", "pagefind_extended", "pagefind_extended.exe")
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _articles(site: Path) -> Iterator[str]:
    """Look for the pages of a site that have articles: give their paths below it."""
    for path in site.glob("*/*/index.html"):
        if _MARK in path.read_bytes():
            yield path.relative_to(site).as_posix()


def _is_in_room(path: str) -> bool:
    room, _, rest = path.partition("/")
    return room in ROOMS and rest.count("/") == 1 and rest.endswith("/index.html")


def _lay_out(pages: Iterable[str], site: Path, folder: Path) -> None:
    """Put pages of a site into an empty folder, one after the other in the order of their names.

    Pagefind numbers pages as the file system lists them. Of a folder in which some were changed that may be another
    order than of a new one. A site of a relative path would be looked for from the links.
    """
    for page in sorted(pages):
        place = folder / page
        place.parent.mkdir(parents=True)
        try:
            place.symlink_to(site / page)
        except OSError:
            # Not every machine lets everybody make links.
            shutil.copyfile(site / page, place)


class Indexing:
    """Pagefind at work on a built site, while this process has something else to do.

    It puts the index into a folder of the site; what was there goes. `pages` are the paths of those that may have
    articles; without them they are looked for.
    """

    def __init__(self, site: Path, folder: str = FOLDER, pages: Iterable[str] | None = None) -> None:
        """Begin. What stands in the way is told with the result."""
        self.process: subprocess.Popen[bytes] | None = None
        self._target = site.resolve() / folder
        self._laid_out = TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None)
        self._lack = "Pagefind is not installed (pagefind-bin)"
        if (program := binary()) is not None:
            shutil.rmtree(self._target, ignore_errors=True)
            searched = (page for page in (_articles(site) if pages is None else pages) if _is_in_room(page))
            try:
                _lay_out(searched, site.resolve(), Path(self._laid_out.name))
                self.process = self._started(program)
            except OSError as error:
                self._lack = f"Pagefind cannot run here ({error})"

    def _started(self, program: Path) -> subprocess.Popen[bytes]:
        command = [
            str(program),
            *("--site", self._laid_out.name),
            *("--output-path", str(self._target)),
            *("--root-selector", ARTICLE),
            *("--exclude-selectors", ", ".join(_LEFT_OUT)),
        ]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603 - ours

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nobody behind who still works, and nothing of what was laid out."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
        self._laid_out.cleanup()

    def result(self) -> str:
        """Wait for the index; return what stood in the way, in one sentence, or nothing."""
        if self.process is None:
            return f"{self._lack}, so the text of pages cannot be searched. The finder works."
        # It prints the name of the folder, in UTF-8 whatever this machine's own encoding is.
        said, failed = (text.decode("utf-8", "replace").strip() for text in self.process.communicate())
        if self.process.returncode:
            return f"Pagefind failed, so the text of pages cannot be searched: {failed or said}"
        # The finder shows the results itself; what Pagefind would show them with is never asked for.
        for unused in ("*ui.css", "*ui.js", "pagefind-highlight.js"):
            for path in self._target.glob(unused):
                path.unlink()
        in_order(self._target)
        return ""


def index(site: Path, folder: str = FOLDER) -> str:
    """Index a built site into one of its folders; return what stood in the way, in one sentence, or nothing."""
    with Indexing(site, folder) as indexing:
        return indexing.result()


def _unpacked(path: Path) -> Any:  # noqa: ANN401 - what the file holds
    # A browser, in which guides are written, has no CBOR and no index.
    import cbor2  # noqa: PLC0415

    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MAGIC):
        raise ValueError(f"{path} is no part of an index that we know; was Pagefind upgraded?")
    return cbor2.loads(data[len(_MAGIC) :])


def _packed(path: Path, value: object, letters: int) -> str:
    """Write a part in the place of another one, under a name of its own bytes; give what stands for it in names."""
    import cbor2  # noqa: PLC0415

    data = _MAGIC + cbor2.dumps(value)
    name = hashlib.sha256(data).hexdigest()[:letters]
    path.unlink()
    path.with_stem(f"{path.stem.rpartition('_')[0]}_{name}").write_bytes(gzip.compress(data, mtime=0))
    return name


def in_order(index: Path) -> None:
    """Put the filters of an index, and their values, in order: the same folder then gives the same files.

    Pagefind writes both in the order of a hash table, which is another one in each run, and names
    files after what is in them. Raises ValueError for an index of another form.
    """
    names: dict[str, str] = {}
    for path in sorted((index / "filter").glob("*.pf_filter")):
        name, values = _unpacked(path)
        old = path.name.removesuffix(".pf_filter")
        names[old] = f"{old.rpartition('_')[0]}_{_packed(path, [name, sorted(values)], 7)}"
    entry = index / "pagefind-entry.json"
    told = entry.read_text(encoding="utf-8")
    for path in sorted(index.glob("pagefind.*.pf_meta")):
        meta = _unpacked(path)
        meta[_FILTERS] = sorted([name, names[file]] for name, file in meta[_FILTERS])
        old = path.name.removeprefix("pagefind.").removesuffix(".pf_meta")
        new = f"{old.rpartition('_')[0]}_{_packed(path, meta, 10)}"
        if told.count(f'"{old}"') != 1:
            raise ValueError(f"{entry} does not name {path.name} once")
        told = told.replace(f'"{old}"', f'"{new}"')
    entry.write_text(told, encoding="utf-8")
