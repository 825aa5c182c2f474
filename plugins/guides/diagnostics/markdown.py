"""Findings and other people's texts as Markdown that cannot be anything but text: for a host's comment or summary."""

import re
from collections.abc import Iterable

from guides.diagnostics.diagnostic import Diagnostic
from guides.diagnostics.formats import as_text

_LONGEST_CELL = 600
_REORDERING = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def visible(text: str, longest: int = _LONGEST_CELL) -> str:
    """Show what would steer a terminal or reorder a line by its code, and cut what nobody reads to the end."""
    shown = "".join(
        character
        if character == "\n" or (character.isprintable() and not _REORDERING.match(character))
        else f"\\u{ord(character):04x}"
        for character in text
    )
    return shown if len(shown) <= longest else f"{shown[:longest]}…"


def _fence(text: str, fewest: int) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(longest + 1, fewest)


def code(text: str) -> str:
    """Put a text into a code span of a table's cell: no link, no mention, no HTML, no second column comes of it."""
    line = " ".join(visible(text).split())
    if not line:
        return ""
    mark = _fence(line, 1)
    # Of the row a table takes the bars before it looks at code.
    return f"{mark} {line} {mark}".replace("|", "\\|")


def block(text: str) -> str:
    """Put a text into a fenced block."""
    shown = visible(text, len(text) * 6)
    mark = _fence(shown, 3)
    return f"{mark}text\n{shown}\n{mark}"


def as_markdown(diagnostics: Iterable[Diagnostic], heading: str) -> str:
    """Print findings as people see them in a terminal, under a heading."""
    text = as_text(diagnostics)
    return f"## {heading}\n\n{block(text)}" if text else f"## {heading}"
