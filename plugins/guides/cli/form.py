"""`guides form`: a filled-in issue form becomes a file that the checker passes, or an answer that says what is missing.

It runs in a workflow that may not write; another job, which runs nothing of ours, sends what it
prints. Whatever the form says is somebody's text: it becomes a scalar of YAML, a code block, or
nothing, and never a path, a title or a command.
"""

import argparse
import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from guides.cli.common import OK, CouldNotRunError, add_today, docs_folder, today
from guides.collection import Collection
from guides.diagnostics import Diagnostic, summary
from guides.diagnostics.formats import as_text
from guides.diagnostics.markdown import block
from guides.load import load
from guides.model import Route
from guides.model.fields import slugify
from guides.site.skeleton import scalar
from guides.site.wording import route_title
from guides.source.frontmatter import Document, FrontMatterError, parse
from guides.source.raw import records

_NO_ANSWER = "_No response_"
_MOST_CHARACTERS = 20_000
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?")
_PLACE = re.compile(r"(?P<room>guides|billers)/(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.md")

_GUIDE = {
    "Service": "service",
    "Category": "category",
    "The company’s host": "domain",
    "The page where cancelling starts": "url",
    "The answer in one sentence": "answer",
    "Steps": "steps",
    "The company’s own page that says so": "source",
    "How do you know?": "how",
}
_STEP = {
    "Guide": "guide",
    "Way to cancel": "route",
    "Which step?": "step",
    "What did you see instead?": "seen",
    "How should the step read?": "action",
    "The company’s own page that says so": "source",
    "Country, device, and the day": "where",
}
"""The labels of the forms in .github/ISSUE_TEMPLATE, in their order, and what each answers."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file to send: where, what, under which title, with which words."""

    path: str
    content: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sender is told where nothing can be sent; nothing where a person has to read it anyway."""

    text: str | None


def answers(body: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Read the answers out of an issue that a form made: a heading for each label, in their order."""
    given: dict[str, str] = {}
    text = body.replace("\r\n", "\n")
    names = list(labels)
    for index, label in enumerate(names):
        mark = re.search(rf"^### {re.escape(label)}[ \t]*$", text, re.MULTILINE)
        if mark is None:
            continue
        text = text[mark.end() :]
        # An answer ends where the next question stands; a heading of the sender's own ends nothing.
        ends = [
            end.start()
            for other in names[index + 1 :]
            if (end := re.search(rf"^### {re.escape(other)}[ \t]*$", text, re.MULTILINE))
        ]
        said = (text[: min(ends)] if ends else text).strip()
        given[labels[label]] = "" if said == _NO_ANSWER else said
    return given


def _line(text: str) -> str:
    return " ".join(text.split())


def _steps(text: str) -> list[str]:
    """Write steps as YAML, one from each line; numbers and bullets before them are left out."""
    lines = []
    for line in text.split("\n"):
        said = re.sub(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+", "", line).strip()
        if not said:
            continue
        action, _, where = said.partition(" | ")
        lines.append(f"      - action: {scalar(_line(action))}")
        if where.strip():
            lines.append(f"        where: {scalar(_line(where))}")
    return lines


def _new_guide(said: Mapping[str, str], collection: Collection, day: date) -> tuple[str, str] | Answer:
    """Give the place and the text of a new guide."""
    name = _line(said.get("service", ""))
    slug = slugify(name)
    if not slug:
        return Answer("Thank you. The service’s name has no letter that an address can have; a person will choose one.")
    if slug in collection.guides or any(one.uri == f"guides/{slug}.md" for one in collection.broken):
        return Answer(f"Thank you. There is a guide already: `docs/guides/{slug}.md`. What is different there?")
    how = "walkthrough" if "myself" in said.get("how", "") else "official-page"
    lines = [
        "---",
        f"title: {scalar(f'How to cancel {name}')}",
        f"description: {scalar(_line(said.get('answer', '')))}",
        "service:",
        f"  name: {scalar(name)}",
        f"  category: {scalar(_line(said.get('category', '')))}",
        f"  domains: [{scalar(_line(said.get('domain', '')))}]",
        "authors: [editors]",
        f"published: {day.isoformat()}",
        "routes:",
        "  - via: website",
        f"    url: {scalar(_line(said.get('url', '')))}",
        "    steps:",
        *_steps(said.get("steps", "")),
        "    check:",
        f"      date: {day.isoformat()}",
        f"      how: {how}",
        f"      source: {scalar(_line(said.get('source', '')))}",
        "---",
    ]
    return f"guides/{slug}.md", "\n".join(lines) + "\n"


def _route(document: Document, wanted: str) -> int | None:
    """Find the one route that a form means: by its heading or its channel, or because there is no other."""
    own = [(int(loc[-1]), route) for loc, route in records(document.data, "routes") if route.get("steps")]
    if len(own) == 1:
        return own[0][0]
    said = _line(wanted).casefold()
    named = []
    for index, route in own:
        shown = route_title(Route.model_validate(route))
        if said in {shown.casefold(), str(route.get("via")).casefold()}:
            named.append(index)
    return named[0] if len(named) == 1 else None


def _changed(document: Document, route: int, step: int, action: str, day: date) -> str | None:
    """Put other words in the place of a step's, and an entry under `changes`; nothing where that is not certain."""
    old = document.data["routes"][route]["steps"][step]["action"]
    line, column = document.locate(("routes", route, "steps", step, "action"))
    lines = list(document.lines)
    rest = lines[line - 1][column - 1 :]
    doubled = old.replace("'", "''")
    written = next((form for form in (f'"{old}"', f"'{doubled}'", old) if rest.startswith(form)), None)
    if written is None:
        return None
    is_in_braces = rest != written
    new = scalar(action)
    if is_in_braces and not new.startswith(("'", '"')):
        doubled = action.replace("'", "''")
        new = f"'{doubled}'"
    lines[line - 1] = lines[line - 1][: column - 1] + new + rest[len(written) :]
    entry = f"  - {{date: {day.isoformat()}, what: 'Step {step + 1} has other words, as a reader saw it.'}}"
    if "changes" in document.data:
        key = document.locate(("changes",), key=True).line
        if lines[key - 1].strip() != "changes:":
            return None
        first = document.locate(("changes", 0))
        indent = len(lines[first.line - 1]) - len(lines[first.line - 1].lstrip())
        lines.insert(key, " " * indent + entry.lstrip())
    else:
        end = next(number for number, text in enumerate(lines[1:], start=1) if text.rstrip() == "---")
        lines[end:end] = ["changes:", entry]
    text = "\n".join(lines)
    try:
        now = parse(text, document.path).data
    except FrontMatterError:
        return None
    expected = json.loads(json.dumps(document.data))
    expected["routes"][route]["steps"][step]["action"] = action
    own = {name: value for name, value in now.items() if name != "changes"}
    return text if own == {name: value for name, value in expected.items() if name != "changes"} else None


def _step(said: Mapping[str, str], docs: Path, day: date) -> tuple[str, str, int] | Answer:
    """Give the place and the text of a guide with one step changed, and the step's number."""
    action = _line(said.get("action", ""))
    place = _PLACE.fullmatch(said.get("guide", ""))
    number = re.fullmatch(r"(?:step )?(\d{1,2})\.?", said.get("step", ""), re.IGNORECASE | re.ASCII)
    # What is not complete stays what it was: a report that a person reads.
    if not action or not said.get("source") or place is None or number is None:
        return Answer(None)
    path = docs / place["room"] / f"{place['slug']}.md"
    if path.is_symlink() or not path.is_file():
        return Answer(None)
    document = parse(path.read_text(encoding="utf-8"), path.as_posix())
    route = _route(document, said.get("route", ""))
    step = int(number[1]) - 1
    if route is None or not 0 <= step < len(document.data["routes"][route]["steps"]):
        return Answer(None)
    text = _changed(document, route, step, action, day)
    return Answer(None) if text is None else (f"{place['room']}/{place['slug']}.md", text, step + 1)


def _findings(docs: Path, uri: str, content: str, day: date) -> list[Diagnostic]:
    """Check a file among the others, in a copy of them all."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(docs, Path(folder) / "docs", symlinks=True))
        (copy / uri).write_text(content, encoding="utf-8")
        diagnostics = load(copy, "docs/", day, lambda: frozenset({uri}))[1]
    return [diagnostic for diagnostic in diagnostics if diagnostic.path == f"docs/{uri}" and not diagnostic.suppressed]


def _body(event: Mapping[str, Any], said: Mapping[str, str], diagnostics: Sequence[Diagnostic]) -> str:
    """Write the words of a pull request. They name the sender, and not by an e-mail."""
    login = str(event["issue"].get("user", {}).get("login", ""))
    sender = f"@{login}" if _LOGIN.fullmatch(login) else "somebody"
    told = "\n".join(f"{name}: {value}" for name, value in said.items() if value)
    parts = [
        f"Sent by {sender} through the form in #{int(event['issue']['number'])}. What the form says:",
        block(told),
        f"The checker: {summary(diagnostics)}.",
    ]
    if diagnostics:
        parts.append(block(as_text(diagnostics)))
    parts.append("Nobody has compared this with its source yet: please do, and read every word of it.")
    return "\n\n".join(parts)


def read(event: Mapping[str, Any], docs: Path, day: date) -> Change | Answer:
    """Make a change of an event, as the host records it when an issue is opened."""
    issue = event["issue"]
    body = str(issue.get("body") or "")
    labels = {str(label.get("name")) for label in issue.get("labels", [])}
    if len(body) > _MOST_CHARACTERS:
        return Answer("Thank you. This is longer than a guide may be; a person will read it.")
    collection, _ = load(docs)
    if "guide" in labels:
        said = answers(body, _GUIDE)
        made = _new_guide(said, collection, day)
        if isinstance(made, Answer):
            return made
        uri, content = made
        title = f"Add a guide: {uri.rpartition('/')[2].removesuffix('.md')}"
    elif "step" in labels:
        said = answers(body, _STEP)
        changed = _step(said, docs, day)
        if isinstance(changed, Answer):
            return changed
        uri, content, number = changed
        title = f"Change step {number} of {uri.removesuffix('.md')}"
    else:
        return Answer(None)
    diagnostics = _findings(docs, uri, content, day)
    if any(diagnostic.is_error for diagnostic in diagnostics):
        words = "Thank you. Before this can become a pull request, please mend what the checker found, in a new form:"
        return Answer(f"{words}\n\n{block(as_text(diagnostics))}")
    return Change(f"docs/{uri}", content, title, _body(event, said, diagnostics))


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options. The command is a workflow's, so the list of commands leaves it out."""
    parser = commands.add_parser("form", description="Make a file of a filled-in issue form; for a workflow.")
    parser.add_argument("event", type=Path, metavar="EVENT", help="the event as the host records it, in JSON")
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what is to be sent, as JSON."""
    docs = docs_folder(arguments)
    try:
        event = json.loads(arguments.event.read_text(encoding="utf-8"))
        made = read(event, docs, today(arguments))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CouldNotRunError(f"{arguments.event} is no event of an issue: {error!r}") from error
    if isinstance(made, Answer):
        print(json.dumps({"answer": made.text, "is_change": False}))
    else:
        change = {"path": made.path, "content": made.content, "title": made.title, "body": made.body}
        print(json.dumps({"answer": None, "is_change": True, **change}))
    return OK
