"""Findings of the checker, and the forms in which they are printed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import groupby


class Severity(StrEnum):
    """Whether a finding stops a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding: where it is, which rule fired, what is wrong and what to do.

    `line` and `column` count from 1, as editors do. `source` is the offending line, and
    `silenced` the reason for which a guide says that the rule does not hold there.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    fix: str | None = None
    severity: Severity = Severity.ERROR
    source: str = ""
    silenced: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the finding stops a build."""
        return self.severity is Severity.ERROR and not self.silenced

    def __str__(self) -> str:
        """Give the finding as one line that an editor can jump to."""
        help_text = f" {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}:{self.column}: {self.severity}[{self.rule}] {self.message}{help_text}"


def count(number: int, noun: str) -> str:
    """Give a number with its noun: `1 problem`, `2 problems`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Say in one line how much is wrong: `5 problems in 2 files`."""
    diagnostics = [found for found in diagnostics if not found.silenced]
    errors = [found for found in diagnostics if found.is_error]
    warnings = len(diagnostics) - len(errors)
    parts = []
    if errors:
        parts.append(f"{count(len(errors), 'problem')} in {count(len({found.path for found in errors}), 'file')}")
    if warnings:
        parts.append(count(warnings, "warning"))
    return ", ".join(parts) or "no problems"


_BOLD, _RED, _YELLOW, _CYAN, _DIM, _OFF = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[2m", "\x1b[0m"
_WIDTH = 110


def _excerpt(diagnostic: Diagnostic) -> tuple[str, int]:
    """Cut a window out of a long line around the column; return it with the caret's offset."""
    # A tab or a control character would put the caret elsewhere or reach the terminal raw.
    line = "".join(character if character.isprintable() else " " for character in diagnostic.source)
    offset = min(max(diagnostic.column - 1, 0), len(line))
    if len(line) <= _WIDTH:
        return line, offset
    start = max(0, min(offset - _WIDTH // 3, len(line) - _WIDTH))
    return line[start : start + _WIDTH], offset - start


def as_text(diagnostics: Iterable[Diagnostic], *, color: bool = False) -> str:
    """Print findings for a person: grouped by file, each with its line and a caret."""

    def paint(code: str, text: str) -> str:
        return f"{code}{text}{_OFF}" if color else text

    blocks = []
    for path, group in groupby(sorted(diagnostics), key=lambda found: found.path):
        lines = [paint(_BOLD, path)]
        for found in group:
            tone = _RED if found.severity is Severity.ERROR else _YELLOW
            place = f"{path}:{found.line}:{found.column}"
            lines.append(f"  {paint(_DIM, place)} {paint(tone, found.severity)} {paint(_DIM, f'[{found.rule}]')}")
            lines.append(f"    {found.message}")
            if found.source.strip():
                text, offset = _excerpt(found)
                lines.append(paint(_DIM, f"    {found.line:>4} | ") + text)
                lines.append(" " * 9 + paint(_DIM, "| ") + " " * offset + paint(tone, "^"))
            if found.fix:
                lines.append(f"    {paint(_CYAN, 'fix:')} {found.fix}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Print findings as workflow commands, which GitHub shows beside the changed lines."""

    def escape(text: str, *, is_property: bool) -> str:
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return text.replace(":", "%3A").replace(",", "%2C") if is_property else text

    def command(found: Diagnostic) -> str:
        place = f"file={escape(found.path, is_property=True)},line={found.line},col={found.column}"
        title = escape(found.rule, is_property=True)
        text = f"{found.message} {found.fix}" if found.fix else found.message
        return f"::{found.severity} {place},title={title}::{escape(text, is_property=False)}"

    return "\n".join(command(found) for found in sorted(diagnostics))


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Print findings for another program: a list of objects with the fields of Diagnostic."""
    names = [one.name for one in fields(Diagnostic)]
    rows = [{name: getattr(found, name) for name in names} for found in sorted(diagnostics)]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_silenced(diagnostics: Iterable[Diagnostic]) -> str:
    """List the findings that guides silence, each with its reason."""
    rows = [
        f"{one.path}:{one.line}: [{one.rule}] {one.message} Silenced: {one.silenced}"
        for one in diagnostics
        if one.silenced
    ]
    return "\n".join([*rows, f"{count(len(rows), 'finding')} silenced"])
