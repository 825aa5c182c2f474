"""What one run remembers for the next: names for what things are made of, and what the rules found in a file.

Whatever is kept lies in `.cache` under the digest of all that it depends on, this code and everything
installed included. Equal names mean equal contents, so nothing that is kept is ever wrong, only unused.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

import guides
from guides.diagnostics import Diagnostic
from guides.diagnostics.diagnostic import Severity

FOLDER = ".cache"
T = TypeVar("T")

Anchors = Mapping[str, Sequence[str] | None]
"""What a file was told of the anchors of others, by their paths."""


def digest(*parts: object) -> str:
    """Give a name to everything that a thing depends on; `repr` of frozen records is the same in every process."""
    return hashlib.sha256("\x00".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files below a folder, each with the digest of its content."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if not name.endswith((".pyc", ".pyo")):
                path = Path(parent, name)
                yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).digest()


@cache
def programs() -> str:
    """Name this code, and everything that is installed with its version: the folders that package managers write.

    Once a process, which runs the code that it has begun with, whatever is written to the disk meanwhile.
    """
    places = (Path(place) for place in sys.path if Path(place).is_dir())
    installed = sorted({path.name for place in places for path in place.glob("*.dist-info")})
    return digest(sys.version, installed, list(files_below(Path(guides.__file__).parent)))


def folder_beside(docs: Path) -> Path | None:
    """Give where things are kept for the files in `docs`; nowhere on a server that judges the work of strangers.

    What they send may bring a cache along, which says of their files whatever they like.
    """
    return None if os.environ.get("CI") else docs.resolve().parent / FOLDER


def _write(path: str, content: bytes) -> None:
    # Thousands of small files: Path.write_bytes takes longer for what it asks and keeps than for the writing.
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123
        file.write(content)


@dataclass(frozen=True, slots=True)
class Store:
    """Finished things in files, each named after all that it was made of: a line about it, then its bytes."""

    folder: Path

    def path(self, key: str) -> str:
        """Give where a thing lies, if it does."""
        return f"{self.folder}{os.sep}{key[:2]}{os.sep}{key}"

    def keep(self, key: str, head: object, content: bytes) -> None:
        """Write a thing, whole or not at all; `head` is what JSON takes."""
        target = self.path(key)
        started = f"{target}.{os.getpid()}"
        line = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
        whole = b"%d\n%b\n%b" % (len(content), line, content)
        try:
            _write(started, whole)
        except FileNotFoundError:  # the first thing of a folder
            Path(started).parent.mkdir(parents=True, exist_ok=True)
            _write(started, whole)
        os.replace(started, target)  # noqa: PTH105

    def use(self, key: str) -> None:
        """Mark a thing as used, if it is there."""
        with suppress(OSError):
            os.utime(self.path(key))

    def whole(self, key: str) -> tuple[Any, bytes] | None:
        """Read the line about a thing and its bytes, and mark the thing as used; nothing where there is none."""
        try:
            with open(self.path(key), "rb", buffering=0) as file:  # noqa: PTH123
                length, line, content = file.readall().split(b"\n", 2)
                # A machine that lost its power may have kept a name without a content.
                if len(content) != int(length):
                    return None
                os.utime(file.fileno())
            return json.loads(line), content
        except (OSError, ValueError):
            return None

    def head(self, key: str) -> Any:  # noqa: ANN401 - what JSON gives
        """Read the line about a thing, and mark the thing as used; nothing where there is none."""
        kept = self.whole(key)
        return kept and kept[0]

    def content(self, key: str) -> bytes:
        """Give the bytes of a thing that is there."""
        with open(self.path(key), "rb", buffering=0) as file:  # noqa: PTH123
            return file.readall().split(b"\n", 2)[2]

    def tidy(self, most: int) -> None:
        """Take away the things that were not used for longest, where there are clearly more than `most`."""
        # As nearly always there are not. Names are digests, so that a sixteenth of them says how many there are.
        if sum(len(os.listdir(folder)) for folder in self.folder.glob("?0")) * 16 <= most * 1.25:  # noqa: PTH208
            return
        files = [entry for folder in self.folder.glob("??") for entry in os.scandir(folder)]
        files.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
        for entry in files[most:]:
            Path(entry.path).unlink(missing_ok=True)


def store(folder: Path | None, name: str) -> Store:
    """Open a part of the cache, or a folder for this process alone where there is none or none can be written."""
    try:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            return Store(folder / name)
    except OSError:
        pass
    return Store(Path(_passing().name) / name)


@cache
def _passing() -> tempfile.TemporaryDirectory[str]:
    """Make a folder that goes with the process."""
    return tempfile.TemporaryDirectory(prefix="guides-")


class Memory:
    """What is remembered of files, all in one file: to open one for each takes longer than to read it.

    `made_of` names what everything in it depends on; each thing has a key of its own besides.
    """

    def __init__(self, place: Path | None, made_of: str) -> None:
        """Read what is there; without a place nothing is remembered."""
        self._place, self._made_of = place, made_of
        self._known: dict[str, bytes] = {}
        """The line of each thing in the file: most go back there as they are, and many are never asked for."""
        self._used: dict[str, bytes] = {}
        self._is_changed = False
        try:
            first, *lines = place.read_bytes().split(b"\n") if place else [b""]
            if first == made_of.encode():
                self._known = {json.loads(line.split(b"\t", 1)[0]): line for line in lines}
        except (OSError, ValueError, TypeError):
            pass  # nothing yet, or a file from half a write, or from nobody

    def __contains__(self, name: str) -> bool:
        """Whether there is a thing of this name, be it made of the same or not."""
        return name in self._known

    def get(self, name: str, key: str) -> Any:  # noqa: ANN401 - what JSON gives
        """Give a thing, if it was made of the same; nothing where there is none."""
        try:
            _, known, thing = self._known[name].split(b"\t")
            if known != key.encode():
                return None
            value = json.loads(thing)
        except (KeyError, ValueError):
            return None
        self._used[name] = self._known[name]
        return value

    def keep(self, name: str, key: str, thing: object) -> None:
        """Remember a thing, which is what JSON takes."""
        if self._place is not None:
            # JSON has no tabs.
            self._used[name] = f"{json.dumps(name)}\t{key}\t{json.dumps(thing)}".encode()
            self._is_changed = True

    def of(self, name: str, key: str, make: Callable[[], T]) -> T:
        """Give what was made of the same before, or make it."""
        if (thing := self.get(name, key)) is None:
            thing = make()
            self.keep(name, key, thing)
        return thing  # type: ignore[no-any-return]

    def write(self) -> None:
        """Write what was used or kept, whole or not at all; where nothing can be written, nothing is remembered."""
        if self._place is None or (not self._is_changed and len(self._used) == len(self._known)):
            return
        started = self._place.with_name(f"{self._place.name}.{os.getpid()}")
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            with started.open("wb") as file:
                file.write(self._made_of.encode())
                file.writelines(b"\n%b" % line for line in self._used.values())
            started.replace(self._place)
        except OSError:
            started.unlink(missing_ok=True)


def memory(folder: Path | None, name: str, *made_of: object) -> Memory:
    """Open what is remembered in a folder under a name; nowhere for this process alone."""
    return Memory(folder / f"{name}.json", digest(programs(), *made_of)) if folder else Memory(None, "")


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules found in each file."""

    memory: Memory
    """Made of what the rules know besides a file and the day: its neighbours."""
    today: date | None = None
    of_the_day: str = ""
    """The rule that says what has not come yet. What it told may be told otherwise tomorrow; where it told nothing, it
    tells nothing on any later day."""

    def _day(self) -> str:
        return str(self.today or "")

    def get(
        self, path: str, key: str, anchors: Callable[[str], frozenset[str] | None]
    ) -> tuple[Diagnostic, ...] | None:
        """Give what was found in a file, if it and all that it was told of others are as they were."""
        if (known := self.memory.get(path, key)) is None:
            return None
        asked, first, last, rows = known
        if not first <= self._day() <= (last or self._day()):
            return None
        if any(_listed(anchors(uri)) != told for uri, told in asked.items()):
            return None
        return tuple(_diagnostic(*row) for row in rows)

    def keep(self, path: str, key: str, asked: Anchors, diagnostics: Sequence[Diagnostic]) -> None:
        """Remember what was found in a file, `key` being the digest of its text."""
        last = self._day() if any(diagnostic.rule == self.of_the_day for diagnostic in diagnostics) else None
        self.memory.keep(path, key, (asked, self._day(), last, list(map(_ROW, diagnostics))))

    def of(
        self,
        path: str,
        key: str,
        anchors: Callable[[str], frozenset[str] | None],
        check: Callable[["Asked"], Iterable[Diagnostic]],
    ) -> tuple[Diagnostic, ...]:
        """Give what was found in the same before, or look for it; `check` is given what tells anchors."""
        if (diagnostics := self.get(path, key, anchors)) is None:
            asked = Asked(anchors)
            diagnostics = tuple(check(asked))
            self.keep(path, key, asked.told, diagnostics)
        return diagnostics


_ROW = attrgetter(*(field.name for field in fields(Diagnostic)))


def _listed(anchors: frozenset[str] | None) -> list[str] | None:
    return None if anchors is None else sorted(anchors)


class Asked:
    """Remembers what a rule was told of the anchors of other pages."""

    def __init__(self, anchors: Callable[[str], frozenset[str] | None]) -> None:
        """Take what gives the anchors of a page, or nothing where they cannot be known."""
        self._anchors = anchors
        self.told: dict[str, list[str] | None] = {}

    def __call__(self, uri: str) -> frozenset[str] | None:
        """Give the anchors of a page."""
        anchors = self._anchors(uri)
        self.told[uri] = _listed(anchors)
        return anchors


@cache
def _severity(word: str) -> Severity:
    return Severity(word)


def _diagnostic(  # noqa: PLR0913, PLR0917 - the fields of one finding
    path: str, line: int, column: int, rule: str, message: str, fix: str | None, severity: str, source: str, hidden: str
) -> Diagnostic:
    return Diagnostic(path, line, column, rule, message, fix, _severity(severity), source, hidden)
