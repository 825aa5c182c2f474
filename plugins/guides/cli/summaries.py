"""What a reviewer must look at, in the forms in which it is read: in a terminal, on a host's page, by a program."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from guides.diagnostics import Diagnostic, count, formats, summary
from guides.diagnostics.markdown import block, code, visible
from guides.rules.review import Item, needs_a_second_person

HEADING = "What a reviewer must look at"
MOST_CHARACTERS = 60_000
"""As much as GitHub takes in a comment, and some room."""
_SECOND = "A second person should agree: this change gives trust, or touches more than guides."


def _lines(name: str, text: str) -> list[str]:
    first, *rest = (visible(text).split("\n")) if text else ["–"]
    return [f"      {name:<7} {first}", *(f"              {line}" for line in rest)]


def as_text(items: Sequence[Item]) -> str:
    """Print the list for a person: each thing with what stood there before and what stands there now."""
    blocks = [f"{HEADING}: {count(len(items), 'thing')}"]
    for harm, group in groupby(items, key=lambda item: item.harm):
        rows = [f"  {harm.title}"]
        for item in group:
            rows.append(f"    {visible(item.path)}:{item.line} {visible(item.what)}")
            rows += [*_lines("before", item.before), *_lines("after", item.after)]
        blocks.append("\n".join(rows))
    if needs_a_second_person(list(items)):
        blocks.append(_SECOND)
    return "\n\n".join(blocks)


def _table(items: Iterable[Item]) -> list[str]:
    rows = ["| Where | What | Before | After |", "|---|---|---|---|"]
    rows += [
        f"| {code(f'{item.path}:{item.line}')} | {code(item.what)} | {code(item.before)} | {code(item.after)} |"
        for item in items
    ]
    return rows


def _within(rows: list[str], most: int, count_all: int) -> list[str]:
    """Take as many rows of a table as fit, and say how many do not."""
    head, used = rows[:2], sum(map(len, rows[:2]))
    taken: list[str] = []
    for row in rows[2:]:
        used += len(row) + 1
        if used > most:
            return [*head, *taken, "", f"And {count_all - len(taken)} more: run `guides check --since` to see them."]
        taken.append(row)
    return [*head, *taken]


def _cut(text: str, most: int, words: str) -> str:
    """Cut a text at the end of a line, and say so."""
    if len(text) <= most:
        return text
    return f"{text[: text.rfind(chr(10), 0, most)]}\n\n{words}"


def as_markdown(diagnostics: Sequence[Diagnostic], items: Sequence[Item], most: int = MOST_CHARACTERS) -> str:
    """Print all findings and the list for a host's page. Whatever a file says stays text, and all of it is bounded."""
    blocks = []
    if items:
        lines = [f"## {HEADING}", ""]
        if needs_a_second_person(list(items)):
            lines += [f"**{_SECOND}**", ""]
        groups = [(harm, list(group)) for harm, group in groupby(items, key=lambda item: item.harm)]
        left = most // 2
        for number, (harm, group) in enumerate(groups):
            # Every harm has its share: a flood of one kind hides no other.
            rows = _within(_table(group), left // (len(groups) - number), len(group))
            left -= sum(map(len, rows))
            lines += [f"### {harm.title}", "", *rows, ""]
        blocks.append("\n".join(lines).rstrip())
    blocks.append(f"## The checker: {summary(diagnostics)}")
    if diagnostics:
        # Cut before the block is closed, so that it is closed whatever was cut.
        left = most - sum(map(len, blocks)) - 200
        blocks.append(block(_cut(formats.as_text(diagnostics), left, "… and more: run `guides check` to see all.")))
    return "\n\n".join(blocks) + "\n"


def as_json(diagnostics: Sequence[Diagnostic], items: Sequence[Item], files: Sequence[str]) -> str:
    """Print both for another program, with the names of all files that the change touches."""
    rows = [
        {
            "harm": item.harm.name.lower(),
            "path": item.path,
            "line": item.line,
            "what": item.what,
            "before": item.before,
            "after": item.after,
        }
        for item in items
    ]
    said = {
        "findings": json.loads(formats.as_json(diagnostics)),
        "review": rows,
        "files": sorted(files),
        "second_person": needs_a_second_person(list(items)),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)
