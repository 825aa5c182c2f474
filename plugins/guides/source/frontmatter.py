"""Reads a guide file into data, and remembers where each value stands.

The data are YAML without its guesses: source/yaml.py says what a value may be.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from guides.diagnostics import Diagnostic
from guides.source.limits import MAX_BYTES, too_long
from guides.source.positions import FrontMatterError, Loc, Position, located
from guides.source.yaml import read

__all__ = ["Document", "FrontMatterError", "Loc", "Position", "decode", "parse", "parse_data"]

_FENCE = re.compile(r"---[ \t]*")


@dataclass(frozen=True, slots=True)
class Document:
    """A guide file, read: its data, its body, and where everything stands."""

    path: str
    data: dict[str, Any]
    body: str
    body_line: int
    lines: tuple[str, ...]
    keys: dict[Loc, Position] = field(repr=False)
    values: dict[Loc, Position] = field(repr=False)

    def locate(self, loc: Loc, *, key: bool = False) -> Position:
        """Find a value (or its key) in the file; a missing one is found at its nearest parent."""
        for length in range(len(loc), 0, -1):
            part = loc[:length]
            is_whole = length == len(loc)
            places = (self.keys, self.values) if key or not is_whole else (self.values, self.keys)
            for place in places:
                if part in place:
                    return place[part]
        return Position(1, 1)

    def report(self, position: Position, rule: str, message: str, fix: str | None = None) -> Diagnostic:
        """Make a finding at a position of this file."""
        return located(self.path, self.lines, position, rule, message, fix)


def decode(raw: bytes, path: str, size: int | None = None) -> str:
    """Turn a file's bytes into text, or say where it stops being UTF-8.

    `size` is that of the whole file, when only its beginning was read.
    """
    size = max(size or 0, len(raw))
    if size > MAX_BYTES:
        message = f"The file has {size:,} bytes; a guide has at most {MAX_BYTES:,}."
        raise FrontMatterError(
            [Diagnostic(path, 1, 1, "file-size", message, "Shorten it, or split it into two guides.")]
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].rpartition(b"\n")
        position = Position(raw.count(b"\n", 0, error.start) + 1, len(before[2]) + 1)
        message = f"The file is not UTF-8: byte 0x{raw[error.start]:02x} is not part of a character."
        fix = "Save it again as UTF-8 in your editor."
        raise FrontMatterError([Diagnostic(path, position.line, position.column, "encoding", message, fix)]) from error


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split(text: str, path: str) -> tuple[str, str, int, tuple[str, ...]]:
    """Separate the data from the body; return both, the body's first line and all lines."""
    lines = tuple(_with_plain_line_ends(text).split("\n"))
    shape = "A guide starts with `---`, then its data, then `---` again, then its text."
    if not text.strip():
        raise FrontMatterError([Diagnostic(path, 1, 1, "empty-file", "The file is empty.", shape)])
    if not _FENCE.fullmatch(lines[0]):
        message = "The file has no front matter: its first line is not `---`."
        raise FrontMatterError([located(path, lines, Position(1, 1), "no-front-matter", message, shape)])
    for number, line in enumerate(lines[1:], start=1):
        if _FENCE.fullmatch(line):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2, lines
    message = "The front matter is never closed."
    fix = "Add a line with `---` where the data ends and the text begins."
    raise FrontMatterError([located(path, lines, Position(1, 1), "front-matter-open", message, fix)])


def parse(text: str, path: str) -> Document:
    """Read a guide file.

    Raises FrontMatterError with every finding when the file has no readable front matter.
    """
    front, body, body_line, lines = _split(text, path)
    if excess := [located(path, lines, Position(line, 1), *words) for line, *words in too_long(lines, body_line)]:
        raise FrontMatterError(excess)
    # The fence is the file's first line.
    data, keys, values = read(front, path, lines, 2)
    return Document(path, data, body, body_line, lines, keys, values)


def parse_data(text: str, path: str) -> Document:
    """Read a file that is data from its first line on, as docs/about/authors.yml is.

    Raises FrontMatterError with every finding.
    """
    lines = tuple(_with_plain_line_ends(text).split("\n"))
    if excess := [located(path, lines, Position(line, 1), *words) for line, *words in too_long(lines, len(lines) + 1)]:
        raise FrontMatterError(excess)
    data, keys, values = read("\n".join(lines), path, lines, 1)
    return Document(path, data, "", len(lines) + 1, lines, keys, values)
