"""`guides show`: a guide as its page says it, in a terminal."""

import argparse
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable

from markupsafe import Markup

from guides.cli.common import OK, CouldNotRunError, docs_folder, wants_color
from guides.cli.progress import working
from guides.collection import AnyEntry, Collection
from guides.diagnostics.markdown import visible
from guides.load import load
from guides.rules.across import claims, folded
from guides.site import plain, told
from guides.site.links import Links, Site
from guides.site.views import GuidePage, page_view
from guides.source.schema_errors import did_you_mean

_EPILOG = """\
Examples:
  guides show dropbox
  guides show "Disney+"
  guides show apple          a biller, with the steps that guides take from it
"""
_WIDEST, _NARROWEST = 100, 40
_BOLD, _OFF = "\x1b[1m", "\x1b[0m"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser(
        "show",
        help="print a guide",
        description="Print a guide as its page says it: who bills, by when, the steps, and their sources.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("guide", metavar="SLUG", help="the file’s name without .md, or the service’s name")
    parser.set_defaults(run=run)


def _find(word: str, collection: Collection) -> AnyEntry:
    """Find a guide or a biller by its slug, its path, or any name that readers know."""
    slug = word.rpartition("/")[2].removesuffix(".md")
    if entry := collection.guides.get(slug) or collection.billers.get(slug):
        return entry
    entries: list[AnyEntry] = [*collection.guides.values(), *collection.billers.values()]
    for one in entries:
        if any(kind in {"name", "address"} and folded(written) == folded(word) for kind, _, _, written in claims(one)):
            return one
    if any(broken.uri.endswith(f"/{slug}.md") for broken in collection.broken):
        raise CouldNotRunError(f"`{word}` has errors; see them with: guides check")
    slugs = [*collection.guides, *collection.billers]
    near = did_you_mean(word, slugs) or did_you_mean(word, [one.page.merchant.name for one in entries])
    raise CouldNotRunError(f"there is no guide `{word}`" + (f"; did you mean `{near}`?" if near else ""))


_LINK = re.compile(r'<a href="(https://[^"]*)">(.*?)</a>')


def _with_address(link: re.Match[str]) -> str:
    return link[2] if link[1] == link[2] else f"{link[2]} ({link[1]})"


def _plain(text: str) -> str:
    """Give a text as a reader sees it, whether it is HTML or not, with the addresses that links lead to."""
    words = Markup(_LINK.sub(_with_address, text)).striptags() if isinstance(text, Markup) else text  # noqa: S704 - only read
    return visible(words, 4_000)


class _Paper:
    """Collects lines of one width."""

    def __init__(self, width: int, *, color: bool) -> None:
        self.width = width
        self.color = color
        self.lines: list[str] = []

    def heading(self, text: str) -> None:
        title = _plain(text)
        if self.lines:
            self.lines.append("")
        self.lines.append(f"{_BOLD}{title}{_OFF}" if self.color else title)

    def say(self, text: str, first: str = "  ") -> None:
        if said := _plain(text):
            self.lines += textwrap.wrap(
                said,
                self.width,
                initial_indent=first,
                subsequent_indent=" " * len(first),
                break_on_hyphens=False,
                break_long_words=False,
            )

    def print(self, said: Iterable[told.Line]) -> None:
        number = 0
        for line in said:
            number = number + 1 if line.form == "step" else 0
            first = {"item": "  - ", "step": f"  {number}. "}.get(line.form, "  ")
            if line.form in {"part", "subpart"}:
                self.heading(line.words)
            else:
                self.say(line.words, first)
            for more in line.more:
                self.say(more, " " * len(first))


def as_text(page: GuidePage, body: str, width: int, *, color: bool = False) -> str:
    """Print a page for a terminal: every line of what the page says, and the words of its author's text."""
    paper = _Paper(min(max(width, _NARROWEST), _WIDEST), color=color)
    paper.heading(page.title)
    paper.say(page.answer, "")
    paper.print(told.above(page))
    if body:
        paper.lines.append("")
    for line in body.splitlines():
        paper.say(line)
    paper.print(told.below(page))
    return "\n".join(paper.lines)


def run(arguments: argparse.Namespace) -> int:
    """Print the guide."""
    docs = docs_folder(arguments)
    with working("Reading the pages"):
        collection, _ = load(docs, f"{docs.as_posix()}/")
    entry = _find(arguments.guide, collection)
    page = page_view(collection, entry, Links(entry.uri, Site()))
    body = plain.body_text(entry.document.tree)
    print(as_text(page, body, shutil.get_terminal_size().columns, color=wants_color(sys.stdout)))
    return OK
