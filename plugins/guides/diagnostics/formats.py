"""The forms in which findings are printed: for people, for GitHub, for other programs."""

import json
from collections.abc import Iterable
from dataclasses import fields
from itertools import groupby

from guides.diagnostics.diagnostic import Diagnostic, Severity, count

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
