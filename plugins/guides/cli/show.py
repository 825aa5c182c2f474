"""`guides show`: a guide as its page says it, in a terminal."""

import argparse
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from guides.cli.common import OK, CouldNotRunError, docs_folder, wants_color
from guides.cli.progress import working
from guides.collection import AnyEntry, Collection
from guides.diagnostics.markdown import visible
from guides.load import load
from guides.rules.across import claims, folded
from guides.site import wording
from guides.site.links import Links, Site
from guides.site.views import Cited, Fact, GuidePage, Payer, Way, page_view
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


def _plain(text: str) -> str:
    """Give a text as a reader sees it, whether it is HTML or not."""
    return visible(text.striptags() if isinstance(text, Markup) else text, 4_000)


class _Paper:
    """Collects lines of one width."""

    def __init__(self, width: int, *, color: bool) -> None:
        self.width = width
        self.color = color
        self.lines: list[str] = []

    def heading(self, text: str) -> None:
        title = _plain(text)
        self.lines += [*([""] if self.lines else []), f"{_BOLD}{title}{_OFF}" if self.color else title]

    def say(self, text: str, first: str = "  ", rest: str | None = None) -> None:
        if said := _plain(text):
            indent = " " * len(first) if rest is None else rest
            self.lines += textwrap.wrap(
                said,
                self.width,
                initial_indent=first,
                subsequent_indent=indent,
                break_on_hyphens=False,
                break_long_words=False,
            )

    def items(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.say(text, "  - ")


def _facts(paper: _Paper, facts: Sequence[Fact]) -> None:
    for fact in facts:
        paper.say(f"{_plain(fact.label)}: {_plain(fact.value)}")
        paper.items(fact.more)


def _way(paper: _Paper, way: Way) -> None:
    paper.heading(" ".join(filter(None, [way.title, f"({_plain(way.effort)})" if way.effort else ""])))
    if way.route.url:
        paper.say(way.route.url)
    for text in (*way.lead, way.note, way.offers):
        paper.say(text)
    for text in way.requires:
        paper.say(f"You need: {_plain(text)}")
    for cited in filter(None, (way.phone, way.email, way.address)):
        paper.say(cited.title)
    for number, step in enumerate(way.steps, start=1):
        paper.say(step.action, f"  {number}. ")
        for more in (step.where, step.note):
            paper.say(more, "     ")
    if check := way.route.check:
        source = f": {check.source}" if check.source else ""
        paper.say(f"{wording.checked(check)}{source}")


def _payer(paper: _Paper, payer: Payer) -> None:
    if payer.url:
        paper.heading(f"Billed by {payer.name}")
        for text in payer.lead:
            paper.say(text)
        _facts(paper, payer.facts)
    for way in payer.ways:
        _way(paper, way)


def _sections(page: GuidePage) -> Iterator[tuple[str, list[str]]]:
    yield "Save this first", list(page.save_first)
    yield "By when", [f"{one.label}: {one.text}. {_plain(one.note)}".rstrip() for one in page.deadlines]
    yield "Money back", [_with_place(one.rule, one.where) for one in page.refunds]
    yield "Fees", [_with_place(one.rule, one.where) for one in page.fees]
    yield "This does not cancel", list(page.not_enough)
    yield "Proof", list(page.proof)
    yield "Instead", [f"{label}: {_plain(text)}" for label, text, _ in page.alternatives]
    yield "What changed", [f"{wording.day(when)}: {_plain(what)}" for when, what in page.changes]
    yield (
        "Sources",
        [
            f"{cited.title}: {cited.url} ({_plain(age)})" if age else f"{cited.title}: {cited.url}"
            for cited, age in page.sources
        ],
    )


def _source(cited: Cited, age: str) -> str:
    return f"{cited.title}: {cited.url}" + (f" ({_plain(age)})" if age else "")


def _with_place(rule: str, where: str) -> str:
    return f"{_plain(rule)} ({where})" if where else _plain(rule)


def as_text(page: GuidePage, width: int, *, color: bool = False) -> str:
    """Print a page for a terminal: the same view that the page is made from, so that the two say the same."""
    paper = _Paper(min(max(width, _NARROWEST), _WIDEST), color=color)
    paper.heading(page.title)
    for text in (page.retired or Markup(), page.answer):
        paper.say(text, "")
    if len(page.choices) > 1:
        paper.heading("Who bills you?")
        paper.items(f"{choice.label} ({choice.hint})" if choice.hint else choice.label for choice in page.choices)
    if page.facts:
        paper.heading("At a glance")
        _facts(paper, page.facts)
    paper.say(page.no_website)
    for payer in filter(None, (page.own, *page.others)):
        _payer(paper, payer)
    for title, texts in _sections(page):
        if texts:
            paper.heading(title)
            paper.items(texts)
    return "\n".join(paper.lines)


def run(arguments: argparse.Namespace) -> int:
    """Print the guide."""
    docs = docs_folder(arguments)
    with working("Reading the pages"):
        collection, _ = load(docs, f"{docs.as_posix()}/")
    entry = _find(arguments.guide, collection)
    page = page_view(collection, entry, Links(entry.uri, Site()))
    print(as_text(page, shutil.get_terminal_size().columns, color=wants_color(sys.stdout)))
    return OK
