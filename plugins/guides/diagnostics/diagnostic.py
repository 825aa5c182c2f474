"""One finding of the checker, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


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
