"""One finding of the checker, and how many there are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Whether a finding stops a build."""

    ERROR = "error"
    WARNING = "warning"


class Position(NamedTuple):
    """A place in a file; line and column count from 1. A tuple, for there are hundreds in each file."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding: where it is, which rule fired, what is wrong and what to do.

    Rules make them (diagnostics/rule.py). `line` and `column` count from 1, as editors do. `source` is
    the offending line, and `suppressed` the reason for which a guide says that the rule does not hold there.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    fix: str | None
    severity: Severity
    source: str = ""
    suppressed: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the finding stops a build."""
        return self.severity is Severity.ERROR and not self.suppressed

    def __str__(self) -> str:
        """Give the finding as one line that an editor can jump to."""
        help_text = f" {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}:{self.column}: {self.severity}[{self.rule}] {self.message}{help_text}"


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """Show what a terminal would act on, or a log read as a new line, by its number: a file may hold any character."""
    return text if text.isprintable() else _CONTROL.sub(_numbered, text)


def _numbered(match: re.Match[str]) -> str:
    return " " if match.group() in "\n\t" else f"\\u{ord(match.group()):04x}"


def in_place(line: str) -> str:
    """Do the same to a line of a file, of which every character stays in its column."""
    return line if line.isprintable() else _CONTROL.sub(lambda match: "\t" if match.group() == "\t" else "\ufffd", line)


def count(number: int, noun: str) -> str:
    """Give a number with its noun: `1 problem`, `2 problems`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Say in one line how much is wrong: `5 problems in 2 files`."""
    standing = [diagnostic for diagnostic in diagnostics if not diagnostic.suppressed]
    errors = [diagnostic for diagnostic in standing if diagnostic.is_error]
    warnings = len(standing) - len(errors)
    parts = []
    if errors:
        parts.append(f"{count(len(errors), 'problem')} in {count(len({error.path for error in errors}), 'file')}")
    if warnings:
        parts.append(count(warnings, "warning"))
    return ", ".join(parts) or "no problems"
