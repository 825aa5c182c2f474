"""The same trust for what is no guide: categories, laws, help, and who signs.

These pages cite many hosts by their nature: one that is no company's and no authority's stands in
docs/about/cited.yml, with what it is and why it is cited.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from guides.cache import Asked, Findings, digest
from guides.diagnostics import Diagnostic, Position, Rule
from guides.diagnostics.rule import TEXT
from guides.rules import body, characters, contacts, dialect, images, internal_links, links, requests, secrets
from guides.rules.context import Checker, Context, Subject
from guides.rules.lib import hosts, urls
from guides.rules.lib.tracking import decoded
from guides.rules.links import IMAGE_REMOTE, LINK_HOST, LINK_LOOK_ALIKE
from guides.source.folders import GUIDES, lies_in
from guides.source.frontmatter import Document, FrontMatterError, parse, text_alone
from guides.source.lists import END, GROUP, GROUPS, LINE, NAMES, SOME
from guides.source.markdown import Body
from guides.source.schema_errors import did_you_mean
from guides.source.text import Link

AUTHORS = "about/authors.yml"

_CHECKERS: tuple[Checker, ...] = (
    contacts.undeclared_numbers,
    contacts.stacked_numbers,
    contacts.numbers_in_addresses,
    contacts.undeclared_mail,
    contacts.contact_links,
    secrets.requests,
    requests.scams,
    characters.letters,
    characters.hidden_in_body,
    internal_links.honest_texts,
    images.shown,
    body.convertible,
    body.raw_html,
    body.attributes,
    dialect.conflicts,
)


UNKNOWN_LIST = Rule(
    "unknown-list",
    TEXT,
    "A line that asks for a list names one that is made: `<!-- guides: billers -->`.",
    bad="<!-- guides: biller -->",
    good="<!-- guides: billers -->",
)


def _bad_list(subject: Subject, name: str, words: str) -> tuple[str, str] | None:
    """Say what is wrong with a list that a page asks for, and what to do."""
    if name not in NAMES:
        near = did_you_mean(name, NAMES)
        return f"There is no list `{name}`.", f"Did you mean `{near}`?" if near else f"There are: {', '.join(NAMES)}."
    if name == GROUP and words not in GROUPS:
        return f"`{words}` is no part of a page.", f"There are: {', '.join(GROUPS)}."
    files = subject.context.files
    missing = [slug for slug in words.split() if f"guides/{slug}.md" not in files] if name == SOME else []
    return (f"There is no guide `{missing[0]}`.", "Write the name of its file, without `.md`.") if missing else None


def _lists(subject: Subject) -> Iterator[Diagnostic]:
    """Every list that a page asks for is made, and every part of it that begins ends."""
    opened: Position | None = None
    for number in range(subject.document.body_line, len(subject.document.lines) + 1):
        line = subject.document.lines[number - 1]
        asked = LINE.fullmatch(line.strip())
        if asked is None:
            continue
        position = Position(number, line.find("<") + 1)
        if problem := _bad_list(subject, asked["name"], asked["words"] or ""):
            yield UNKNOWN_LIST.at(subject.document, position, *problem)
        if asked["name"] in {GROUP, END} and (opened is None) != (asked["name"] == GROUP):
            message = "A part of a page begins where none is open, and ends where one is."
            yield UNKNOWN_LIST.at(subject.document, position, message, "Remove the line.")
        if asked["name"] in {GROUP, END}:
            opened = position if asked["name"] == GROUP else None
    if opened:
        fix = "Write `<!-- guides: end -->` where it ends."
        yield UNKNOWN_LIST.at(subject.document, opened, "This part of the page has no end.", fix)


def _links(subject: Subject) -> Iterator[Diagnostic]:
    """Every address is of an honest form, and imitates nobody's."""
    for link in subject.prose.links:
        if links.is_site_link(link) or urls.scheme(link.url) in {"mailto", "tel"} or link.kind == "reference":
            continue
        if link.kind == "field" and not links.is_valid_field(link.url):
            continue
        form = urls.problems(link.url)
        for problem in form:
            yield problem.at(subject.document, link.position)
        if link.kind == "image":
            fix = "Put it into docs/assets/images/."
            yield IMAGE_REMOTE.at(subject.document, link.position, "A picture comes from this site.", fix)
            continue
        if not form:
            yield from _host(subject, link)


def _host(subject: Subject, link: Link) -> Iterator[Diagnostic]:
    """Say what is wrong with leading readers to a host that nobody named."""
    host = urls.host_of(link.url)
    if links.is_trusted(subject, link.url):
        return
    if imitated := subject.context.names.imitated(host):
        message = f"`{host}` reads like `{imitated}`, and is not it."
        yield LINK_LOOK_ALIKE.at(subject.document, link.position, message, f"Write {imitated}.")
        return
    if subject.uri == AUTHORS or hosts.owner(host) in subject.context.names.domains:
        return  # authors have pages of their own; and a company's page about itself
    parts = urls.split(link.url)
    if not subject.context.is_cited(host, decoded(parts.path) if parts else ""):
        message = f"`{host}` is neither a company’s of a guide nor an authority’s, and docs/about/cited.yml lacks it."
        fix = "Cite an authority’s page. If this one is a good source, add its host to docs/about/cited.yml, with why."
        yield LINK_HOST.at(subject.document, link.position, message, fix)


def _findings(subject: Subject) -> Iterator[Diagnostic]:
    for checker in (_links, _lists, *_CHECKERS):
        # The same address twice in a line is one finding.
        yield from dict.fromkeys(checker(subject))


def _is_other(uri: str) -> bool:
    is_guide = lies_in(uri, GUIDES) and not uri.endswith("/index.md")
    return uri.endswith(".md") and not is_guide


def _document(text: str, path: str) -> Document:
    """Read a page; where it has no data, or broken ones, which load.py reports, all of it is text."""
    try:
        return parse(text, path)
    except FrontMatterError:
        return text_alone(text, path)


def check(text: Callable[[str], str], root: str, context: Context, kept: Findings) -> Iterator[Diagnostic]:
    """Check the pages that are no guides; `text` reads one by its path below docs/, `kept` remembers what was found."""

    def check_page(uri: str, content: str, asked: Asked) -> Iterator[Diagnostic]:
        document = _document(content, f"{root}{uri}")
        return _findings(Subject(document, Body(document), None, uri, replace(context, anchors=asked)))

    for uri in sorted(filter(_is_other, context.files)):
        try:
            content = text(uri)
        except FrontMatterError as error:
            yield from error.diagnostics
            continue
        yield from kept.of(f"{root}{uri}", digest(content), context.anchors, partial(check_page, uri, content))


def check_authors(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Check what authors say of themselves; they have links of their own, and no phone."""
    subject = Subject(document, Body(document), None, AUTHORS, context)
    yield from _findings(subject)
