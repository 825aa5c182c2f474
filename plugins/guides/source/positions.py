"""Where something stands in a file, and what it means that a file cannot be read."""

from collections.abc import Sequence
from typing import NamedTuple

from guides.diagnostics import Diagnostic, Position

__all__ = ["FrontMatterError", "Lines", "Loc", "Position"]

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
