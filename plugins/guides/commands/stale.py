"""`guides stale`: which guides to check again, and in what order."""

import argparse
import re

from guides import stale
from guides.collection import load
from guides.commands.common import OK, add_today, docs_folder, today

_UNITS = {"d": 1, "w": 7}
_FORMATS = {"text": stale.as_text, "json": stale.as_json, "markdown": stale.as_markdown}


def _days(text: str) -> int:
    found = re.fullmatch(r"(\d{1,5})([dw])", text, re.ASCII)
    if found is None:
        raise argparse.ArgumentTypeError(f"`{text}` is not an age; write days or weeks: 180d, 26w")
    return int(found[1]) * _UNITS[found[2]]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser(
        "stale",
        help="list the guides that should be checked again",
        description="List the guides whose checks are old: the oldest first, and of one day those that most guides "
        "rest on. Always ends with status 0 when it could run: an old check is no mistake.",
    )
    parser.add_argument(
        "--older-than", type=_days, default=180, metavar="AGE", help="list checks older than this: 180d (default), 26w"
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
    found = stale.queue(collection, today(arguments), arguments.older_than)
    print(_FORMATS[arguments.format](found[: arguments.limit]))
    return OK
