"""Where something stands in a file, and what it means that a file cannot be read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from guides.diagnostics import Diagnostic, Position

__all__ = ["FrontMatterError", "Lines", "Loc", "Places", "Position"]

Loc = tuple[str | int, ...]
"""A place in the data, from the outside in: `("routes", 0, "steps")`."""


class FrontMatterError(Exception):
    """A file that cannot be read as a guide; carries every finding."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Take every finding, so that one run reports them all."""
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = tuple(diagnostics)


class Lines(NamedTuple):
    """A file that is text and no document yet: its path and its lines."""

    path: str
    lines: tuple[str, ...]


class Places(Mapping[Loc, Position]):
    """Where keys or values stand. The parser has marked each; a position is made of those that somebody asks for."""

    def __init__(self, marks: Mapping[Loc, Any], first_line: int) -> None:
        """Take the marks of PyYAML, which has several types for them, in data that begin on `first_line` of a file."""
        self._marks, self._first_line = marks, first_line

    def __getitem__(self, loc: Loc) -> Position:
        """Give the position of one."""
        mark = self._marks[loc]
        return Position(mark.line + self._first_line, mark.column + 1)

    def marks(self) -> list[int]:
        """Give line and column of each, one after the other, as the parser counts them: what can be sent of them."""
        return [number for mark in self._marks.values() for number in (mark.line, mark.column)]

    def __iter__(self) -> Iterator[Loc]:
        """Give what is in the data, in their order."""
        return iter(self._marks)

    def __len__(self) -> int:
        """Count it."""
        return len(self._marks)
