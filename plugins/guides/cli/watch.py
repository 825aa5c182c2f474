"""`guides watch`: what became of the pages that guides rest on. The one command that asks the network."""

import argparse
import importlib.util
from pathlib import Path

from guides.cli.common import OK, PROBLEMS, CouldNotRunError, add_today, docs_folder, today
from guides.cli.fix import replace
from guides.cli.watching import memory, report, texts
from guides.cli.watching.addresses import Address, collect
from guides.cli.watching.judge import judge
from guides.cli.watching.memory import Memory
from guides.cli.watching.visits import Errand, Manners, Visit

_FORMATS = {"text": report.as_text, "json": report.as_json, "markdown": report.as_markdown}

_DESCRIPTION = """\
Visit every page that the guides name, and tell apart what became of it: broken, moved for good,
led on to a home page or to somebody else's, "not found" with the status of a page that was found,
refused, or changed. This is the only command that uses the network; it is meant for a job that runs
by itself, not for pull requests. It needs the extra `watch`: pip install -e '.[watch]'.

It asks politely: one request a second and host, robots.txt and Retry-After obeyed, and unchanged
pages are not sent again. The first run only learns what pages say. --memory keeps addresses, hashes
and dates; --texts keeps the texts, for the words before and after a change, and is not to be committed.
"""


_EPILOG = """\
Examples:
  guides watch --memory watched.json  visit every page, and remember what it was like
  guides watch --memory watched.json --texts texts --format markdown  the list of tasks for an issue

Exit status: 0 no problem, 1 problems, 2 the command could not run.
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser(
        "watch",
        help="visit the sources of all guides and tell what changed",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--memory", type=Path, metavar="FILE", help="remember in this file what pages were like")
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="keep the texts of pages in this folder")
    parser.add_argument(
        "--readers", type=Path, metavar="FILE", help="write here what pages tell readers: docs/about/watched.yml"
    )
    parser.add_argument(
        "--days", type=_at_least_one, default=3, metavar="N", help="report a page that was lost on N days (default: 3)"
    )
    parser.add_argument(
        "--fresh",
        type=_at_least_one,
        default=1,
        metavar="N",
        help="do not visit pages that were fine less than N days ago (default: 1)",
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
    contact = arguments.contact.strip()
    if not (contact.isascii() and contact.isprintable()):
        raise CouldNotRunError("--contact takes a web address")
    agent = f"{Manners().agent[:-1]}; +{contact})" if contact else Manners().agent
    return Manners(agent, total=arguments.minutes * 60)


def _excerpts(
    folder: Path | None, addresses: list[Address], visits: dict[str, Visit], after: Memory
) -> dict[str, tuple[str, str]]:
    """Give the words before and after each change, and keep the texts that later visits are compared with."""
    excerpts: dict[str, tuple[str, str]] = {}
    if folder is None:
        return excerpts
    folder.mkdir(parents=True, exist_ok=True)
    for address in addresses:
        visit, record = visits.get(address.url), after.pages.get(address.url)
        path = memory.text_file(folder, address.url)
        if visit is None or record is None or not visit.main or visit.is_cut or record.failed:
            continue
        if record.change is None:
            path.write_text(visit.main, encoding="utf-8")
        elif path.exists():
            excerpts[address.url] = texts.change(path.read_text(encoding="utf-8"), visit.main)
    return excerpts


def run(arguments: argparse.Namespace) -> int:
    """Visit, remember and report."""
    docs = docs_folder(arguments)
    day, polite = today(arguments), manners(arguments)
    if importlib.util.find_spec("scrapy") is None or importlib.util.find_spec("trafilatura") is None:
        raise CouldNotRunError("`guides watch` needs Scrapy and trafilatura: pip install -e '.[watch]'")
    # Scrapy brings Twisted along, which no other command should have to load.
    from guides.cli.watching.crawl import visit  # noqa: PLC0415

    try:
        before = memory.read(arguments.memory) if arguments.memory else Memory()
    except memory.MemoryFileError as error:
        raise CouldNotRunError(str(error)) from error
    root = f"{docs.as_posix()}/"
    addresses = collect(docs, root)
    due = [address for address in addresses if not before.is_fresh(address.url, day, arguments.fresh)]
    records = {one.url: before.pages.get(one.url, memory.Record()) for one in due}
    errands = [Errand(one.url, one.domains, records[one.url].etag, records[one.url].modified) for one in due]
    visits = {one.url: one for one in visit(errands, polite)}
    findings = {one.url: judge(one.url, one.domains, visits[one.url], polite.hops) for one in due}
    after = memory.after(before, addresses, {url: (findings[url], visits[url]) for url in findings}, day)
    excerpts = _excerpts(arguments.texts, addresses, visits, after)
    told = report.report(addresses, findings, after, excerpts, arguments.days)
    if arguments.memory:
        arguments.memory.parent.mkdir(parents=True, exist_ok=True)
        replace(arguments.memory, memory.as_json(after).encode())
    if arguments.readers:
        arguments.readers.parent.mkdir(parents=True, exist_ok=True)
        replace(arguments.readers, report.for_readers(told, root).encode())
    print(_FORMATS[arguments.format](told))
    return PROBLEMS if told.problems else OK
