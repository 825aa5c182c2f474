"""The index for searching in the text of pages, made by Pagefind from the finished site.

Pagefind cuts the index into pieces, of which a browser fetches the few that it needs, and only
when somebody searches. It is a program of its own that may be missing on a machine.
"""

import base64
import gzip
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self, cast

from guides.collection import Entry
from guides.model import Biller, Guide
from guides.site.difficulty import difficulty

_MAGIC = b"pagefind_dcd"
"""What each part of an index begins with, below gzip; the rest is CBOR."""
_ENTRY = "pagefind-entry.json"
"""The file that a browser asks for first."""
_UNUSED = re.compile(r"ui\.(?:css|js)$|^pagefind-highlight\.js$")
_FILTERS = 3
"""Where the list of filters lies in the part that names all others."""
FOLDER = "pagefind"
"""Where in the site the index lies, and the browser looks for it."""
ROOMS = ("guides", "billers", "help", "law", "about")
"""The folders of a site whose pages are searched: articles, not lists of them."""
ARTICLE = "article.md-content__inner"
_MARK = b"md-content__inner"
"""What stands in a page with an article, and in none that only sends its readers to another."""
_OF_PATTERNS = re.compile(r"[?*$:<>()\[\]{},\\]")
"""What means something in Pagefind's patterns."""
_AT_ONCE = 1 << 16
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
    found = [["category", page.service.category], ["difficulty", str(difficulty(page).level)]]
    return found + [["biller" if via.is_biller else "channel", str(via)] for via in vias]


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


def _requests(pages: Iterable[str]) -> Iterator[dict[str, object]]:
    """Give what Pagefind is asked for. It numbers pages as they come, so they come in order, one by one.

    Of a whole folder the file system would choose the order: another one on another machine, or after a change.
    """
    yield {"type": "NewIndex", "config": {"root_selector": ARTICLE, "exclude_selectors": _LEFT_OUT}}
    for page in sorted(pages):
        yield {"type": "AddDir", "index_id": 0, "path": ".", "glob": _OF_PATTERNS.sub(r"\\\g<0>", page)}
    # It could write them itself, but says that it has before it has.
    yield {"type": "GetFiles", "index_id": 0}


class Indexing:
    """Pagefind at work on a built site, while this process has something else to do.

    It puts the index into a folder of the site; what was there goes. `pages` are the paths of those that may have
    articles; without them they are looked for.
    """

    def __init__(self, site: Path, folder: str = FOLDER, pages: Iterable[str] | None = None) -> None:
        """Begin. What stands in the way is told with the result."""
        self.process: subprocess.Popen[bytes] | None = None
        self._target = site / folder
        self._lack, self._asked = "", 0
        program = binary()
        searched = [page for page in (_articles(site) if pages is None else pages) if _is_in_room(page)]
        if program is None:
            self._lack = "Pagefind is not installed (pagefind-bin)"
        elif not searched:
            self._lack = f"There are no articles in {site}"
        else:
            try:
                self._begin(program, site, list(_requests(searched)))
            except OSError as error:
                self._lack = f"Pagefind cannot run here ({error})"

    def _begin(self, program: Path, site: Path, requests: Sequence[Mapping[str, object]]) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([str(program), "--service"], cwd=site, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603 - ours
        questions = cast("IO[bytes]", self.process.stdin)
        for number, request in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": request}, ensure_ascii=False)
            # A machine's own encoding, whatever it is, cannot read all names of files.
            questions.write(base64.b64encode(message.encode("utf-8", "surrogateescape")) + b",")
        questions.flush()
        self._asked = len(requests)

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nobody behind who still works."""
        if self.process is not None:
            # A question that it had no time to read is none any more.
            with suppress(BrokenPipeError), self.process:
                self.process.kill()

    def result(self) -> str:
        """Wait for the index and write it; return what stood in the way, in one sentence, or nothing."""
        answers = [] if self._lack else self._wait()
        if self._lack:
            return f"{self._lack}, so the text of pages cannot be searched. The finder works."
        files = {file["path"].replace("\\", "/"): base64.b64decode(file["content"]) for file in answers[-1]["files"]}
        shutil.rmtree(self._target, ignore_errors=True)
        for path, content in in_order(files).items():
            # The finder shows the results itself; what Pagefind would show them with is never asked for.
            if not _UNUSED.search(path):
                file = self._target / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        return ""

    def _wait(self) -> list[dict[str, Any]]:
        """Wait for all answers, and note what is complained of."""
        with cast("subprocess.Popen[bytes]", self.process) as process:
            said, complaints = cast("IO[bytes]", process.stdout), cast("IO[bytes]", process.stderr)
            parts, count = [], 0
            # It stops at the end of what it is asked, so that stays open until then.
            while count < self._asked and (part := os.read(said.fileno(), _AT_ONCE)):
                parts.append(part)
                count += part.count(b",")
            answers = [json.loads(base64.b64decode(one))["payload"] for one in b"".join(parts).split(b",")[:count]]
            failed = [answer["message"] for answer in answers if answer["type"] == "Error"]
            if count < self._asked:
                failed.append(complaints.read().decode("utf-8", "replace").strip() or "it ended too soon")
        if failed:
            self._lack = f"Pagefind failed ({failed[0]})"
        return answers


def index(site: Path) -> str:
    """Index a built site; return what stood in the way, in one sentence, or nothing."""
    with Indexing(site) as indexing:
        return indexing.result()


def _unpacked(path: str, content: bytes) -> Any:  # noqa: ANN401 - what the file holds
    # A browser, in which guides are written, has no CBOR and no index.
    import cbor2  # noqa: PLC0415

    data = gzip.decompress(content)
    if not data.startswith(_MAGIC):
        raise ValueError(f"{path} is no part of an index that we know; was Pagefind upgraded?")
    return cbor2.loads(data[len(_MAGIC) :])


def _packed(value: object, letters: int) -> tuple[str, bytes]:
    """Give a part that is in order now, and a name that is made of its own bytes."""
    import cbor2  # noqa: PLC0415

    data = _MAGIC + cbor2.dumps(value)
    return hashlib.sha256(data).hexdigest()[:letters], gzip.compress(data, mtime=0)


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Put the filters of an index, and their values, in order: the same pages then give the same files.

    Pagefind writes both in the order of a hash table, which is another one in each run, and names
    files after what is in them. `files` are those of the index by their paths. Raises ValueError for an index of
    another form.
    """
    found = dict(files)
    names: dict[str, str] = {}
    for path in sorted(path for path in files if path.endswith(".pf_filter")):
        name, values = _unpacked(path, found.pop(path))
        old = path.removeprefix("filter/").removesuffix(".pf_filter")
        letters, packed = _packed([name, sorted(values)], 7)
        names[old] = f"{old.rpartition('_')[0]}_{letters}"
        found[f"filter/{names[old]}.pf_filter"] = packed
    told = files[_ENTRY].decode()
    for path in sorted(path for path in files if path.endswith(".pf_meta")):
        meta = _unpacked(path, found.pop(path))
        meta[_FILTERS] = sorted([name, names[file]] for name, file in meta[_FILTERS])
        old = path.removeprefix("pagefind.").removesuffix(".pf_meta")
        letters, packed = _packed(meta, 10)
        new = f"{old.rpartition('_')[0]}_{letters}"
        if told.count(f'"{old}"') != 1:
            raise ValueError(f"{_ENTRY} does not name {path} once")
        told = told.replace(f'"{old}"', f'"{new}"')
        found[f"pagefind.{new}.pf_meta"] = packed
    return found | {_ENTRY: told.encode()}
