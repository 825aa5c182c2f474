"""What a rule is: one object, declared beside the function that looks, by which alone findings are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from guides.diagnostics.diagnostic import Diagnostic, Position, Severity, in_place, one_line

FILE, DATA, DATES, TEXT, ACROSS = "The file", "The data", "Dates", "The text", "Between guides"
LINKS, CONTACTS, PICTURES = "Links", "Phone numbers, addresses and secrets", "Pictures"
CHANGE, SUPPRESSING = "What a change may do", "Silencing a rule"

CATEGORIES = (FILE, DATA, LINKS, CONTACTS, DATES, TEXT, PICTURES, ACROSS, CHANGE, SUPPRESSING)
"""The order in which contributors read of rules."""

_START = Position(1, 1)


class Text(Protocol):
    """A file whose lines have been read."""

    @property
    def path(self) -> str:
        """How findings name it."""

    @property
    def lines(self) -> Sequence[str]:
        """What stands in it, without the line ends."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What the checker demands, with an example that breaks it and one that does not.

    An example is lines of the data, lines of the text, or words where neither can show it. Every
    finding takes its id and its severity from here, so neither can be misspelt or forgotten.
    `suppressible` says whether a guide may name the rule under `ignore`, with a reason; what makes
    a file unreadable or a page unsafe may not be.
    """

    id: str
    category: str
    description: str
    bad: str
    good: str
    severity: Severity = Severity.ERROR
    suppressible: bool = False

    def at(self, text: Text, position: Position, message: str, fix: str | None = None) -> Diagnostic:
        """Make a finding at a place in a file, with the line that stands there."""
        source = text.lines[position.line - 1] if 0 < position.line <= len(text.lines) else ""
        said, help_text = one_line(message), one_line(fix) if fix else fix
        place = (one_line(text.path), position.line, position.column)
        return Diagnostic(*place, self.id, said, help_text, self.severity, in_place(source))

    def in_file(self, path: str, message: str, fix: str | None = None, position: Position = _START) -> Diagnostic:
        """Make a finding about a file whose lines are not there: it is missing, no text, or not to be read."""
        said, help_text = one_line(message), one_line(fix) if fix else fix
        return Diagnostic(one_line(path), position.line, position.column, self.id, said, help_text, self.severity)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule says before it is known where: the same address stands in many places."""

    rule: Rule
    message: str
    fix: str

    def at(self, text: Text, position: Position) -> Diagnostic:
        """Make the finding at a place in a file."""
        return self.rule.at(text, position, self.message, self.fix)
