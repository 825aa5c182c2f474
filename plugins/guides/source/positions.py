"""Where something stands in a file, and how a finding is made there."""

from collections.abc import Sequence
from typing import NamedTuple

from guides.diagnostics import Diagnostic
from guides.diagnostics.catalog import severity

Loc = tuple[str | int, ...]
"""A place in the data, from the outside in: `("routes", 0, "steps")`."""


class FrontMatterError(Exception):
    """A file that cannot be read as a guide; carries every finding."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Keep the findings."""
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = tuple(diagnostics)


class Position(NamedTuple):
    """A place in a file; line and column count from 1. A tuple, for there are hundreds in each file."""

    line: int
    column: int


def located(  # noqa: PLR0913, PLR0917 - the fields of a finding
    path: str, lines: Sequence[str], position: Position, rule: str, message: str, fix: str | None = None
) -> Diagnostic:
    """Make a finding at a position of a file, with the line that stands there."""
    source = lines[position.line - 1] if 0 < position.line <= len(lines) else ""
    return Diagnostic(path, position.line, position.column, rule, message, fix, severity(rule), source)
