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
    line = diagnostic.source
    if not line.isprintable():
        line = "".join(character if character.isprintable() else " " for character in line)
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
    for path, group in groupby(sorted(diagnostics), key=lambda diagnostic: diagnostic.path):
        lines = [paint(_BOLD, path)]
        for diagnostic in group:
            tone = _RED if diagnostic.severity is Severity.ERROR else _YELLOW
            place = paint(_DIM, f"{path}:{diagnostic.line}:{diagnostic.column}")
            rule = paint(_DIM, f"[{diagnostic.rule}]")
            lines.append(f"  {place} {paint(tone, diagnostic.severity)} {rule}")
            lines.append(f"    {diagnostic.message}")
            if diagnostic.source.strip():
                text, offset = _excerpt(diagnostic)
                lines.append(paint(_DIM, f"    {diagnostic.line:>4} | ") + text)
                lines.append(" " * 9 + paint(_DIM, "| ") + " " * offset + paint(tone, "^"))
            if diagnostic.fix:
                lines.append(f"    {paint(_CYAN, 'fix:')} {diagnostic.fix}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Print findings as workflow commands, which GitHub shows beside the changed lines."""

    def escape(text: str, *, is_property: bool) -> str:
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return text.replace(":", "%3A").replace(",", "%2C") if is_property else text

    def command(diagnostic: Diagnostic) -> str:
        file, title = (escape(text, is_property=True) for text in (diagnostic.path, diagnostic.rule))
        place = f"file={file},line={diagnostic.line},col={diagnostic.column}"
        text = f"{diagnostic.message} {diagnostic.fix}" if diagnostic.fix else diagnostic.message
        return f"::{diagnostic.severity} {place},title={title}::{escape(text, is_property=False)}"

    return "\n".join(map(command, sorted(diagnostics)))


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Print findings for another program: a list of objects with the fields of Diagnostic."""
    names = [field.name for field in fields(Diagnostic)]
    rows = [{name: getattr(diagnostic, name) for name in names} for diagnostic in sorted(diagnostics)]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_suppressed(diagnostics: Iterable[Diagnostic]) -> str:
    """List the findings that guides silence, each with its reason."""
    rows = [
        f"{diagnostic.path}:{diagnostic.line}: [{diagnostic.rule}] {diagnostic.message} "
        f"Silenced: {diagnostic.suppressed}"
        for diagnostic in diagnostics
        if diagnostic.suppressed
    ]
    return "\n".join([*rows, f"{count(len(rows), 'finding')} silenced"])
