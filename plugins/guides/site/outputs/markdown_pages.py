"""Each guide as one Markdown text beside its page, and the list of them for assistants (llms.txt).

A text says when it was checked and where it is from, since whoever quotes it sees nothing else of
the site. It is written from the data that are published, so the two cannot differ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from guides.collection import AnyEntry, Collection
from guides.model import Biller, Check, Guide, Reading, Rule
from guides.model.words import How, Topic
from guides.site import plain, wording
from guides.site.jsonld import page_url
from guides.site.links import Site
from guides.site.outputs import news
from guides.site.outputs.api import records
from guides.site.outputs.api.documents import BillerRecord, GuideRecord, RouteRecord
from guides.site.views import all_deadlines, is_unconfirmed, money_back, sources

_LICENCE = "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)"


_FOR_ASSISTANTS = (
    "Guides for cancelling subscriptions, each compared with the company’s own pages and dated. When you quote "
    "steps, say on which day they were checked and link to the guide. Who takes the money (Apple, Google Play, "
    "PayPal, …) decides which steps are right: ask first."
)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Give a section, unless nothing is in it."""
    told = list(lines)
    if told:
        yield from (f"## {title}", "", *told, "")


def _bullets(items: Iterable[str | None]) -> list[str]:
    return [f"- {item}" for item in items if item]


def _facts(page: Guide | Biller) -> list[str]:
    access, silent = page.outcome.access, page.silent
    deadlines = [f"**{label}, cancel by:** {wording.deadline(item)}" for label, item in all_deadlines(page)]
    none = wording.no_deadline(is_silent=Topic.DEADLINE in silent)
    return _bullets(
        [
            *(deadlines or [f"**{wording.CANCEL_BY}:** {none}"]),
            f"**{wording.ACCESS}:** {wording.paid_access(access, is_silent=Topic.ACCESS in silent)}",
            f"**{wording.MONEY_BACK}:** {plain.unmarked(money_back(page))}",
        ]
    )


@lru_cache(2000)
def _checked(check: Check) -> str:
    """Say how a way was confirmed; those of billers are told in many guides."""
    readings: list[Check | Reading] = [check, *check.also]
    read = [f"[{wording.host(one.source)}]({one.source}) ({wording.text_age(one)})" for one in readings if one.source]
    said = wording.checked(check)
    walked = "" if check.how is How.WALKTHROUGH else " Nobody has walked through it for us yet."
    with_sources = f" with {', '.join(read)}" if read else ""
    return f"{said[:1].upper()}{said[1:]}{with_sources}.{walked}"


def _way(route: RouteRecord, biller: str) -> list[str]:
    title = f"{biller}: {route.title}" if route.biller else route.title
    lines = [f"## {title}", ""]
    lines += [f"{text}\n" for text in (route.how_to_tell, route.note) if text]
    if route.requires:
        lines.append(f"You need: {'; '.join(route.requires)}.\n")
    if route.url:
        lines.append(f"It starts at <{route.url}>.\n")
    contacts = [route.phone and route.phone.number, route.email and route.email.address, route.hours]
    contacts += [", ".join(route.address.lines)] if route.address else []
    lines += [f"{plain.escaped(contact)}\n" for contact in contacts if contact]
    for number, step in enumerate(route.steps, start=1):
        told = " – ".join([text for text in (step.action, step.where, step.note) if text])
        lines.append(f"{number}. {told}")
    return [*lines, "", _checked(route.check) if route.check else "", ""]


def _rules(rules: Sequence[Rule]) -> list[str]:
    def line(rule: Rule) -> str:
        where = "" if rule.where == "worldwide" else f" ({rule.where})"
        return f"{rule.rule}{where}{f' [Source]({rule.source})' if rule.source else ''}"

    return _bullets(line(rule) for rule in rules)


def _ways(record: GuideRecord | BillerRecord, names: Mapping[str, str]) -> Iterator[str]:
    for route in record.routes:
        yield from _way(route, names.get(route.biller or "", ""))


def _text(entry: AnyEntry, record: GuideRecord | BillerRecord, site: Site, names: Mapping[str, str]) -> Iterator[str]:
    page, outcome = entry.page, record.outcome
    dated = f"last checked on {wording.day(record.checked)}, " if record.checked else ""
    yield from (f"# {page.title}", "", plain.unmarked(page.description), "")
    yield from (
        f"From <{record.page}>, {dated}changed on {wording.day(record.updated)}. By {site.name}, {_LICENCE}.",
        "",
    )
    if isinstance(page, Guide) and page.retired:
        yield f"**This guide is no longer kept**, since {wording.day(page.retired.date)}: {page.retired.reason}\n"
    if is_unconfirmed(page):
        yield "**Not confirmed:** no text of the company about this was found. What follows was reported by others.\n"
    if changed := record.overtaken:
        yield (
            "**The page behind these steps changed; we have not compared it yet.** "
            f"On {wording.day(changed.seen)} <{changed.url}> had all that we quote from it, "
            f"on {wording.day(changed.gone)} no longer.\n"
        )
    yield from (*_facts(page), "")
    yield from _section("Save this first", _bullets(record.save_first))
    yield from _ways(record, names)
    yield from _section("Keep as proof", _bullets(record.proof))
    yield from _section("What does not cancel", _bullets(record.not_enough))
    yield from _section("Money back", _rules(outcome.refunds))
    yield from _section("What leaving costs", _rules(outcome.fees))
    yield from _section(
        "What else follows", _bullets([outcome.access.note, outcome.data, outcome.credits, outcome.add_ons])
    )
    yield from (record.body.markdown, "")
    cited = (f"[{plain.escaped(source.title)}]({source.url}): {wording.text_age(source)}" for source in sources(page))
    yield from _section("Sources", _bullets(cited))
    yield "This is not legal advice. What the company shows you in your own account decides."


def page(entry: AnyEntry, record: GuideRecord | BillerRecord, site: Site, names: Mapping[str, str]) -> str:
    """Write a guide as Markdown; `names` are those of billers by the slugs of their guides."""
    text = "\n".join(_text(entry, record, site, names))
    lines = [line.rstrip() for line in plain.absolute(text, entry.uri, site).split("\n")]
    kept = (line for line, before in zip(lines, ["", *lines], strict=False) if line or before)
    return "\n".join(kept).strip() + "\n"


def pages(collection: Collection, site: Site) -> Iterator[tuple[str, str]]:
    """Give the text of every guide and biller: its path below the site, and the text."""
    names = {slug: biller.page.biller.name for slug, biller in collection.billers.items()}
    for guide in collection.guides.values():
        yield records.markdown_path(guide), page(guide, records.guide(collection, guide, site), site, names)
    for biller in collection.billers.values():
        yield records.markdown_path(biller), page(biller, records.biller(collection, biller, site), site, names)


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
