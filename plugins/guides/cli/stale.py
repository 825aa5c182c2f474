"""`guides stale`: which guides to check again, oldest first."""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from guides.cli.common import OK, CouldNotRunError, add_today, docs_folder, today
from guides.collection import Collection, Entry
from guides.diagnostics import count
from guides.load import load
from guides.model import Biller, Guide
from guides.model.route import FRESH_FOR
from guides.site.outputs import security
from guides.source import settings

_UNITS = {"d": 1, "w": 7}
_NOTICE = timedelta(days=30)
"""How long before security.txt runs out somebody hears of it."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A guide of which a route was last checked long ago.

    `checked` is the oldest check, `days` its age, `routes` the channels that are as old as
    the queue asks, and `linked` how many guides rest on this one: they take a biller's steps
    from it, or name it as related.
    """

    path: str
    checked: date
    days: int
    routes: tuple[str, ...]
    linked: int


def _linked(collection: Collection) -> Counter[str]:
    """Count for each page, by its path below docs/, how many guides rest on it."""
    links: Counter[str] = Counter()
    for guide in collection.guides.values():
        links.update(f"guides/{slug}.md" for slug in set(guide.page.related))
        shared = {route.via for route in guide.page.routes if route.is_shared}
        billers = [collection.biller_for(via) for via in shared]
        links.update({biller.uri for biller in billers if biller})
    return links


def queue(collection: Collection, today: date, older_than: int) -> list[Stale]:
    """List the guides with a check that is more than so many days old: the oldest first, then the most linked."""
    linked = _linked(collection)
    entries: list[Entry[Guide] | Entry[Biller]] = list(collection.billers.values())
    entries += [guide for guide in collection.guides.values() if guide.page.retired is None]
    due = []
    for entry in entries:
        old = [
            (route.check.date, route.via.value)
            for route in entry.page.routes
            if route.check and (today - route.check.date).days > older_than
        ]
        if old:
            oldest = min(old)[0]
            routes = tuple(dict.fromkeys(via for _, via in sorted(old)))
            due.append(Stale(entry.document.path, oldest, (today - oldest).days, routes, linked[entry.uri]))
    return sorted(due, key=lambda one: (one.checked, -one.linked, one.path))


def _line(one: Stale) -> str:
    rests = f", {count(one.linked, 'guide')} rest on it" if one.linked > 1 else ""
    rests = ", 1 guide rests on it" if one.linked == 1 else rests
    return f"checked {one.checked}, {count(one.days, 'day')} ago ({', '.join(one.routes)}){rests}"


def as_text(stale: Sequence[Stale]) -> str:
    """Print the queue for a person."""
    rows = [f"{one.path}: {_line(one)}" for one in stale]
    return "\n".join([*rows, f"{count(len(stale), 'guide')} to check again" if stale else "nothing to check again"])


def as_markdown(stale: Sequence[Stale]) -> str:
    """Print the queue as a list of tasks for an issue; file names only, which cannot carry markup."""
    if not stale:
        return "Nothing to check again."
    lead = (
        "Compare each route with its source, then move its `check.date` and say what was found: "
        "`outcome: confirmed`, or an entry under `changes`."
    )
    return "\n".join([lead, "", *(f"- [ ] `{one.path}`: {_line(one)}" for one in stale)])


def as_json(stale: Sequence[Stale]) -> str:
    """Print the queue for another program."""
    rows = [{**asdict(one), "checked": one.checked.isoformat()} for one in stale]
    return json.dumps(rows, ensure_ascii=False, indent=2)


_FORMATS = {"text": as_text, "json": as_json, "markdown": as_markdown}


def _days(text: str) -> int:
    match = re.fullmatch(r"(\d{1,5})([dw])", text, re.ASCII)
    if match is None:
        raise argparse.ArgumentTypeError(f"`{text}` is not an age; write days or weeks: 180d, 26w")
    return int(match[1]) * _UNITS[match[2]]


def _contact(path: Path, today: date) -> str:
    """Say when security.txt is about to run out, or has: who finds a weakness would not trust it any more."""
    try:
        contact = security.of(settings.read(path))
    except settings.SettingsError as error:
        raise CouldNotRunError(str(error)) from error
    if contact is None or contact.expires.date() - today > _NOTICE:
        return ""
    has_expired = contact.expires.date() <= today
    return f"`{path.name}`: security.txt {'expired' if has_expired else 'expires'} on {contact.expires.date()}"


_EPILOG = """\
Examples:
  guides stale
  guides stale --older-than 26w --limit 10
  guides stale --format markdown
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser(
        "stale",
        help="list the guides that should be checked again",
        description="List the guides whose checks are old: the oldest first, and of one day those that most guides "
        "rest on. Always ends with status 0 when it could run: an old check is no mistake.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--older-than",
        type=_days,
        default=FRESH_FOR.days,
        metavar="AGE",
        help="list checks older than this, in days or weeks: 26w (default: %(default)sd)",
    )
    parser.add_argument("--limit", type=int, metavar="NUMBER", help="list at most so many guides")
    parser.add_argument(
        "--format",
        choices=tuple(_FORMATS),
        default="text",
        help="how to print the list (default: text); markdown is a list of tasks for an issue",
    )
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the queue. Guides with errors are left out of it; `guides check` reports them."""
    docs = docs_folder(arguments)
    collection, _ = load(docs, f"{docs.as_posix()}/")
    day = today(arguments)
    due = queue(collection, day, arguments.older_than)
    print(_FORMATS[arguments.format](due[: arguments.limit]))
    if said := _contact(docs.parent / "mkdocs.yml", day):
        # Programs read the list of guides alone.
        is_for_programs = arguments.format == "json"
        print(f"- [ ] {said}" if arguments.format == "markdown" else said, file=sys.stderr if is_for_programs else None)
    return OK
