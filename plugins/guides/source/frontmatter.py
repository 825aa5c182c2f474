"""Reads a guide file into data, and remembers where each value stands.

The data are YAML without its guesses: source/yaml.py says what a value may be.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from guides.cache import digest
from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import FILE
from guides.source.limits import MAX_BYTES, too_long
from guides.source.positions import FrontMatterError, Lines, Loc, Places, Position
from guides.source.prose import Tree, convert
from guides.source.yaml import FRONT_MATTER_SHAPE, read

__all__ = [
    "Document",
    "FrontMatterError",
    "Loc",
    "Marks",
    "Position",
    "decode",
    "marks",
    "parse",
    "parse_data",
    "text_alone",
]

_FENCE = re.compile(r"---[ \t]*")
# Begins with its sign: a look for the beginning of a line stops at every letter.
_FENCE_LINE = re.compile(r"---(?<![^\n]---)[ \t]*$", re.MULTILINE)
_NEARLY_FENCE = re.compile(r"[ \t]*(?:-[ -]*-|[—–]+|\*{3,}|_{3,}|={3,}|\+{3})[ \t]*")
_FIELD = re.compile(r"[a-z_]+:(?:\s|$)")
_CODE = re.compile(r"[ >]*(?:```|~~~)")


@dataclass(frozen=True)
class Document:
    """A guide file, read: its data, its body, and where everything stands.

    `front` is the text of the data with the lines around them: it and the body are the whole file.
    """

    path: str
    data: dict[str, Any]
    front: str
    body: str
    body_line: int
    keys: Mapping[Loc, Position] = field(repr=False)
    values: Mapping[Loc, Position] = field(repr=False)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """All lines of the file, cut when somebody asks: they take more room than its text."""
        return tuple((self.front + self.body).split("\n"))

    @cached_property
    def digest(self) -> str:
        """The name of the text."""
        return digest(self.front, self.body)

    @cached_property
    def tree(self) -> Tree:
        """What the page's own converter makes of the body, which checker, page and data all look at."""
        return convert(self.body)

    def take(self, tree: Tree) -> None:
        """Take the tree that another process has made."""
        vars(self)["tree"] = tree

    def locate(self, loc: Loc, *, key: bool = False) -> Position:
        """Find a value (or its key) in the file; a missing one is found at its nearest parent."""
        if loc and not key and (place := self.values.get(loc)):  # as nearly all who ask do
            return place
        for length in range(len(loc), 0, -1):
            part = loc[:length]
            is_whole = length == len(loc)
            places = (self.keys, self.values) if key or not is_whole else (self.values, self.keys)
            for known in places:
                if part in known:
                    return known[part]
        return Position(1, 1)


ENCODING = Rule(
    "encoding",
    FILE,
    "A file is UTF-8, so that every reader sees the same characters.",
    bad="A file saved as Windows-1252",
    good="The same file saved as UTF-8",
)
FILE_SIZE = Rule(
    "file-size",
    FILE,
    "A file has at most 60,000 bytes. The longest sensible guide has a quarter of that.",
    bad="A guide of 70,000 bytes",
    good="A guide of 15,000 bytes",
)


def decode(raw: bytes, path: str, size: int | None = None) -> str:
    """Turn a file's bytes into text, or say where it stops being UTF-8.

    `size` is that of the whole file, when only its beginning was read.
    """
    size = max(size or 0, len(raw))
    if size > MAX_BYTES:
        message = f"The file has {size:,} bytes; a guide has at most {MAX_BYTES:,}."
        raise FrontMatterError([FILE_SIZE.in_file(path, message, "Shorten it, or split it into two guides.")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].rpartition(b"\n")
        position = Position(raw.count(b"\n", 0, error.start) + 1, len(before[2]) + 1)
        message = f"The file is not UTF-8: byte 0x{raw[error.start]:02x} is not part of a character."
        fix = "Save it again as UTF-8 in your editor."
        raise FrontMatterError([ENCODING.in_file(path, message, fix, position)]) from error


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


EMPTY_FILE = Rule(
    "empty-file",
    FILE,
    "A file has data and text.",
    bad="A file without a character",
    good="---\ntitle: How to cancel Films\n---\n",
)
NO_FRONT_MATTER = Rule(
    "no-front-matter",
    FILE,
    "A file begins with `---`, then its data, then `---`, then its text.",
    bad="title: How to cancel Films\n\nLog in.\n",
    good="---\ntitle: How to cancel Films\n---\nLog in.\n",
)
FRONT_MATTER_OPEN = Rule(
    "front-matter-open",
    FILE,
    "The data end with a line that has `---` and nothing else.",
    bad="---\ntitle: How to cancel Films\n\nLog in.\n",
    good="---\ntitle: How to cancel Films\n---\nLog in.\n",
)


def _nearly_closed(whole: Lines) -> Diagnostic | None:
    """Find the line that was meant to end the data."""
    for number, line in enumerate(whole.lines[1:], start=2):
        if _NEARLY_FENCE.fullmatch(line):
            message = f"The front matter is never closed: this line is `{line}`."
            return FRONT_MATTER_OPEN.at(whole, Position(number, 1), message, "Write `---`, at the left margin.")
    return None


def _data_below(whole: Lines, number: int) -> Diagnostic | None:
    """Find data that stand below the end of the data: it came too early, or a second guide was put below."""
    below = list(enumerate(whole.lines[number + 1 :], start=number + 2))
    ends = [place for place, line in below if _FENCE.fullmatch(line)]
    first = next((place for place, line in below if line.strip()), None)
    if not ends or first is None or any(_CODE.match(line) for _, line in below):
        return None
    if first < ends[0] and _FIELD.match(whole.lines[first - 1]):
        message = "The data end at this line, and more data stand below it."
        return FRONT_MATTER_SHAPE.at(whole, Position(number + 1, 1), message, f"Remove it: they end on line {ends[0]}.")
    for start, end in pairwise(ends):
        names = {line.partition(":")[0] for line in whole.lines[start : end - 1]}
        if {"title", "routes"} <= names:
            message = "Data begin here for a second time."
            fix = "Remove what was put in twice. Two guides are two files."
            return FRONT_MATTER_SHAPE.at(whole, Position(start, 1), message, fix)
    return None


def _cut(text: str) -> tuple[str, str, int] | None:
    """Separate the data with the lines around them from the body; give both, and the body's first line."""
    first = _FENCE_LINE.match(text)
    last = first and _FENCE_LINE.search(text, first.end() + 1)
    if not last:
        return None
    end = last.end() + 1
    return text[:end], text[end:], text.count("\n", 0, last.start()) + 2


def _without_data(whole: Lines) -> Diagnostic:
    """Say what a file lacks whose data have no beginning or no end."""
    path, lines = whole
    shape = "A guide starts with `---`, then its data, then `---` again, then its text."
    first = next((number for number, line in enumerate(lines, start=1) if line.strip()), None)
    if first is None:
        return EMPTY_FILE.in_file(path, "The file is empty.", shape)
    if not _FENCE.fullmatch(lines[0]):
        message = "The file has no front matter: its first line is not `---`."
        if _FENCE.fullmatch(lines[first - 1]):
            message, shape = "The file begins with an empty line.", "Remove it: `---` is a guide’s first line."
        return NO_FRONT_MATTER.at(whole, Position(1, 1), message, shape)
    if nearly := _nearly_closed(whole):
        return nearly
    message = "The front matter is never closed."
    fix = "Add a line with `---` where the data ends and the text begins."
    return FRONT_MATTER_OPEN.at(whole, Position(1, 1), message, fix)


_FIRST_LINE = 2
"""Where the data begin: the fence is the file's first line."""


def _between(front: str) -> str:
    """Give the data without the lines around them."""
    return front.partition("\n")[2].removesuffix("\n").rpartition("\n")[0]


Marks = tuple[list[int], list[int]]
"""Lines and columns of a file's keys and of its values, both in the order of the data."""


def marks(document: Document) -> Marks | None:
    """Give where everything stands in a file, for a process that gets its data from this one."""
    if isinstance(document.keys, Places) and isinstance(document.values, Places):
        return document.keys.marks(), document.values.marks()
    return None


def _locs(value: object, loc: Loc = ()) -> Iterator[Loc]:
    """Give the places in data, in the order in which they are read."""
    yield loc
    parts: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    for part, inner in parts:
        yield from _locs(inner, (*loc, part))


@dataclass
class _Later:
    """Finds where keys and values stand, of data that are known already, when somebody asks."""

    path: str
    data: dict[str, Any]
    front: str
    first_line: int
    marks: Marks | None

    @cached_property
    def places(self) -> tuple[Mapping[Loc, Position], ...]:
        """The places of the keys, and those of the values."""
        if self.marks is None:
            text = self.front if self.first_line == 1 else _between(self.front)
            return read(text, Lines(self.path, tuple(self.front.split("\n"))), self.first_line)[1:]
        values = list(_locs(self.data))
        keys = [loc for loc in values if loc and isinstance(loc[-1], str)]
        return tuple(
            {
                loc: Position(line + self.first_line, column + 1)
                for loc, line, column in zip(locs, marks[::2], marks[1::2], strict=True)
            }
            for locs, marks in zip((keys, values), self.marks, strict=True)
        )


class _Places(Mapping[Loc, Position]):
    def __init__(self, later: _Later, number: int) -> None:
        self._later = later
        self._number = number

    def __getitem__(self, loc: Loc) -> Position:
        return self._later.places[self._number][loc]

    def __iter__(self) -> Iterator[Loc]:
        return iter(self._later.places[self._number])

    def __len__(self) -> int:
        return len(self._later.places[self._number])


def _known(
    path: str, data: dict[str, Any], text: tuple[str, str, int], first_line: int, marks: Marks | None = None
) -> Document:
    later = _Later(path, data, text[0], first_line, marks)
    return Document(path, data, *text, _Places(later, 0), _Places(later, 1))


def parse(text: str, path: str, known: dict[str, Any] | None = None, marks: Marks | None = None) -> Document:
    """Read a guide file, whose data may be known from before: to read them takes most of the time.

    Where they stand is read when somebody asks, unless `marks` say it.

    Raises FrontMatterError with every finding when the file has no readable front matter.
    """
    text = _with_plain_line_ends(text)
    cut = _cut(text)
    if cut is not None and known is not None:
        return _known(path, known, cut, _FIRST_LINE, marks)
    whole = Lines(path, tuple(text.split("\n")))
    if cut is None:
        raise FrontMatterError([_without_data(whole)])
    front, _, body_line = cut
    if misplaced := _data_below(whole, body_line - _FIRST_LINE):
        raise FrontMatterError([misplaced])
    if excess := list(too_long(whole, body_line)):
        raise FrontMatterError(excess)
    data, keys, values = read(_between(front), whole, _FIRST_LINE)
    return Document(path, data, *cut, keys, values)


def parse_data(text: str, path: str, known: dict[str, Any] | None = None) -> Document:
    """Read a file that is data from its first line on, as docs/about/authors.yml is; they may be known from before.

    Raises FrontMatterError with every finding.
    """
    text = _with_plain_line_ends(text)
    cut = text, "", text.count("\n") + 2
    if known is not None:
        return _known(path, known, cut, 1)
    whole = Lines(path, tuple(text.split("\n")))
    if excess := list(too_long(whole, cut[2])):
        raise FrontMatterError(excess)
    data, keys, values = read(text, whole, 1)
    return Document(path, data, *cut, keys, values)


def text_alone(text: str, path: str) -> Document:
    """Give a file without data, or whose data cannot be read: all of it is text."""
    return Document(path, {}, "", _with_plain_line_ends(text), 1, {}, {})
