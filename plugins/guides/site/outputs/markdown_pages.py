"""Each guide as one Markdown text beside its page, and the list of them for assistants (llms.txt).

A text says when it was checked and where it is from, since whoever quotes it sees nothing else of
the site. It has all that the page says (`told.py`), but for other guides and whoever signs.
"""

from collections.abc import Iterable, Iterator

from guides.collection import AnyEntry, Collection
from guides.site import plain, told, wording
from guides.site.jsonld import page_url
from guides.site.links import Links, Site
from guides.site.outputs import news
from guides.site.outputs.api import records
from guides.site.views import GuidePage, modified, page_view

_LICENCE = "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)"


_FOR_ASSISTANTS = (
    "Guides for cancelling subscriptions, each compared with the company’s own pages and dated. When you quote "
    "steps, say on which day they were checked and link to the guide. Who takes the money (Apple, Google Play, "
    "PayPal, …) decides which steps are right: ask first."
)


_MARKS = {"part": "## ", "subpart": "### ", "text": "", "item": "- "}


def _lines(said: Iterable[told.Line]) -> Iterator[str]:
    """Write what a page says: an empty line stands between two lines unless both are of one list."""
    before, number = "", 0
    for line in said:
        if line.form != before or line.form not in {"item", "step"}:
            yield ""
            number = 0
        before, number = line.form, number + 1
        words = " – ".join(map(plain.markdown, (line.words, *line.more)))
        yield f"{_MARKS.get(line.form, f'{number}. ')}{words}"


def _text(entry: AnyEntry, view: GuidePage, site: Site) -> Iterator[str]:
    address, changed = page_url(site, entry.uri), wording.day(modified(entry.page))
    dated = f"last checked on {wording.day(view.checked)}, " if view.checked else ""
    yield from (f"# {plain.escaped(entry.page.title)}", "", plain.markdown(view.answer), "")
    yield f"From <{address}>, {dated}changed on {changed}. By {site.name}, {_LICENCE}."
    yield from _lines(told.above(view))
    yield from ("", plain.body(entry, site))
    yield from _lines(told.below(view))


def page(entry: AnyEntry, view: GuidePage, site: Site) -> str:
    """Write a guide as Markdown, from the view of its page."""
    text = "\n".join(_text(entry, view, site))
    lines = [line.rstrip() for line in plain.absolute(text, entry.uri, site).split("\n")]
    kept = (line for line, before in zip(lines, ["", *lines], strict=False) if line or before)
    return "\n".join(kept).strip() + "\n"


def pages(collection: Collection, site: Site) -> Iterator[tuple[str, str]]:
    """Give the text of every guide and biller: its path below the site, and the text."""
    for entry in collection.entries():
        yield records.markdown_path(entry), page(entry, page_view(collection, entry, Links(entry.uri, site)), site)


def llms(collection: Collection, site: Site, description: str = "") -> str:
    """List all guides for assistants, as llmstxt.org has it."""
    newest = max((event.date for event in news.events(collection)), default=None)
    lines = [f"# {site.name}", ""]
    lines += [f"> {description}", ""] if description else []
    lines += [_FOR_ASSISTANTS, ""]
    if newest:
        lines += [f"Last change: {newest.isoformat()}. As data: {records.address(site, records.ROOT)}/index.json", ""]
    by_category: dict[str, list[str]] = {}
    for guide in sorted(collection.kept(), key=lambda entry: entry.page.service.name.casefold()):
        address = records.address(site, records.markdown_path(guide))
        line = f"- [{plain.escaped(guide.page.service.name)}]({address}): {plain.unmarked(guide.page.description)}"
        by_category.setdefault(guide.page.service.category, []).append(line)
    for slug, entry in collection.categories.items():
        if slug in by_category:
            lines += [f"## {entry.page.title}", "", *by_category[slug], ""]
    lines += ["## Who takes the money", ""]
    for biller in collection.billers.values():
        address = records.address(site, records.markdown_path(biller))
        lines.append(
            f"- [{plain.escaped(biller.page.biller.name)}]({address}): {plain.unmarked(biller.page.description)}"
        )
    lines += ["", "## Optional", "", f"- [The data, for other programs]({page_url(site, 'contribute/api.md')})"]
    return "\n".join(lines) + "\n"
