"""`guides links`: whether the addresses in the pages still answer. The one command that asks the network."""

import argparse
from pathlib import Path

from guides.cli.common import OK, PROBLEMS, CouldNotRunError, add_today, docs_folder, today
from guides.cli.fix import replace
from guides.cli.web import report, state
from guides.cli.web.addresses import collect
from guides.cli.web.crawl import ask
from guides.cli.web.limits import Manners

_FORMATS = {"text": report.as_text, "json": report.as_json, "markdown": report.as_markdown}

_DESCRIPTION = """\
Ask for every address in the pages whether it still answers. This is the only command that uses
the network; it is meant for a job that runs by itself, not for pull requests.

It asks politely: one request at a time and a pause for each host, the head of a page before the
page, robots.txt and Retry-After obeyed. A link is a problem when it failed on several days (the
file named by --state remembers them), or at once when it leads to a site of another owner.
"""


_EPILOG = """\
Examples:
  guides links
  guides links --state .cache/links.json --days 3 --format markdown

Exit status: 0 no problem, 1 problems, 2 the command could not run.
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser(
        "links",
        help="ask the network whether links still answer",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--state", type=Path, metavar="FILE", help="remember in this file since when links fail")
    parser.add_argument(
        "--days", type=_at_least_one, default=3, metavar="N", help="report a link that failed on N days (default: 3)"
    )
    parser.add_argument(
        "--fresh",
        type=_at_least_one,
        default=1,
        metavar="N",
        help="do not ask again for links that answered less than N days ago (default: 1)",
    )
    parser.add_argument("--contact", metavar="URL", default="", help="where hosts can complain, sent with each request")
    parser.add_argument(
        "--minutes", type=_at_least_one, default=45, metavar="N", help="stop asking after N minutes (default: 45)"
    )
    parser.add_argument(
        "--format",
        choices=tuple(_FORMATS),
        default="text",
        help="how to print the report (default: text); markdown is a list of tasks for an issue",
    )
    add_today(parser)
    parser.set_defaults(run=run)


def _at_least_one(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) == int(text)):
        raise argparse.ArgumentTypeError(f"`{text}` is not a number from 1 on")
    return int(text)


def manners(arguments: argparse.Namespace) -> Manners:
    """Give the limits of a run; whoever is asked learns whom to write to."""
    plain = Manners(total=arguments.minutes * 60)
    contact = arguments.contact.strip()
    if not contact:
        return plain
    if not (contact.isascii() and contact.isprintable()):
        raise CouldNotRunError("--contact takes a web address")
    return Manners(total=plain.total, agent=f"{plain.agent[:-1]}; +{contact})")


def run(arguments: argparse.Namespace) -> int:
    """Ask, remember and report."""
    docs = docs_folder(arguments)
    day = today(arguments)
    try:
        before = state.read(arguments.state) if arguments.state else state.State()
    except state.StateError as error:
        raise CouldNotRunError(str(error)) from error
    addresses = collect(docs, f"{docs.as_posix()}/")
    due = [one for one in addresses if not before.is_fresh(one.url, day, arguments.fresh)]
    found = ask(due, manners(arguments))
    after = before.after(found, day, [one.url for one in addresses])
    if arguments.state:
        arguments.state.parent.mkdir(parents=True, exist_ok=True)
        replace(arguments.state, state.as_json(after).encode())
    told = report.report(addresses, found, after, arguments.days)
    print(_FORMATS[arguments.format](told))
    return PROBLEMS if told.problems else OK
